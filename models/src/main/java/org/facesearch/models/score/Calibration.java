package org.facesearch.models.score;

/**
 * What the cosines of one model mean. Manifests alone are enough to know it, no model is loaded.
 *
 * @param v1 the scale of the v1 API
 * @param fmr the measured false-match rates
 */
public record Calibration(ScoreScale v1, FmrTable fmr) {

  /**
   * For faces.
   *
   * @throws IllegalArgumentException if no scale can be made of the rates
   */
  public static Calibration ofFaces(FmrTable fmr) {
    return new Calibration(ScoreScale.v1Face(fmr), fmr);
  }

  /**
   * For whole pictures.
   *
   * @throws IllegalArgumentException if no scale can be made of the rates
   */
  public static Calibration ofImages(FmrTable fmr) {
    return new Calibration(ScoreScale.v1Image(fmr), fmr);
  }
}
