package org.facesearch.models.attribute;

import java.util.Locale;

/** What can be estimated of a face. */
public enum Attribute {
  /** Where the head is turned: {@code yaw}, {@code pitch} and {@code roll} in degrees. */
  POSE,
  /** Whether the face is there and not a print or a screen: {@code real}, 0 to 1. */
  LIVENESS,
  /** How old it looks, {@code age} in years, and how male, {@code male}, 0 to 1. */
  AGE_GENDER;

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
