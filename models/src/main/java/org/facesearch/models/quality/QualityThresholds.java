package org.facesearch.models.quality;

/**
 * From where on a face is not clear.
 *
 * @param minSide shorter side of the box in pixels of the picture; below it the face is small
 * @param minConfidence of the detector; below it something covers the face
 * @param maxTurn how far the nose may stand from the middle between the eyes, as a share of their
 *     distance: 0 is frontal, 0.5 puts it at one eye
 * @param minNod the nose's way from the eyes to the mouth, as a share: about 0.5 in a level face
 * @param maxNod the upper end of that range
 * @param minSharpness see {@link Sharpness}; below it the face is blurred
 */
public record QualityThresholds(
    double minSide,
    double minConfidence,
    double maxTurn,
    double minNod,
    double maxNod,
    double minSharpness) {

  /** Tuned on portraits and on copies of them that were degraded on purpose. */
  public static QualityThresholds defaults() {
    return new QualityThresholds(40, 0.8, 0.35, 0.22, 0.85, 0.06);
  }
}
