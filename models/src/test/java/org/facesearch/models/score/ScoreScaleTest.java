package org.facesearch.models.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreScaleTest {

  private static final FmrTable TABLE =
      new FmrTable(
          List.of(
              new FmrTable.Point(1e-2, 0.279),
              new FmrTable.Point(1e-4, 0.449),
              new FmrTable.Point(1e-5, 0.516)));

  private static final FmrTable PICTURES =
      new FmrTable(
          List.of(
              new FmrTable.Point(0.5, 0.35),
              new FmrTable.Point(1e-3, 0.73),
              new FmrTable.Point(1e-4, 0.80)));

  @Test
  void documentedThresholdsKeepTheirFalseMatchRates() {
    ScoreScale scale = ScoreScale.v1Face(TABLE);
    assertEquals(0.35, scale.score(0.449), 1e-9);
    assertEquals(0.45, scale.score(0.516), 1e-9);
    assertEquals(1, scale.score(1), 0);
    assertEquals(0, scale.score(0), 0);
    assertEquals(0, scale.score(-0.7), 0);
  }

  @Test
  void scalesOfSophonMatchHaveTheirOwnAnchors() {
    ScoreScale match = ScoreScale.pictureMatch(TABLE);
    assertEquals(0.60, match.score(TABLE.cosineAt(1e-2)), 1e-9);
    assertEquals(0.82, match.score(TABLE.cosineAt(1e-4)), 1e-9);
    ScoreScale compare = ScoreScale.sophonCompare(TABLE);
    assertEquals(0.175, compare.score(TABLE.cosineAt(1e-3)), 1e-9);
    assertEquals(0.225, compare.score(TABLE.cosineAt(1e-4)), 1e-9);
    assertEquals(0.275, compare.score(TABLE.cosineAt(1e-5)), 1e-9);
    for (ScoreScale scale : List.of(match, compare)) {
      assertEquals(0, scale.score(0), 0);
      assertEquals(1, scale.score(1), 0);
      leadBack(scale);
    }
  }

  @Test
  void picturesScoreByWhatUnrelatedOnesReach() {
    ScoreScale scale = ScoreScale.v1Image(PICTURES);
    double[][] cosinesAndScores = {
      {-1, 0}, {0.2, 0}, {0.35, 0}, {0.54, 0.15}, {0.73, 0.3}, {0.8, 0.4}, {0.9, 0.7}, {1, 1}
    };
    for (double[] pair : cosinesAndScores) {
      assertEquals(pair[1], scale.score(pair[0]), 1e-9);
    }
  }

  @Test
  void scoresLeadBackToTheirCosines() {
    leadBack(ScoreScale.v1Face(TABLE));
    leadBack(ScoreScale.v1Image(PICTURES));
  }

  private static void leadBack(ScoreScale scale) {
    double last = -1;
    for (double score = 0.01; score < 1; score += 0.01) {
      double cosine = scale.cosine(score);
      assertEquals(score, scale.score(cosine), 1e-9);
      assertTrue(cosine > last, "monotone");
      last = cosine;
    }
    assertEquals(-1, scale.cosine(0), 0, "every cosine reaches a score of 0");
    assertEquals(1, scale.cosine(1), 0);
  }

  @Test
  void ratesBetweenMeasurementsAreInterpolatedInTheirLogarithm() {
    assertEquals((0.279 + 0.449) / 2, TABLE.cosineAt(1e-3), 1e-9);
    assertEquals(0.449, TABLE.cosineAt(1e-4), 1e-9);
    assertTrue(TABLE.cosineAt(1e-6) > 0.516, "extrapolated");
  }

  @Test
  void ratesAreReadOffTheTableAndNoFurther() {
    assertEquals(1e-3, TABLE.fmrAt((0.279 + 0.449) / 2), 1e-12);
    for (double rate = 1e-5; rate <= 1e-2; rate *= 1.7) {
      assertEquals(rate, TABLE.fmrAt(TABLE.cosineAt(rate)), rate * 1e-9);
    }
    assertEquals(1e-5, TABLE.fmrAt(0.516), 1e-15);
    assertEquals(1e-5, TABLE.fmrAt(1), 0);
    assertEquals(1e-2, TABLE.fmrAt(-1), 0);
  }

  @Test
  void tablesAndScalesThatDoNotRiseAreRefused() {
    FmrTable.Point one = new FmrTable.Point(1e-3, 0.4);
    assertThrows(IllegalArgumentException.class, () -> new FmrTable(List.of(one)));
    assertThrows(
        IllegalArgumentException.class,
        () -> new FmrTable(List.of(one, new FmrTable.Point(1e-2, 0.5))));
    assertThrows(IllegalArgumentException.class, () -> new FmrTable.Point(0, 0.5));
    assertThrows(IllegalArgumentException.class, () -> new FmrTable.Point(0.1, 1.5));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            ScoreScale.of(
                1, List.of(new ScoreScale.Anchor(0.5, 0.3), new ScoreScale.Anchor(0.4, 0.4))));
  }
}
