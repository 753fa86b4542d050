package org.facesearch.models.usecase.faceset;

import java.util.Objects;

/** How a request says which FaceSet it means. */
public sealed interface FaceSetRef {

  /** What the request gave. */
  String text();

  /** By {@code faceset_token}, which need not look like one. */
  record ByToken(String text) implements FaceSetRef {
    public ByToken {
      Objects.requireNonNull(text, "text");
    }
  }

  /** By {@code outer_id}. */
  record ByOuterId(String text) implements FaceSetRef {
    public ByOuterId {
      Objects.requireNonNull(text, "text");
    }
  }
}
