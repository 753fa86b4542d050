package org.facesearch.models.quality;

import java.util.Locale;

/** What can be wrong with a face, in the order in which the first one names its class. */
public enum QualityFault {
  SMALL,
  POSE,
  COVER,
  BLUR,
  ORIENTATION;

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
