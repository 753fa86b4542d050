package org.facesearch.models.gallery;

import java.util.List;
import org.facesearch.models.detect.Box;

/**
 * Where a face is in its picture, as the APIs tell it.
 *
 * @param left first column of the face, pixels of the upright picture
 * @param top first row
 * @param right last column
 * @param bottom last row
 * @param score the detector's confidence, 0 to 1; {@code null} where the caller gave the box
 */
public record BoundingBox(int left, int top, int right, int bottom, Double score) {

  /** The box of a detected face. */
  public static BoundingBox of(Box box, Double score) {
    int left = (int) Math.round(box.left());
    int top = (int) Math.round(box.top());
    return new BoundingBox(
        left,
        top,
        Math.max(left, (int) Math.round(box.right()) - 1),
        Math.max(top, (int) Math.round(box.bottom()) - 1),
        score);
  }

  public BoundingBox {
    if (right < left || bottom < top) {
      throw new IllegalArgumentException("a bounding box must not be turned inside out");
    }
  }

  /** The four corners from the top left, clockwise, each {@code [x, y]}. */
  public List<List<Integer>> pts() {
    return List.of(
        List.of(left, top), List.of(right, top), List.of(right, bottom), List.of(left, bottom));
  }
}
