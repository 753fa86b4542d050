package org.facesearch.models.usecase.faceset;

import org.facesearch.models.score.FmrTable;
import org.facesearch.models.score.ScoreScale;

/** What cosines of one model are in the Face++ API: 0 to 100, three decimals. */
final class Confidences {

  private static final double DECIMALS = 1000;

  private final ScoreScale scale;
  private final Thresholds thresholds;

  Confidences(FmrTable table) {
    this.scale = ScoreScale.faceppConfidence(table);
    this.thresholds =
        new Thresholds(
            of(table.cosineAt(1e-3)), of(table.cosineAt(1e-4)), of(table.cosineAt(1e-5)));
  }

  double of(double cosine) {
    return Math.round(scale.score(cosine) * DECIMALS) / DECIMALS;
  }

  Thresholds thresholds() {
    return thresholds;
  }
}
