package org.facesearch.models.detect;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
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
  private final Supplier<Set<QuarterTurn>> turns;

  /**
   * @param detector takes a picture as it is, without enlarging it
   * @param turns the ways up in which a face is looked for whose way up is not known, asked anew
   *     for every face; upright is always tried first
   */
  public Closeup(FaceDetector detector, Supplier<Set<QuarterTurn>> turns) {
    this.detector = detector;
    this.turns = turns;
  }

  /** The face in a box of the picture, if the detector sees one there. */
  public Optional<DetectedFace> look(RgbImage image, Box box) {
    return Stream.concat(
            Stream.of(QuarterTurn.UP), turns.get().stream().filter(turn -> turn != QuarterTurn.UP))
        .map(turn -> look(image, box, turn))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** The face in a box of the picture whose top points as told, if the detector sees one there. */
  Optional<DetectedFace> look(RgbImage image, Box box, QuarterTurn turn) {
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
    return detector.detect(turn.upright(closeup)).stream()
        .map(face -> turn.back(face, closeup.width(), closeup.height()))
        .map(face -> face.scaled(back).moved(left, top))
        .filter(face -> face.box().iou(box) > SAME_FACE)
        .max(Comparator.comparingDouble(face -> face.box().iou(box)));
  }
}
