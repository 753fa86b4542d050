package org.facesearch.plugin.terms;

import java.io.IOException;
import org.apache.lucene.util.BytesRef;
import org.opensearch.core.common.io.stream.StreamInput;
import org.opensearch.core.common.io.stream.StreamOutput;
import org.opensearch.core.common.io.stream.Writeable;

/**
 * A value and how many documents have it.
 *
 * @param documents at least 1
 */
public record TermCount(BytesRef term, long documents) implements Writeable {

  TermCount(StreamInput in) throws IOException {
    this(in.readBytesRef(), in.readVLong());
  }

  @Override
  public void writeTo(StreamOutput out) throws IOException {
    out.writeBytesRef(term);
    out.writeVLong(documents);
  }
}
