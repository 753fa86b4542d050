package org.facesearch.models.usecase;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.facesearch.models.score.ScoreScale;

/**
 * What the hits of one request score.
 *
 * @param threshold least score of a hit, 0 to 1 on the API's scale
 */
public record HitScores(ScoreScale scale, double threshold) {

  /**
   * Cosines come back through a float score; a hit on the threshold must not be lost to rounding.
   */
  private static final double ROUNDING = 1e-6;

  /** The least cosine of a match. */
  public double minCosine() {
    return scale.cosine(threshold) - ROUNDING;
  }

  /** Whether it is a match. */
  public boolean matches(double cosine) {
    return cosine >= minCosine();
  }

  /** The score of a match. */
  public double score(double cosine) {
    return Math.max(threshold, scale.score(cosine));
  }

  /** Best first. Different cosines can have one score, and then the id decides, in UTF-8. */
  static <T> Comparator<T> bestFirst(ToDoubleFunction<T> score, Function<T, String> id) {
    return Comparator.comparingDouble(score)
        .reversed()
        .thenComparing(
            hit -> id.apply(hit).getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);
  }
}
