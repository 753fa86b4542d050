package org.facesearch.models.usecase.faceset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;
import org.facesearch.models.quality.Orientation;
import org.facesearch.models.quality.QualityMeasures;
import org.facesearch.models.quality.QualityThresholds;
import org.junit.jupiter.api.Test;

class QualityGradesTest {

  private static final QualityThresholds CLEAR =
      new QualityThresholds(40, 0.8, 0.35, 0.22, 0.85, 0.06, -1.2, 0.6, Set.of(Orientation.UP));
  private static final double EVEN = (CLEAR.minBalance() + CLEAR.maxBalance()) / 2;
  private static final double LEVEL = (CLEAR.minNod() + CLEAR.maxNod()) / 2;
  private static final double STEP = 1e-9;

  private static QualityMeasures face(
      double side, double confidence, double turn, double nod, double sharpness) {
    return new QualityMeasures(side, confidence, turn, nod, sharpness, EVEN, Orientation.UP);
  }

  private static QualityMeasures covered(double balance) {
    return new QualityMeasures(112, 1, 0, LEVEL, 1, balance, Orientation.UP);
  }

  private static double fitness(QualityMeasures face) {
    return QualityGrades.of(face, CLEAR).fitness();
  }

  private static double blur(double sharpness) {
    return QualityGrades.of(face(200, 1, 0, LEVEL, sharpness), CLEAR).blur();
  }

  @Test
  void aPerfectFaceHasAllAndEachMeasureAloneTakesItAway() {
    assertEquals(100, fitness(face(112, 1, 0, LEVEL, 1)));
    assertEquals(0, fitness(face(0, 1, 0, LEVEL, 1)));
    assertEquals(0, fitness(face(112, 0, 0, LEVEL, 1)));
    assertEquals(0, fitness(face(112, 1, Double.POSITIVE_INFINITY, LEVEL, 1)));
    assertEquals(0, fitness(face(112, 1, 0, Double.POSITIVE_INFINITY, 1)));
    assertEquals(0, fitness(face(112, 1, 0, -5, 1)));
    assertEquals(0, fitness(face(112, 1, 0, LEVEL, 0)));
  }

  @Test
  void aFaceIsFitFromWhereOnItIsClear() {
    for (QualityMeasures face :
        List.of(
            face(CLEAR.minSide(), 1, 0, LEVEL, 1),
            face(112, CLEAR.minConfidence(), 0, LEVEL, 1),
            face(112, 1, CLEAR.maxTurn(), LEVEL, 1),
            covered(CLEAR.minBalance()),
            face(112, 1, 0, LEVEL, CLEAR.minSharpness()))) {
      assertEquals(List.of(), CLEAR.faults(face));
      assertEquals(QualityGrades.FIT, fitness(face), 0, face::toString);
    }
    for (QualityMeasures face :
        List.of(
            face(CLEAR.minSide() - STEP, 1, 0, LEVEL, 1),
            face(112, CLEAR.minConfidence() - STEP, 0, LEVEL, 1),
            face(112, 1, CLEAR.maxTurn() + STEP, LEVEL, 1),
            face(112, 1, 0, CLEAR.minNod() - STEP, 1),
            face(112, 1, 0, CLEAR.maxNod() + STEP, 1),
            covered(CLEAR.minBalance() - STEP),
            covered(CLEAR.maxBalance() + STEP),
            face(112, 1, 0, LEVEL, CLEAR.minSharpness() - STEP))) {
      assertEquals(1, CLEAR.faults(face).size(), face::toString);
      assertTrue(fitness(face) < QualityGrades.FIT, face::toString);
    }
  }

  private static void assertGrows(double from, double to, DoubleFunction<QualityMeasures> face) {
    double[] grades =
        DoubleStream.iterate(0, step -> step <= 20, step -> step + 1)
            .map(step -> fitness(face.apply(from + (to - from) * step / 20)))
            .toArray();
    for (int i = 1; i < grades.length; i++) {
      assertTrue(grades[i] > grades[i - 1], i + ": " + grades[i] + " after " + grades[i - 1]);
    }
  }

  @Test
  void aFaceIsTheFitterTheBetterAnyMeasureIs() {
    assertGrows(0, 112, side -> face(side, 1, 0, LEVEL, 1));
    assertGrows(0, 1, confidence -> face(112, confidence, 0, LEVEL, 1));
    assertGrows(2 * CLEAR.maxTurn(), 0, turn -> face(112, 1, turn, LEVEL, 1));
    assertGrows(CLEAR.minNod() - 0.2, LEVEL, nod -> face(112, 1, 0, nod, 1));
    assertGrows(CLEAR.maxNod() + 0.2, LEVEL, nod -> face(112, 1, 0, nod, 1));
    assertGrows(CLEAR.minBalance() - 0.5, EVEN, QualityGradesTest::covered);
    assertGrows(CLEAR.maxBalance() + 0.5, EVEN, QualityGradesTest::covered);
    assertGrows(0, 0.12, sharpness -> face(112, 1, 0, LEVEL, sharpness));
  }

  @Test
  void blurFallsAsEdgesGrow() {
    assertEquals(100, blur(0));
    assertEquals(QualityGrades.BLURRED, blur(CLEAR.minSharpness()));
    assertTrue(blur(CLEAR.minSharpness() - 0.001) > QualityGrades.BLURRED);
    assertEquals(25, blur(2 * CLEAR.minSharpness()));
  }
}
