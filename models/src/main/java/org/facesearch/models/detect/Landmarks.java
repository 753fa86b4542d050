package org.facesearch.models.detect;

import java.util.List;

/** The five points of a face. Left and right are the picture's, not the person's. */
public record Landmarks(
    Point leftEye, Point rightEye, Point nose, Point leftMouth, Point rightMouth) {

  /** From five points in this record's order. */
  public static Landmarks of(List<Point> points) {
    if (points.size() != 5) {
      throw new IllegalArgumentException("five landmarks are needed, not " + points.size());
    }
    return new Landmarks(points.get(0), points.get(1), points.get(2), points.get(3), points.get(4));
  }

  public List<Point> points() {
    return List.of(leftEye, rightEye, nose, leftMouth, rightMouth);
  }

  /** The middle between the eyes. */
  public Point eyes() {
    return middle(leftEye, rightEye);
  }

  /** The middle of the mouth. */
  public Point mouth() {
    return middle(leftMouth, rightMouth);
  }

  private static Point middle(Point one, Point other) {
    return new Point((one.x() + other.x()) / 2, (one.y() + other.y()) / 2);
  }

  public Landmarks scaled(double factor) {
    return of(points().stream().map(point -> point.scaled(factor)).toList());
  }

  public Landmarks moved(double dx, double dy) {
    return of(points().stream().map(point -> point.moved(dx, dy)).toList());
  }
}
