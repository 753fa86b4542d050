package org.facesearch.models.align;

import org.facesearch.models.detect.Box;
import org.facesearch.models.detect.Landmarks;
import org.facesearch.models.detect.Point;

/**
 * Where an embedder wants the five landmarks.
 *
 * @param side side of the square crop, in pixels
 * @param landmarks their places in the crop
 */
public record AlignmentTemplate(int side, Landmarks landmarks) {

  /**
   * Where the detector's box lies in the crop, as shares of its side: the mean over 234 upright
   * portraits.
   */
  private static final Box FACE_IN_CROP = new Box(0.143, 0.007, 0.864, 1.171);

  /**
   * Where the landmarks of an upright face in a box would be: the last resort without a detector.
   */
  public Landmarks guessIn(Box box) {
    double scaleX = box.width() / (FACE_IN_CROP.width() * side);
    double scaleY = box.height() / (FACE_IN_CROP.height() * side);
    return Landmarks.of(
        landmarks.points().stream()
            .map(
                point ->
                    new Point(
                        box.left() + (point.x() - FACE_IN_CROP.left() * side) * scaleX,
                        box.top() + (point.y() - FACE_IN_CROP.top() * side) * scaleY))
            .toList());
  }
}
