package org.facesearch.models.detect;

/** A place in a picture: pixels, origin at the top left, y downwards. */
public record Point(double x, double y) {

  public Point scaled(double factor) {
    return new Point(x * factor, y * factor);
  }

  public Point moved(double dx, double dy) {
    return new Point(x + dx, y + dy);
  }
}
