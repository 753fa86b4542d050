package org.facesearch.models.quality;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What was measured of a face, before anybody says whether that is good enough.
 *
 * @param side shorter side of its box in pixels of the upright picture
 * @param confidence of the detector, 0 to 1
 * @param turn how far the nose is from the middle between the eyes, as a share of their distance: 0
 *     is frontal, 0.5 is at one eye; infinite where the landmarks coincide
 * @param nod the nose's way from the eyes to the mouth, as a share: about 0.5 in a level face
 * @param sharpness see {@link Sharpness}
 * @param balance see {@link EdgeBalance}: about 0 in an uncovered face
 * @param orientation where the top of the face points
 */
public record QualityMeasures(
    double side,
    double confidence,
    double turn,
    double nod,
    double sharpness,
    double balance,
    Orientation orientation) {

  private static final double DECIMALS = 10_000;

  public QualityMeasures {
    Objects.requireNonNull(orientation, "orientation");
  }

  /** The numbers by their names, to four decimals; a number that is not finite is left out. */
  public Map<String, Double> numbers() {
    Map<String, Double> numbers = new LinkedHashMap<>();
    put(numbers, "side", side);
    put(numbers, "confidence", confidence);
    put(numbers, "turn", turn);
    put(numbers, "nod", nod);
    put(numbers, "sharpness", sharpness);
    put(numbers, "balance", balance);
    return numbers;
  }

  private static void put(Map<String, Double> numbers, String name, double value) {
    if (Double.isFinite(value)) {
      numbers.put(name, Math.round(value * DECIMALS) / DECIMALS);
    }
  }
}
