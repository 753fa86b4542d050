package org.facesearch.models.detect;

import java.util.Locale;
import org.facesearch.models.image.RgbImage;

/** Where, to a quarter, the top of a face points in the picture. */
public enum QuarterTurn {
  // Clockwise from up: the order is used to turn an angle into a constant.
  UP(0),
  RIGHT(1),
  DOWN(2),
  LEFT(3);

  private final int clockwise;

  QuarterTurn(int clockwise) {
    this.clockwise = clockwise;
  }

  /**
   * The constant of a name in small letters.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static QuarterTurn of(String text) {
    for (QuarterTurn turn : values()) {
      if (turn.text().equals(text)) {
        return turn;
      }
    }
    throw new IllegalArgumentException("must be one of up, right, down, left, not [" + text + "]");
  }

  /** The nearest to where the landmarks say that the top is. */
  static QuarterTurn of(Landmarks face) {
    double x = face.eyes().x() - face.mouth().x();
    double y = face.mouth().y() - face.eyes().y();
    double angle = Math.atan2(x, y);
    return values()[Math.floorMod(Math.round(angle / (Math.PI / 2)), values().length)];
  }

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The picture turned so that such a face stands upright; the picture itself if it does. */
  RgbImage upright(RgbImage image) {
    return this == UP ? image : image.turned(-clockwise);
  }

  /**
   * A face of the turned picture in the picture as it is.
   *
   * @param width of the picture as it is, in pixels
   * @param height of the same
   */
  DetectedFace back(DetectedFace face, int width, int height) {
    Box box = face.box();
    Point one = back(new Point(box.left(), box.top()), width, height);
    Point other = back(new Point(box.right(), box.bottom()), width, height);
    return new DetectedFace(
        new Box(
            Math.min(one.x(), other.x()),
            Math.min(one.y(), other.y()),
            Math.max(one.x(), other.x()),
            Math.max(one.y(), other.y())),
        Landmarks.of(
            face.landmarks().points().stream().map(point -> back(point, width, height)).toList()),
        face.confidence());
  }

  private Point back(Point point, int width, int height) {
    return switch (this) {
      case UP -> point;
      case RIGHT -> new Point(width - point.y(), point.x());
      case DOWN -> new Point(width - point.x(), height - point.y());
      case LEFT -> new Point(point.y(), height - point.x());
    };
  }
}
