package org.facesearch.plugin.query;

import java.util.function.Supplier;
import org.opensearch.core.common.io.stream.StreamOutput;
import org.opensearch.core.xcontent.XContentBuilder;

/** A probe whose vector is being made. It lives between two rounds of rewriting, on one node. */
final class PendingProbe implements Probe {
  private final Supplier<VectorProbe> found;

  /**
   * Something was begun.
   *
   * @param found gives null until it is done
   */
  PendingProbe(Supplier<VectorProbe> found) {
    this.found = found;
  }

  /** The vector, or this where there is none yet. */
  Probe settled() {
    VectorProbe vector = found.get();
    return vector == null ? this : vector;
  }

  @Override
  public void writeTo(StreamOutput out) {
    throw new IllegalStateException("the vector is not there yet: missing a rewriteAndFetch?");
  }

  @Override
  public XContentBuilder toXContent(XContentBuilder builder, Params params) {
    return builder;
  }
}
