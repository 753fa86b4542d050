package org.facesearch.models.quality;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

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
 * @param minBalance see {@link EdgeBalance}; below it something covers the mouth
 * @param maxBalance above it something covers the eyes
 * @param orientations where the top of the face may point
 */
public record QualityThresholds(
    double minSide,
    double minConfidence,
    double maxTurn,
    double minNod,
    double maxNod,
    double minSharpness,
    double minBalance,
    double maxBalance,
    Set<Orientation> orientations) {

  public QualityThresholds {
    orientations = Set.copyOf(orientations);
  }

  /** Whether a face can pass, and grades can be made of the limits, which are divided by. */
  public boolean usable() {
    return minConfidence <= 1
        && maxTurn >= 0
        && minNod < maxNod
        && minSharpness > 0
        && minBalance < maxBalance
        && minSide > 0;
  }

  /**
   * All that is wrong with a face, in the order of {@link QualityFault}.
   *
   * <p>A covered face is one that the detector is not sure about, though a small or turned one
   * makes it unsure as well, or whose edges are out of balance.
   */
  public List<QualityFault> faults(QualityMeasures face) {
    EnumSet<QualityFault> faults = EnumSet.noneOf(QualityFault.class);
    if (face.side() < minSide) {
      faults.add(QualityFault.SMALL);
    }
    if (!(face.turn() <= maxTurn && face.nod() >= minNod && face.nod() <= maxNod)) {
      faults.add(QualityFault.POSE);
    }
    if (!(face.confidence() >= minConfidence
        && face.balance() >= minBalance
        && face.balance() <= maxBalance)) {
      faults.add(QualityFault.COVER);
    }
    if (face.sharpness() < minSharpness) {
      faults.add(QualityFault.BLUR);
    }
    if (!orientations.contains(face.orientation())) {
      faults.add(QualityFault.ORIENTATION);
    }
    return List.copyOf(faults);
  }
}
