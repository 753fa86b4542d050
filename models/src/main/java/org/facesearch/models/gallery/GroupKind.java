package org.facesearch.models.gallery;

import java.util.Locale;

/** What the entries of a group are. */
public enum GroupKind {
  /** Each a face of a picture. */
  FACE,
  /** Each a picture as a whole. */
  IMAGE;

  /** As paths and settings write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
