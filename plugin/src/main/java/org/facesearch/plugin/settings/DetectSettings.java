package org.facesearch.plugin.settings;

import java.util.List;
import java.util.Set;
import org.facesearch.models.detect.Looks;
import org.facesearch.models.detect.QuarterTurn;
import org.opensearch.common.settings.Setting;
import org.opensearch.common.settings.Setting.Property;
import org.opensearch.common.settings.Settings;

/** How thoroughly faces are looked for. */
public final class DetectSettings {

  private static final String PREFIX = "plugins.face_search.detect.";

  /** The ways up in which faces are looked for; upright ones always are. */
  static final Setting<List<QuarterTurn>> ORIENTATIONS =
      Setting.listSetting(
          PREFIX + "orientations",
          List.of(QuarterTurn.UP.text()),
          DetectSettings::turn,
          Property.NodeScope,
          Property.Dynamic);

  /** Width in pixels of the smallest face that is looked for in large pictures; 0 for one look. */
  static final Setting<Integer> SMALLEST_FACE =
      Setting.intSetting(
          PREFIX + "smallest_face",
          Looks.defaults().smallest(),
          0,
          Property.NodeScope,
          Property.Dynamic);

  private DetectSettings() {}

  private static QuarterTurn turn(String text) {
    try {
      return QuarterTurn.of(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(PREFIX + "orientations: " + e.getMessage(), e);
    }
  }

  /** What the settings say. */
  public static Looks looks(Settings settings) {
    return new Looks(Set.copyOf(ORIENTATIONS.get(settings)), SMALLEST_FACE.get(settings));
  }

  public static List<Setting<?>> all() {
    return List.of(ORIENTATIONS, SMALLEST_FACE);
  }
}
