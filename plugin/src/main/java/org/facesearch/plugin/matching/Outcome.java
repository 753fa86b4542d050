package org.facesearch.plugin.matching;

import java.io.IOException;
import java.util.List;
import org.opensearch.core.common.bytes.BytesReference;
import org.opensearch.core.common.io.stream.StreamInput;
import org.opensearch.core.common.io.stream.StreamOutput;
import org.opensearch.core.common.io.stream.Writeable;

/**
 * What became of a candidate.
 *
 * @param matches what it matched; empty if it was added
 */
public record Outcome(List<Near> matches) implements Writeable {

  static final Outcome ADDED = new Outcome(List.of());

  Outcome(StreamInput in) throws IOException {
    this(in.readList(Near::new));
  }

  public boolean added() {
    return matches.isEmpty();
  }

  @Override
  public void writeTo(StreamOutput out) throws IOException {
    out.writeList(matches);
  }

  /**
   * A document that a candidate matched.
   *
   * @param cosine -1 to 1
   * @param source the document without its vector; {@code null} if it is an earlier candidate of
   *     the same request, which the caller knows
   */
  public record Near(String id, float cosine, BytesReference source) implements Writeable {

    Near(StreamInput in) throws IOException {
      this(in.readString(), in.readFloat(), in.readOptionalBytesReference());
    }

    @Override
    public void writeTo(StreamOutput out) throws IOException {
      out.writeString(id);
      out.writeFloat(cosine);
      out.writeOptionalBytesReference(source);
    }
  }
}
