package org.facesearch.models.usecase.event;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.bundle.FaceModels;
import org.facesearch.models.detect.Box;
import org.facesearch.models.detect.DetectedFace;
import org.facesearch.models.image.RgbImage;
import org.facesearch.models.image.Scaler;
import org.facesearch.models.quality.FaceQuality;
import org.facesearch.models.quality.Orientation;
import org.facesearch.models.quality.QualityClass;
import org.facesearch.models.quality.QualityMeasures;
import org.facesearch.models.testing.LoadedModels;
import org.facesearch.models.testing.Photographs;
import org.facesearch.models.testing.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LoadedModels.class)
class FaceGateTest {

  private static FaceQuality face(
      double side, double confidence, double turn, double sharpness, Orientation orientation) {
    return new FaceQuality(
        QualityClass.CLEAR,
        new QualityMeasures(side, confidence, turn, 0.5, sharpness, orientation));
  }

  private static String refusal(FiqaLevel level, FaceQuality face) {
    return assertThrows(FaceSearchException.class, () -> FaceGate.check(level, face)).getMessage();
  }

  @Test
  void allThatIsWrongIsNamed() {
    FaceQuality worst = face(10, 0.3, Double.POSITIVE_INFINITY, 0.01, Orientation.DOWN);
    for (FiqaLevel level : List.of(FiqaLevel.LOW, FiqaLevel.MIDDLE, FiqaLevel.HIGH)) {
      assertEquals(
          "the face does not pass fiqa_level "
              + level.text()
              + ": small, pose, cover, blur, orientation",
          refusal(level, worst));
    }
    assertDoesNotThrow(() -> FaceGate.check(FiqaLevel.NO, worst));
  }

  @Test
  void eachLevelAsksMoreThanTheLast() {
    FaceQuality low = face(30, 0.7, 0.4, 0.05, Orientation.UP_LEFT);
    assertDoesNotThrow(() -> FaceGate.check(FiqaLevel.LOW, low));
    assertEquals(
        "the face does not pass fiqa_level middle: small, pose, cover, blur, orientation",
        refusal(FiqaLevel.MIDDLE, low));
    FaceQuality middle = face(44, 0.9, 0.3, 0.07, Orientation.UP);
    assertDoesNotThrow(() -> FaceGate.check(FiqaLevel.MIDDLE, middle));
    assertEquals(
        "the face does not pass fiqa_level high: small, pose, cover, blur",
        refusal(FiqaLevel.HIGH, middle));
    assertDoesNotThrow(
        () -> FaceGate.check(FiqaLevel.HIGH, face(100, 0.99, 0.05, 0.3, Orientation.UP)));
    assertEquals(
        "the face does not pass fiqa_level high: blur",
        refusal(FiqaLevel.HIGH, face(100, 0.99, 0.05, 0.08, Orientation.UP)));
  }

  /** Every sixth portrait; what all of them gave is said at the thresholds. */
  @Test
  void clearPortraitsPassAndDegradedOnesDoNot(FaceModels models) {
    List<Path> all = Photographs.files(SharedData.dir("congress"));
    List<Path> files =
        IntStream.range(0, all.size()).filter(i -> i % 6 == 0).mapToObj(all::get).toList();
    assertTrue(files.size() >= 30, files::toString);
    assertTrue(passed(models, files, FiqaLevel.HIGH, image -> image) >= 0.95);
    assertEquals(1, passed(models, files, FiqaLevel.MIDDLE, image -> image));
    assertTrue(passed(models, files, FiqaLevel.HIGH, image -> blurred(models, image, 24)) <= 0.06);
    assertTrue(passed(models, files, FiqaLevel.LOW, image -> blurred(models, image, 16)) <= 0.6);
  }

  /** Reduced until its face has so many pixels, and enlarged again. */
  private static RgbImage blurred(FaceModels models, RgbImage image, double side) {
    Box face = models.detector().detect(image).getFirst().box();
    double factor = side / Math.min(face.width(), face.height());
    return Scaler.scale(
        Scaler.scale(
            image,
            (int) Math.round(image.width() * factor),
            (int) Math.round(image.height() * factor)),
        image.width(),
        image.height());
  }

  private static double passed(
      FaceModels models, List<Path> files, FiqaLevel level, UnaryOperator<RgbImage> change) {
    Photographs photographs = new Photographs();
    long passed =
        files.stream()
            .map(photographs::read)
            .map(change)
            .filter(image -> passes(models, level, image))
            .count();
    return (double) passed / files.size();
  }

  private static boolean passes(FaceModels models, FiqaLevel level, RgbImage image) {
    List<DetectedFace> faces = models.detector().detect(image);
    if (faces.isEmpty()) {
      return false;
    }
    DetectedFace face = faces.getFirst();
    try {
      FaceGate.check(
          level, models.assessor().assess(face, models.aligner().align(image, face.landmarks())));
      return true;
    } catch (FaceSearchException e) {
      return false;
    }
  }
}
