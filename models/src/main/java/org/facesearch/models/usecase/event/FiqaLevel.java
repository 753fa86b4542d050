package org.facesearch.models.usecase.event;

import java.util.Arrays;
import java.util.Locale;
import org.facesearch.models.FaceSearchException;

/** How good a face must be to be used ({@code fiqa_level}); each level asks more than the last. */
public enum FiqaLevel {
  NO,
  LOW,
  MIDDLE,
  HIGH;

  /**
   * A level as a request names it.
   *
   * @throws FaceSearchException {@code INVALID} if there is none of that name
   */
  public static FiqaLevel of(String field, String text) {
    return Arrays.stream(values())
        .filter(level -> level.text().equals(text))
        .findFirst()
        .orElseThrow(() -> FaceSearchException.invalid(field + " must be no, low, middle or high"));
  }

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
