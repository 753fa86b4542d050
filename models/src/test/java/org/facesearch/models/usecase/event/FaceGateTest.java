package org.facesearch.models.usecase.event;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.bundle.FaceModels;
import org.facesearch.models.quality.FaceQuality;
import org.facesearch.models.quality.Orientation;
import org.facesearch.models.quality.QualityClass;
import org.facesearch.models.quality.QualityLevels;
import org.facesearch.models.quality.QualityMeasures;
import org.facesearch.models.testing.LoadedModels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LoadedModels.class)
class FaceGateTest {

  private final QualityLevels levels;

  FaceGateTest(FaceModels models) {
    this.levels = models.levels();
  }

  private static FaceQuality face(
      double side, double confidence, double turn, double sharpness, Orientation orientation) {
    return new FaceQuality(
        QualityClass.CLEAR,
        new QualityMeasures(side, confidence, turn, 0.5, sharpness, 0, orientation));
  }

  private String refusal(FiqaLevel level, FaceQuality face) {
    return assertThrows(FaceSearchException.class, () -> FaceGate.check(level, levels, face))
        .getMessage();
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
    assertDoesNotThrow(() -> FaceGate.check(FiqaLevel.NO, levels, worst));
  }

  @Test
  void eachLevelAsksMoreThanTheLast() {
    FaceQuality low = face(30, 0.7, 0.4, 0.05, Orientation.UP_LEFT);
    assertDoesNotThrow(() -> FaceGate.check(FiqaLevel.LOW, levels, low));
    assertEquals(
        "the face does not pass fiqa_level middle: small, pose, cover, blur, orientation",
        refusal(FiqaLevel.MIDDLE, low));
    FaceQuality middle = face(44, 0.9, 0.3, 0.07, Orientation.UP);
    assertDoesNotThrow(() -> FaceGate.check(FiqaLevel.MIDDLE, levels, middle));
    assertEquals(
        "the face does not pass fiqa_level high: small, pose, cover, blur",
        refusal(FiqaLevel.HIGH, middle));
    assertDoesNotThrow(
        () -> FaceGate.check(FiqaLevel.HIGH, levels, face(100, 0.99, 0.05, 0.3, Orientation.UP)));
    assertEquals(
        "the face does not pass fiqa_level high: blur",
        refusal(FiqaLevel.HIGH, face(100, 0.99, 0.05, 0.08, Orientation.UP)));
  }
}
