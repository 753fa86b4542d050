package org.facesearch.models.detect;

import java.util.List;
import org.facesearch.models.image.RgbImage;

/**
 * Looks again at large faces. The landmarks of RetinaFace are best when a face is 60 to 135 pixels
 * wide in the network's input, so those of a face that was larger come from a {@link Closeup}.
 * Boxes and confidences stay those of the first look.
 */
public final class SecondLook implements FaceDetector {

  private static final double LARGE = 135;

  private final FaceDetector detector;
  private final Closeup closeup;
  private final DetectorSettings settings;

  /**
   * @param detector looks at the whole picture, scaled as {@code settings} say
   */
  public SecondLook(FaceDetector detector, Closeup closeup, DetectorSettings settings) {
    this.detector = detector;
    this.closeup = closeup;
    this.settings = settings;
  }

  @Override
  public List<DetectedFace> detect(RgbImage image) {
    double scale = settings.scaleFor(image.width(), image.height());
    return detector.detect(image).stream()
        .map(face -> face.box().width() * scale > LARGE ? lookAgain(image, face) : face)
        .toList();
  }

  private DetectedFace lookAgain(RgbImage image, DetectedFace face) {
    return closeup
        .look(image, face.box(), QuarterTurn.of(face.landmarks()))
        .map(again -> new DetectedFace(face.box(), again.landmarks(), face.confidence()))
        .orElse(face);
  }
}
