package org.facesearch.models.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.facesearch.models.align.AlignmentTemplate;
import org.facesearch.models.align.Similarity;
import org.facesearch.models.bundle.FaceModels;
import org.facesearch.models.detect.Box;
import org.facesearch.models.detect.DetectedFace;
import org.facesearch.models.detect.Landmarks;
import org.facesearch.models.detect.Point;
import org.facesearch.models.image.RgbImage;
import org.facesearch.models.image.Scaler;
import org.facesearch.models.testing.LoadedModels;
import org.facesearch.models.testing.Photographs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LoadedModels.class)
class QualityTest {

  private static final Landmarks UPRIGHT =
      Landmarks.of(
          List.of(
              new Point(40, 50),
              new Point(70, 50),
              new Point(55, 68),
              new Point(43, 90),
              new Point(68, 90)));

  private final Photographs photographs = new Photographs();

  @Test
  void orientationFollowsTheTopOfTheFace() {
    Orientation[] clockwise = {
      Orientation.UP, Orientation.UP_RIGHT, Orientation.RIGHT, Orientation.DOWN_RIGHT,
      Orientation.DOWN, Orientation.DOWN_LEFT, Orientation.LEFT, Orientation.UP_LEFT
    };
    for (int step = 0; step < 8; step++) {
      double angle = Math.toRadians(45 * step + 10);
      Similarity turn = new Similarity(Math.cos(angle), Math.sin(angle), 5, 9);
      Landmarks turned = Landmarks.of(UPRIGHT.points().stream().map(turn::apply).toList());
      assertEquals(clockwise[step], Orientation.of(turned), "turned by " + 45 * step);
    }
    assertEquals("up_left", Orientation.UP_LEFT.text());
  }

  @Test
  void eachClassIsRecognised(FaceModels models) {
    RgbImage image = photographs.read(Photographs.sample(3));
    DetectedFace face = models.detector().detect(image).getFirst();
    RgbImage aligned = models.aligner().align(image, face.landmarks());
    QualityAssessor assessor = models.assessor();
    assertEquals(QualityClass.CLEAR, assessor.assess(face, aligned).quality());

    RgbImage blurred = Scaler.scale(Scaler.scale(aligned, 12, 12), 112, 112);
    assertEquals(QualityClass.BLUR, assessor.assess(face, blurred).quality());

    DetectedFace tiny = face.scaled(30 / face.box().width());
    assertEquals(QualityClass.SMALL, assessor.assess(tiny, aligned).quality());

    DetectedFace unsure = new DetectedFace(face.box(), face.landmarks(), 0.6);
    assertEquals(QualityClass.COVER, assessor.assess(unsure, aligned).quality());

    Landmarks front = face.landmarks();
    Landmarks profile =
        new Landmarks(
            front.leftEye(),
            front.rightEye(),
            front.rightEye(),
            front.leftMouth(),
            front.rightMouth());
    DetectedFace turned = new DetectedFace(face.box(), profile, face.confidence());
    assertEquals(QualityClass.POSE, assessor.assess(turned, aligned).quality());
  }

  private static double sharpness(RgbImage aligned) {
    return Sharpness.of(Grey.of(aligned));
  }

  @Test
  void sharpnessFallsWithBlurAndNotWithContrast(FaceModels models) {
    RgbImage image = photographs.read(Photographs.sample(1));
    DetectedFace face = models.detector().detect(image).getFirst();
    RgbImage aligned = models.aligner().align(image, face.landmarks());
    double last = sharpness(aligned);
    byte[] pale = aligned.data().clone();
    for (int i = 0; i < pale.length; i++) {
      pale[i] = (byte) (100 + (pale[i] & 0xff) / 3);
    }
    assertEquals(last, sharpness(new RgbImage(112, 112, pale)), 0.1 * last);
    for (int side = 56; side >= 14; side /= 2) {
      double blurred = sharpness(Scaler.scale(Scaler.scale(aligned, side, side), 112, 112));
      assertTrue(blurred < last, side + ": " + blurred + " after " + last);
      last = blurred;
    }
    assertEquals(0, sharpness(new RgbImage(112, 112, new byte[112 * 112 * 3])), 0);
  }

  @Test
  void templateGuessesTheLandmarksOfTheMeanFace(FaceModels models) {
    AlignmentTemplate template = models.aligner().template();
    double[] x = new double[5];
    double[] y = new double[5];
    int count = 0;
    for (int sample = 1; sample <= 6; sample++) {
      RgbImage image = photographs.read(Photographs.sample(sample));
      for (DetectedFace face : models.detector().detect(image)) {
        Box box = face.box();
        List<Point> guessed = template.guessIn(box).points();
        for (int i = 0; i < 5; i++) {
          Point seen = face.landmarks().points().get(i);
          x[i] += (guessed.get(i).x() - seen.x()) / box.width();
          y[i] += (guessed.get(i).y() - seen.y()) / box.height();
        }
        count++;
      }
    }
    for (int i = 0; i < 5; i++) {
      assertEquals(0, x[i] / count, 0.08, "landmark " + i);
      assertEquals(0, y[i] / count, 0.08, "landmark " + i);
    }
  }
}
