package org.facesearch.models.detect;

import java.util.Comparator;
import java.util.Objects;

/**
 * A face in a picture.
 *
 * @param confidence the detector's, 0 to 1
 */
public record DetectedFace(Box box, Landmarks landmarks, double confidence) {

  /** The order in which faces are told. */
  static final Comparator<DetectedFace> LARGEST_FIRST =
      Comparator.comparingDouble((DetectedFace face) -> face.box().area()).reversed();

  public DetectedFace {
    Objects.requireNonNull(box, "box");
    Objects.requireNonNull(landmarks, "landmarks");
  }

  public DetectedFace scaled(double factor) {
    return new DetectedFace(box.scaled(factor), landmarks.scaled(factor), confidence);
  }

  public DetectedFace moved(double dx, double dy) {
    return new DetectedFace(box.moved(dx, dy), landmarks.moved(dx, dy), confidence);
  }

  /** The same with a box that does not reach beyond a picture of the given size. */
  DetectedFace clippedTo(int width, int height) {
    return new DetectedFace(box.clippedTo(width, height), landmarks, confidence);
  }
}
