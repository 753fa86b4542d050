package org.facesearch.models.quality;

import java.util.Objects;

/**
 * How good a face must be, at three levels of which each asks more than the last. {@code middle} is
 * what the v1 API calls clear and upright. They depend on the detector, whose landmarks and
 * confidence are measured, so its manifest may have others.
 */
public record QualityLevels(
    QualityThresholds low, QualityThresholds middle, QualityThresholds high) {

  public QualityLevels {
    Objects.requireNonNull(low, "low");
    Objects.requireNonNull(middle, "middle");
    Objects.requireNonNull(high, "high");
  }
}
