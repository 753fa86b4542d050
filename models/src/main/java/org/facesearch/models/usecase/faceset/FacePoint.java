package org.facesearch.models.usecase.faceset;

import java.util.List;
import org.facesearch.models.detect.Landmarks;
import org.facesearch.models.detect.Point;
import org.facesearch.models.usecase.AnalyzedFace;

/**
 * A landmark of a face.
 *
 * @param name the Face++ API's; left and right are the picture's, to it as to the detector
 * @param x in whole pixels of the upright picture, as is {@code y}
 */
public record FacePoint(String name, long x, long y) {

  /** Those of the API's 83 or 106 points that are known; none where the box was given. */
  public static List<FacePoint> of(AnalyzedFace face) {
    return face.landmarks().map(FacePoint::of).orElse(List.of());
  }

  private static List<FacePoint> of(Landmarks points) {
    return List.of(
        of("left_eye_center", points.leftEye()),
        of("right_eye_center", points.rightEye()),
        of("nose_tip", points.nose()),
        of("mouth_left_corner", points.leftMouth()),
        of("mouth_right_corner", points.rightMouth()));
  }

  private static FacePoint of(String name, Point point) {
    return new FacePoint(name, Math.round(point.x()), Math.round(point.y()));
  }
}
