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
 * @param orientations where the top of the face may point
 */
public record QualityThresholds(
    double minSide,
    double minConfidence,
    double maxTurn,
    double minNod,
    double maxNod,
    double minSharpness,
    Set<Orientation> orientations) {

  public QualityThresholds {
    orientations = Set.copyOf(orientations);
  }

  /** Tuned on portraits and on copies of them that were degraded on purpose. */
  public static QualityThresholds defaults() {
    return new QualityThresholds(40, 0.8, 0.35, 0.22, 0.85, 0.06, Set.of(Orientation.UP));
  }

  /**
   * All that is wrong with a face, in the order of {@link QualityFault}.
   *
   * <p>What covers a face is not looked for: a covered face is one that the detector is not sure
   * about, though a small or turned one makes it unsure as well.
   */
  public List<QualityFault> faults(QualityMeasures face) {
    EnumSet<QualityFault> faults = EnumSet.noneOf(QualityFault.class);
    if (face.side() < minSide) {
      faults.add(QualityFault.SMALL);
    }
    if (!(face.turn() <= maxTurn && face.nod() >= minNod && face.nod() <= maxNod)) {
      faults.add(QualityFault.POSE);
    }
    if (face.confidence() < minConfidence) {
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
