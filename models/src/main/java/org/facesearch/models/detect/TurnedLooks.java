package org.facesearch.models.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.facesearch.models.image.RgbImage;

/**
 * Looks at a picture as often as there are ways up in which faces are asked for. Of what was seen
 * in several looks the most confident is kept: a face is seen best upright.
 */
public final class TurnedLooks implements FaceDetector {

  /** Three more looks are three more occasions to err, so these must be surer of what they see. */
  private static final double SURE = 0.8;

  private final FaceDetector detector;
  private final DetectorSettings settings;
  private final NonMaximumSuppression suppression;
  private final Supplier<Set<QuarterTurn>> turns;

  /**
   * @param detector looks at the whole picture, scaled as {@code settings} say
   * @param turns asked anew for every picture; upright faces are always looked for
   */
  public TurnedLooks(
      FaceDetector detector, DetectorSettings settings, Supplier<Set<QuarterTurn>> turns) {
    this.detector = detector;
    this.settings = settings;
    this.suppression = new NonMaximumSuppression(settings.nmsThreshold());
    this.turns = turns;
  }

  @Override
  public List<DetectedFace> detect(RgbImage image) {
    List<DetectedFace> upright = detector.detect(image);
    Set<QuarterTurn> wanted = turns.get();
    if (wanted.stream().allMatch(turn -> turn == QuarterTurn.UP)) {
      return upright;
    }
    // As large as the network sees it: what is turned is small, however large the picture is.
    RgbImage seen = settings.reduced(image);
    double back = (double) image.width() / seen.width();
    List<DetectedFace> all = new ArrayList<>(upright);
    for (QuarterTurn turn : wanted) {
      if (turn != QuarterTurn.UP) {
        detector.detect(turn.upright(seen)).stream()
            .filter(face -> face.confidence() >= SURE)
            .map(face -> turn.back(face, seen.width(), seen.height()).scaled(back))
            .map(face -> face.clippedTo(image.width(), image.height()))
            .forEach(all::add);
      }
    }
    return suppression.apply(all).stream().sorted(DetectedFace.LARGEST_FIRST).toList();
  }
}
