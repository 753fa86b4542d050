package org.facesearch.plugin.audit;

import java.util.List;
import org.opensearch.common.settings.Setting;
import org.opensearch.common.settings.Setting.Property;
import org.opensearch.common.unit.TimeValue;

/** The settings of the audit. */
public final class AuditSettings {

  private static final String PREFIX = "plugins.face_search.audit.";

  /** Whether searches are written down. */
  static final Setting<Boolean> ENABLED =
      Setting.boolSetting(PREFIX + "enabled", false, Property.NodeScope, Property.Dynamic);

  /** Whether a search is answered only when it has been written down. */
  static final Setting<Boolean> REQUIRED =
      Setting.boolSetting(PREFIX + "required", false, Property.NodeScope, Property.Dynamic);

  /** How long a day is kept, from its end on. */
  static final Setting<TimeValue> RETENTION =
      Setting.timeSetting(
          PREFIX + "retention",
          TimeValue.timeValueDays(90),
          TimeValue.timeValueDays(1),
          Property.NodeScope,
          Property.Dynamic);

  /** Entries that may wait to be written on a node. */
  static final Setting<Integer> QUEUE =
      Setting.intSetting(PREFIX + "queue_size", 10_000, 1, Property.NodeScope);

  private AuditSettings() {}

  /** All of them, for registration. */
  public static List<Setting<?>> all() {
    return List.of(ENABLED, REQUIRED, RETENTION, QUEUE);
  }
}
