package org.facesearch.models.usecase.event;

import java.util.List;
import java.util.stream.Collectors;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.quality.FaceQuality;
import org.facesearch.models.quality.QualityFault;
import org.facesearch.models.quality.QualityLevels;
import org.facesearch.models.quality.QualityMeasures;

/** Lets faces in that are good enough for a {@code fiqa_level}. */
final class FaceGate {

  private FaceGate() {}

  /**
   * Lets a face in.
   *
   * @param levels what each level asks
   * @throws FaceSearchException {@code INVALID} naming the level and all that is wrong: {@code
   *     small pose cover blur orientation}
   */
  static void check(FiqaLevel level, QualityLevels levels, FaceQuality face) {
    List<QualityFault> faults = faults(level, levels, face.measures());
    if (!faults.isEmpty()) {
      throw FaceSearchException.invalid(
          "the face does not pass fiqa_level "
              + level.text()
              + ": "
              + faults.stream().map(QualityFault::text).collect(Collectors.joining(", ")));
    }
  }

  private static List<QualityFault> faults(
      FiqaLevel level, QualityLevels levels, QualityMeasures face) {
    return switch (level) {
      case NO -> List.of();
      case LOW -> levels.low().faults(face);
      case MIDDLE -> levels.middle().faults(face);
      case HIGH -> levels.high().faults(face);
    };
  }
}
