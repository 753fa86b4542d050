package org.facesearch.models.usecase.event;

import java.util.Objects;
import org.facesearch.models.event.Identity;

/**
 * Who a face was taken for.
 *
 * @param identity {@link Identity#STRANGER} if nobody is near enough
 * @param score how alike it is to the nearest photo, near enough or not: 0 to 1; 0 if there is none
 */
public record Identified(Identity identity, double score) {

  /** Nobody, and nobody near. */
  public static final Identified NOBODY = new Identified(Identity.STRANGER, 0);

  public Identified {
    Objects.requireNonNull(identity, "identity");
  }
}
