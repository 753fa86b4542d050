package org.facesearch.models.attribute;

import org.facesearch.models.detect.Box;
import org.facesearch.models.image.RgbImage;
import org.facesearch.models.image.Scaler;

/**
 * The part of a picture that a network looks at for one face.
 *
 * @param margin how many times as wide and high as the face's box, at least 1
 * @param square whether the part is a square around the box's longer side; else it has the box's
 *     shape
 * @param side of the square that the part is stretched to, in pixels
 */
public record FaceWindow(double margin, boolean square, int side) {

  public FaceWindow {
    if (!(margin >= 1) || side < 1) {
      throw new IllegalArgumentException("no such window: " + margin + ", " + side);
    }
  }

  /**
   * Cuts it out. At an edge the window is moved into the picture, and where the picture is smaller
   * than the window, the window shrinks, its shape kept.
   */
  RgbImage cut(RgbImage image, Box face) {
    Box inside = face.clippedTo(image.width(), image.height());
    double longer = Math.max(inside.width(), inside.height());
    double across = square ? longer : inside.width();
    double down = square ? longer : inside.height();
    double factor = Math.min(margin, Math.min(image.width() / across, image.height() / down));
    int width = Math.clamp(Math.round(across * factor), 1, image.width());
    int height = Math.clamp(Math.round(down * factor), 1, image.height());
    int left = Math.clamp(Math.round(inside.centre().x() - width / 2.0), 0, image.width() - width);
    int top =
        Math.clamp(Math.round(inside.centre().y() - height / 2.0), 0, image.height() - height);
    return Scaler.scalePart(image, left, top, width, height, side, side);
  }
}
