package org.facesearch.models.detect;

import java.util.Comparator;
import java.util.Optional;
import org.facesearch.models.image.RgbImage;
import org.facesearch.models.image.Scaler;

/**
 * Looks at one face alone, at the size its detector sees best: the box is cut out with some of its
 * surroundings and scaled until it is about 100 pixels wide.
 */
public final class Closeup {

  private static final double BEST_WIDTH = 100;
  private static final double SURROUNDINGS = 2.4;
  private static final double SAME_FACE = 0.35;

  /** However long a box is: what is looked at stays small. */
  private static final double MOST_SIDE = 320;

  private final FaceDetector detector;

  /**
   * @param detector takes a picture as it is, without enlarging it
   */
  public Closeup(FaceDetector detector) {
    this.detector = detector;
  }

  /** The face in a box of the picture, if the detector sees one there. */
  public Optional<DetectedFace> look(RgbImage image, Box box) {
    double half = Math.max(box.width(), box.height()) * SURROUNDINGS / 2;
    Point centre = box.centre();
    Box around =
        new Box(centre.x() - half, centre.y() - half, centre.x() + half, centre.y() + half)
            .clippedTo(image.width(), image.height());
    int left = (int) around.left();
    int top = (int) around.top();
    int width = (int) Math.ceil(around.right()) - left;
    int height = (int) Math.ceil(around.bottom()) - top;
    double factor = Math.min(BEST_WIDTH / box.width(), MOST_SIDE / Math.max(width, height));
    RgbImage closeup =
        Scaler.scalePart(
            image,
            left,
            top,
            width,
            height,
            Math.max(1, (int) Math.round(width * factor)),
            Math.max(1, (int) Math.round(height * factor)));
    double back = (double) width / closeup.width();
    return detector.detect(closeup).stream()
        .map(face -> face.scaled(back).moved(left, top))
        .filter(face -> face.box().iou(box) > SAME_FACE)
        .max(Comparator.comparingDouble(face -> face.box().iou(box)));
  }
}
