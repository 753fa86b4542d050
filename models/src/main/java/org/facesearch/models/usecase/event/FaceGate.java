package org.facesearch.models.usecase.event;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.quality.FaceQuality;
import org.facesearch.models.quality.Orientation;
import org.facesearch.models.quality.QualityFault;
import org.facesearch.models.quality.QualityThresholds;

/**
 * Lets faces in that are good enough for a {@code fiqa_level}. {@code middle} is what the v1 API
 * calls a clear, upright face.
 *
 * <p>Of 281 portraits of 164 people (shorter side of the face 41 to 266 pixels) and of degraded
 * copies of them passed:
 *
 * <table>
 *   <caption>Faces that pass, of 281</caption>
 *   <tr><th></th><th>low</th><th>middle</th><th>high</th></tr>
 *   <tr><td>as they are</td><td>281</td><td>281</td><td>275</td></tr>
 *   <tr><td>reduced to faces of 40 pixels</td><td>281</td><td>130</td><td>0</td></tr>
 *   <tr><td>reduced to 32</td><td>278</td><td>0</td><td>0</td></tr>
 *   <tr><td>reduced to 20</td><td>0</td><td>0</td><td>0</td></tr>
 *   <tr><td>blurred: reduced to 48, enlarged again</td><td>281</td><td>280</td><td>222</td></tr>
 *   <tr><td>blurred to 32</td><td>277</td><td>229</td><td>37</td></tr>
 *   <tr><td>blurred to 24</td><td>236</td><td>109</td><td>3</td></tr>
 *   <tr><td>blurred to 16</td><td>94</td><td>15</td><td>0</td></tr>
 *   <tr><td>turned by 45 degrees</td><td>234</td><td>1</td><td>1</td></tr>
 *   <tr><td>a bar over eyes and forehead</td><td>271</td><td>249</td><td>83</td></tr>
 *   <tr><td>a bar over mouth and chin</td><td>281</td><td>280</td><td>264</td></tr>
 * </table>
 *
 * <p>So a covered mouth is hardly ever noticed: only the detector's confidence tells of covers.
 */
final class FaceGate {

  private static final QualityThresholds LOW =
      new QualityThresholds(
          24,
          0.6,
          0.45,
          0.1,
          1.0,
          0.045,
          EnumSet.of(Orientation.UP, Orientation.UP_LEFT, Orientation.UP_RIGHT));

  private static final QualityThresholds HIGH =
      new QualityThresholds(48, 0.975, 0.22, 0.35, 0.85, 0.09, Set.of(Orientation.UP));

  private FaceGate() {}

  /**
   * Lets a face in.
   *
   * @throws FaceSearchException {@code INVALID} naming the level and all that is wrong: {@code
   *     small pose cover blur orientation}
   */
  static void check(FiqaLevel level, FaceQuality face) {
    if (level == FiqaLevel.NO) {
      return;
    }
    List<QualityFault> faults = thresholds(level).faults(face.measures());
    if (!faults.isEmpty()) {
      throw FaceSearchException.invalid(
          "the face does not pass fiqa_level "
              + level.text()
              + ": "
              + faults.stream().map(QualityFault::text).collect(Collectors.joining(", ")));
    }
  }

  private static QualityThresholds thresholds(FiqaLevel level) {
    return switch (level) {
      case LOW -> LOW;
      case HIGH -> HIGH;
      default -> QualityThresholds.defaults();
    };
  }
}
