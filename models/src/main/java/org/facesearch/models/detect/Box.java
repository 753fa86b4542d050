package org.facesearch.models.detect;

/**
 * An upright rectangle in pixels; {@code right} and {@code bottom} are the first coordinates
 * outside.
 */
public record Box(double left, double top, double right, double bottom) {

  public Box {
    if (!(right > left && bottom > top)) {
      throw new IllegalArgumentException("a box needs a positive width and height");
    }
  }

  /** The box of these sides around a point. */
  static Box around(double x, double y, double width, double height) {
    return new Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2);
  }

  public double width() {
    return right - left;
  }

  public double height() {
    return bottom - top;
  }

  public double area() {
    return width() * height();
  }

  public Point centre() {
    return new Point((left + right) / 2, (top + bottom) / 2);
  }

  public boolean contains(Point point) {
    return point.x() >= left && point.x() < right && point.y() >= top && point.y() < bottom;
  }

  /** Intersection over union with another box, 0 to 1. */
  public double iou(Box other) {
    double width = Math.min(right, other.right) - Math.max(left, other.left);
    double height = Math.min(bottom, other.bottom) - Math.max(top, other.top);
    if (width <= 0 || height <= 0) {
      return 0;
    }
    double common = width * height;
    return common / (area() + other.area() - common);
  }

  /** This box in a picture whose sides are {@code factor} times as long. */
  public Box scaled(double factor) {
    return new Box(left * factor, top * factor, right * factor, bottom * factor);
  }

  public Box moved(double dx, double dy) {
    return new Box(left + dx, top + dy, right + dx, bottom + dy);
  }

  /** The part inside a picture of the given size, at least one pixel wide and high. */
  public Box clippedTo(int width, int height) {
    double clippedLeft = Math.clamp(left, 0, width - 1);
    double clippedTop = Math.clamp(top, 0, height - 1);
    return new Box(
        clippedLeft,
        clippedTop,
        Math.clamp(right, clippedLeft + 1, width),
        Math.clamp(bottom, clippedTop + 1, height));
  }
}
