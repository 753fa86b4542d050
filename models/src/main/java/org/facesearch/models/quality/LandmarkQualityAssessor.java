package org.facesearch.models.quality;

import org.facesearch.models.detect.DetectedFace;
import org.facesearch.models.detect.Landmarks;
import org.facesearch.models.detect.Point;
import org.facesearch.models.image.RgbImage;

/**
 * Assesses a face without a model of its own. The first class that applies wins: small, pose,
 * cover, blur.
 *
 * <p>What covers a face is not looked for: a covered face is one that the detector is not sure
 * about though it is large enough.
 */
public final class LandmarkQualityAssessor implements QualityAssessor {

  private final QualityThresholds thresholds;

  public LandmarkQualityAssessor(QualityThresholds thresholds) {
    this.thresholds = thresholds;
  }

  @Override
  public FaceQuality assess(DetectedFace face, RgbImage aligned) {
    return new FaceQuality(classify(face, aligned), Orientation.of(face.landmarks()));
  }

  private QualityClass classify(DetectedFace face, RgbImage aligned) {
    if (Math.min(face.box().width(), face.box().height()) < thresholds.minSide()) {
      return QualityClass.SMALL;
    }
    if (turnedAway(face.landmarks())) {
      return QualityClass.POSE;
    }
    if (face.confidence() < thresholds.minConfidence()) {
      return QualityClass.COVER;
    }
    return Sharpness.of(aligned) < thresholds.minSharpness()
        ? QualityClass.BLUR
        : QualityClass.CLEAR;
  }

  private boolean turnedAway(Landmarks face) {
    Point eyes = Orientation.middle(face.leftEye(), face.rightEye());
    Point mouth = Orientation.middle(face.leftMouth(), face.rightMouth());
    double acrossX = face.rightEye().x() - face.leftEye().x();
    double acrossY = face.rightEye().y() - face.leftEye().y();
    double downX = mouth.x() - eyes.x();
    double downY = mouth.y() - eyes.y();
    double across = acrossX * acrossX + acrossY * acrossY;
    double down = downX * downX + downY * downY;
    if (across == 0 || down == 0) {
      return true;
    }
    double noseX = face.nose().x() - eyes.x();
    double noseY = face.nose().y() - eyes.y();
    double turn = (noseX * acrossX + noseY * acrossY) / across;
    double nod = (noseX * downX + noseY * downY) / down;
    return Math.abs(turn) > thresholds.maxTurn()
        || nod < thresholds.minNod()
        || nod > thresholds.maxNod();
  }
}
