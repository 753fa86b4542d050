package org.facesearch.models.align;

import java.util.List;
import org.facesearch.models.detect.Point;

/**
 * A rotation, uniform scale and shift of the plane: {@code (x, y) -> (a x - b y + tx, b x + a y +
 * ty)}.
 */
public record Similarity(double a, double b, double tx, double ty) {

  /**
   * The similarity that brings {@code from} closest to {@code to} in the least-squares sense,
   * without reflection.
   *
   * @throws IllegalArgumentException if the points of {@code from} coincide
   */
  public static Similarity fit(List<Point> from, List<Point> to) {
    if (from.size() != to.size() || from.isEmpty()) {
      throw new IllegalArgumentException("as many source points as target points are needed");
    }
    Point fromMean = mean(from);
    Point toMean = mean(to);
    double along = 0;
    double across = 0;
    double spread = 0;
    for (int i = 0; i < from.size(); i++) {
      double x = from.get(i).x() - fromMean.x();
      double y = from.get(i).y() - fromMean.y();
      double u = to.get(i).x() - toMean.x();
      double v = to.get(i).y() - toMean.y();
      along += x * u + y * v;
      across += x * v - y * u;
      spread += x * x + y * y;
    }
    if (!(spread > 0)) {
      throw new IllegalArgumentException("the points coincide");
    }
    double a = along / spread;
    double b = across / spread;
    return new Similarity(
        a,
        b,
        toMean.x() - a * fromMean.x() + b * fromMean.y(),
        toMean.y() - b * fromMean.x() - a * fromMean.y());
  }

  private static Point mean(List<Point> points) {
    return new Point(
        points.stream().mapToDouble(Point::x).average().orElseThrow(),
        points.stream().mapToDouble(Point::y).average().orElseThrow());
  }

  public Point apply(Point point) {
    return new Point(a * point.x() - b * point.y() + tx, b * point.x() + a * point.y() + ty);
  }

  /** How much longer a line becomes. */
  public double scale() {
    return Math.hypot(a, b);
  }

  /**
   * The way back.
   *
   * @throws IllegalArgumentException if everything falls into one point
   */
  public Similarity inverse() {
    double square = a * a + b * b;
    if (!(square > 0)) {
      throw new IllegalArgumentException("a transform of scale 0 has no inverse");
    }
    double c = a / square;
    double d = -b / square;
    return new Similarity(c, d, -(c * tx - d * ty), -(d * tx + c * ty));
  }
}
