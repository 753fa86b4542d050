package org.facesearch.models.quality;

import java.util.Objects;

/** The assessment of one face. */
public record FaceQuality(QualityClass quality, QualityMeasures measures) {

  public FaceQuality {
    Objects.requireNonNull(quality, "quality");
    Objects.requireNonNull(measures, "measures");
  }

  public Orientation orientation() {
    return measures.orientation();
  }

  /** Clear and upright: what {@code reject_bad_face} lets in and {@code use_quality} searches. */
  public boolean good() {
    return quality == QualityClass.CLEAR && orientation() == Orientation.UP;
  }
}
