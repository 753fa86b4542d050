package org.facesearch.plugin.event;

import java.util.List;
import org.opensearch.common.settings.Setting;
import org.opensearch.common.settings.Setting.Property;
import org.opensearch.common.unit.TimeValue;

/** How events are kept. */
public final class EventSettings {

  private static final String PREFIX = "plugins.face_search.events.";

  /** How long an event is kept, from its own time on. */
  public static final Setting<TimeValue> RETENTION =
      Setting.timeSetting(
          PREFIX + "retention",
          TimeValue.timeValueDays(31),
          TimeValue.timeValueSeconds(1),
          Property.NodeScope,
          Property.Dynamic);

  /** Shards of the index of one day, of those days that begin from then on. */
  public static final Setting<Integer> SHARDS =
      Setting.intSetting(PREFIX + "shards", 1, 1, 32, Property.NodeScope, Property.Dynamic);

  /** Whether the pictures of events are kept. */
  public static final Setting<Boolean> STORE_PICTURES =
      Setting.boolSetting(PREFIX + "store_pictures", false, Property.NodeScope, Property.Dynamic);

  /** Whether age and gender of a face are estimated where the device does not tell them. */
  public static final Setting<Boolean> ATTRIBUTES =
      Setting.boolSetting(PREFIX + "attributes", true, Property.NodeScope, Property.Dynamic);

  /** How far ahead of the clock an event may be. */
  public static final Setting<TimeValue> MAX_AHEAD =
      Setting.timeSetting(
          PREFIX + "max_ahead",
          TimeValue.timeValueDays(1),
          TimeValue.ZERO,
          Property.NodeScope,
          Property.Dynamic);

  /** What marks an index of events: the id of the model that made its vectors. */
  public static final Setting<String> MODEL =
      Setting.simpleString("index.face_search.events.model", Property.IndexScope, Property.Final);

  private EventSettings() {}

  /** All of them, for registration. */
  public static List<Setting<?>> all() {
    return List.of(RETENTION, SHARDS, STORE_PICTURES, ATTRIBUTES, MAX_AHEAD, MODEL);
  }
}
