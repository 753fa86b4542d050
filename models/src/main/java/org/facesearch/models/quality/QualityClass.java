package org.facesearch.models.quality;

import java.util.Locale;

/** What is wrong with a face, if anything (v1 API, section 2.5, {@code face_quality.quality}). */
public enum QualityClass {
  CLEAR,
  BLUR,
  SMALL,
  COVER,
  POSE;

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
