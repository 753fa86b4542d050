package org.facesearch.models.score;

import java.util.ArrayList;
import java.util.List;

/**
 * A monotone piecewise-linear map between the cosine and an API's score. Cosines below a floor give
 * 0, a cosine of 1 gives the top.
 */
public final class ScoreScale {

  private final double[] cosines;
  private final double[] scores;

  private ScoreScale(double[] cosines, double[] scores) {
    this.cosines = cosines;
    this.scores = scores;
  }

  /** An inner point of the scale. */
  public record Anchor(double cosine, double score) {}

  /**
   * A scale from 0, at a cosine of 0, to {@code top} through the anchors.
   *
   * @throws IllegalArgumentException if the anchors do not rise strictly between (0, 0) and (1,
   *     top)
   */
  public static ScoreScale of(double top, List<Anchor> anchors) {
    return of(0, top, anchors);
  }

  private static ScoreScale of(double floor, double top, List<Anchor> anchors) {
    List<Anchor> points = new ArrayList<>();
    points.add(new Anchor(floor, 0));
    points.addAll(anchors);
    points.add(new Anchor(1, top));
    for (int i = 1; i < points.size(); i++) {
      if (!(points.get(i).cosine > points.get(i - 1).cosine
          && points.get(i).score > points.get(i - 1).score)) {
        throw new IllegalArgumentException("the anchors of a scale must rise: " + points);
      }
    }
    return new ScoreScale(
        points.stream().mapToDouble(Anchor::cosine).toArray(),
        points.stream().mapToDouble(Anchor::score).toArray());
  }

  /** The scale of the v1 face API: FMR 1e-4 is 0.35 (surveillance), 1e-5 is 0.45 (photographs). */
  public static ScoreScale v1Face(FmrTable table) {
    return of(
        1, List.of(new Anchor(table.cosineAt(1e-4), 0.35), new Anchor(table.cosineAt(1e-5), 0.45)));
  }

  /**
   * The scale of the v1 image API: what half of all unrelated pictures reach is 0, FMR 1e-3 is 0.3
   * and 1e-4 is 0.4.
   */
  public static ScoreScale v1Image(FmrTable table) {
    return of(
        table.cosineAt(0.5),
        1,
        List.of(new Anchor(table.cosineAt(1e-3), 0.3), new Anchor(table.cosineAt(1e-4), 0.4)));
  }

  /** The scale of the Face++ API: FMR 1e-3 is 65.3, 1e-4 is 71.8 and 1e-5 is 76.5, the top 100. */
  public static ScoreScale faceppConfidence(FmrTable table) {
    return of(
        100,
        List.of(
            new Anchor(table.cosineAt(1e-3), 65.3),
            new Anchor(table.cosineAt(1e-4), 71.8),
            new Anchor(table.cosineAt(1e-5), 76.5)));
  }

  /** The scale of SophonMatch's PictureMatch and picturesearch: FMR 1e-2 is 0.60, 1e-4 is 0.82. */
  public static ScoreScale pictureMatch(FmrTable table) {
    return of(
        1, List.of(new Anchor(table.cosineAt(1e-2), 0.60), new Anchor(table.cosineAt(1e-4), 0.82)));
  }

  /**
   * The scale of SophonMatch's compare: FMR 1e-3 is 0.175 (low), 1e-4 is 0.225 (middle), 1e-5 is
   * 0.275 (high).
   */
  public static ScoreScale sophonCompare(FmrTable table) {
    return of(
        1,
        List.of(
            new Anchor(table.cosineAt(1e-3), 0.175),
            new Anchor(table.cosineAt(1e-4), 0.225),
            new Anchor(table.cosineAt(1e-5), 0.275)));
  }

  /** The score of a cosine. */
  public double score(double cosine) {
    return map(cosines, scores, cosine);
  }

  /** The lowest cosine that reaches a score; -1 for a score of 0, which every cosine reaches. */
  public double cosine(double score) {
    return score <= 0 ? -1 : map(scores, cosines, score);
  }

  private static double map(double[] from, double[] to, double value) {
    int last = from.length - 1;
    if (value <= from[0]) {
      return to[0];
    }
    if (value >= from[last]) {
      return to[last];
    }
    int upper = 1;
    while (from[upper] < value) {
      upper++;
    }
    double share = (value - from[upper - 1]) / (from[upper] - from[upper - 1]);
    return to[upper - 1] + share * (to[upper] - to[upper - 1]);
  }
}
