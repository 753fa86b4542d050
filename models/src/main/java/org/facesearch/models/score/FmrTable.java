package org.facesearch.models.score;

import java.util.Comparator;
import java.util.List;

/**
 * The measured false-match rates of a model: how often two different people, or two unrelated
 * pictures, reach a cosine.
 *
 * @param points at least two, no rate and no cosine twice, the rate falling as the cosine rises
 */
public record FmrTable(List<Point> points) {

  /**
   * One measurement.
   *
   * @param fmr rate per comparison, above 0 and below 1
   * @param cosine from which on two count as the same, -1 to 1
   */
  public record Point(double fmr, double cosine) {
    public Point {
      if (!(fmr > 0 && fmr < 1)) {
        throw new IllegalArgumentException("fmr must lie between 0 and 1: " + fmr);
      }
      if (!(cosine >= -1 && cosine <= 1)) {
        throw new IllegalArgumentException("cosine must lie between -1 and 1: " + cosine);
      }
    }
  }

  public FmrTable {
    points = points.stream().sorted(Comparator.comparingDouble(Point::cosine)).toList();
    if (points.size() < 2) {
      throw new IllegalArgumentException("an FMR table needs at least two points");
    }
    for (int i = 1; i < points.size(); i++) {
      if (!(points.get(i).cosine > points.get(i - 1).cosine
          && points.get(i).fmr < points.get(i - 1).fmr)) {
        throw new IllegalArgumentException("an FMR table must fall as the cosine rises");
      }
    }
  }

  /**
   * The cosine at a rate: linear between the points in the logarithm of the rate, and beyond them.
   */
  public double cosineAt(double fmr) {
    double wanted = Math.log(fmr);
    int upper = 1;
    while (upper < points.size() - 1 && Math.log(points.get(upper).fmr) > wanted) {
      upper++;
    }
    Point from = points.get(upper - 1);
    Point to = points.get(upper);
    double share = (wanted - Math.log(from.fmr)) / (Math.log(to.fmr) - Math.log(from.fmr));
    return Math.clamp(from.cosine + share * (to.cosine - from.cosine), -1.0, 1.0);
  }

  /**
   * The rate at a cosine, between two points the inverse of {@link #cosineAt}.
   *
   * @return beyond the points the rate of the last one: further out nothing was measured
   */
  public double fmrAt(double cosine) {
    Point from = points.getFirst();
    for (Point to : points) {
      if (cosine <= to.cosine) {
        double span = to.cosine - from.cosine;
        double share = span == 0 ? 0 : (cosine - from.cosine) / span;
        return cosine <= from.cosine
            ? from.fmr
            : Math.exp(Math.log(from.fmr) + share * (Math.log(to.fmr) - Math.log(from.fmr)));
      }
      from = to;
    }
    return from.fmr;
  }
}
