package org.facesearch.models.usecase.event;

import java.util.Arrays;
import java.util.Locale;
import org.facesearch.models.FaceSearchException;

/** From which score on two faces are one person's ({@code threshold} of compare). */
public enum CompareLevel {
  LOW(0.175),
  MIDDLE(0.225),
  HIGH(0.275);

  private final double score;

  CompareLevel(double score) {
    this.score = score;
  }

  /** On the scale of compare. */
  double score() {
    return score;
  }

  /**
   * A level as a request names it.
   *
   * @throws FaceSearchException {@code INVALID} if there is none of that name
   */
  public static CompareLevel of(String field, String text) {
    return Arrays.stream(values())
        .filter(level -> level.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElseThrow(() -> FaceSearchException.invalid(field + " must be low, middle or high"));
  }
}
