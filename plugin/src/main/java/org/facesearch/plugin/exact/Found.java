package org.facesearch.plugin.exact;

import java.io.IOException;
import java.util.Comparator;
import org.apache.lucene.util.BytesRef;
import org.opensearch.core.common.io.stream.StreamInput;
import org.opensearch.core.common.io.stream.StreamOutput;
import org.opensearch.core.common.io.stream.Writeable;

/**
 * A document near a probe.
 *
 * @param id the value of the id field
 * @param cosine of the two vectors, -1 to 1 but for rounding
 */
public record Found(BytesRef id, float cosine) implements Writeable {

  /** Equal ones by id, in the order of its bytes. */
  static final Comparator<Found> BEST_FIRST =
      Comparator.<Found>comparingDouble(found -> found.cosine)
          .reversed()
          .thenComparing(found -> found.id);

  Found(StreamInput in) throws IOException {
    this(in.readBytesRef(), in.readFloat());
  }

  @Override
  public void writeTo(StreamOutput out) throws IOException {
    out.writeBytesRef(id);
    out.writeFloat(cosine);
  }
}
