package org.facesearch.plugin.query;

import java.io.IOException;
import org.opensearch.core.common.io.stream.StreamInput;
import org.opensearch.core.common.io.stream.StreamOutput;
import org.opensearch.core.xcontent.ToXContentFragment;

/**
 * What neighbours are looked for of. A search begins with any of these; the node that takes it
 * turns it into a vector, once, before any shard is asked: see {@link Probes}.
 */
sealed interface Probe extends ToXContentFragment
    permits VectorProbe, ImageProbe, LikeProbe, PendingProbe {

  /** Which of the three it is, on the wire. */
  enum Kind {
    VECTOR,
    IMAGE,
    LIKE
  }

  /** Writes the kind and then the probe. */
  void writeTo(StreamOutput out) throws IOException;

  /** Reads what {@link #writeTo} has written. */
  static Probe read(StreamInput in) throws IOException {
    return switch (in.readEnum(Kind.class)) {
      case VECTOR -> new VectorProbe(in);
      case IMAGE -> new ImageProbe(in);
      case LIKE -> new LikeProbe(in);
    };
  }
}
