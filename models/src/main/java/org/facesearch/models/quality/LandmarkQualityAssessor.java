package org.facesearch.models.quality;

import java.util.List;
import org.facesearch.models.detect.DetectedFace;
import org.facesearch.models.detect.Landmarks;
import org.facesearch.models.detect.Point;
import org.facesearch.models.image.RgbImage;

/**
 * Assesses a face without a model of its own. Its class is the first fault that applies: small,
 * pose, cover, blur.
 */
public final class LandmarkQualityAssessor implements QualityAssessor {

  private final QualityThresholds clear;
  private final EdgeBalance balance;

  /**
   * @param clear from where on a face is clear
   * @param template where the landmarks of an aligned face are
   */
  public LandmarkQualityAssessor(QualityThresholds clear, Landmarks template) {
    this.clear = clear;
    this.balance = new EdgeBalance(template);
  }

  @Override
  public FaceQuality assess(DetectedFace face, RgbImage aligned) {
    QualityMeasures measures = measure(face, aligned);
    return new FaceQuality(classify(clear.faults(measures)), measures);
  }

  private static QualityClass classify(List<QualityFault> faults) {
    if (faults.isEmpty()) {
      return QualityClass.CLEAR;
    }
    return switch (faults.getFirst()) {
      case SMALL -> QualityClass.SMALL;
      case POSE -> QualityClass.POSE;
      case COVER -> QualityClass.COVER;
      case BLUR -> QualityClass.BLUR;
      // A class of its own it is not: the orientation is told beside it.
      case ORIENTATION -> QualityClass.CLEAR;
    };
  }

  private QualityMeasures measure(DetectedFace face, RgbImage aligned) {
    Landmarks points = face.landmarks();
    Grey grey = Grey.of(aligned);
    Point eyes = points.eyes();
    Point mouth = points.mouth();
    Point nose = points.nose().moved(-eyes.x(), -eyes.y());
    Point across = points.rightEye().moved(-points.leftEye().x(), -points.leftEye().y());
    Point down = mouth.moved(-eyes.x(), -eyes.y());
    return new QualityMeasures(
        Math.min(face.box().width(), face.box().height()),
        face.confidence(),
        Math.abs(along(nose, across)),
        along(nose, down),
        Sharpness.of(grey),
        balance.of(grey),
        Orientation.of(points));
  }

  /** How far one goes along the other, as a share of the other. */
  private static double along(Point one, Point other) {
    double square = other.x() * other.x() + other.y() * other.y();
    return square == 0
        ? Double.POSITIVE_INFINITY
        : (one.x() * other.x() + one.y() * other.y()) / square;
  }
}
