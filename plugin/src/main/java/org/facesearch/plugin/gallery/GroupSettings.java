package org.facesearch.plugin.gallery;

import java.util.List;
import org.opensearch.common.settings.Setting;
import org.opensearch.common.settings.Setting.Property;
import org.opensearch.common.settings.Settings;

/** What marks an index as a group. Set when it is created, for good. */
public final class GroupSettings {

  /** What the group holds, {@code face} or {@code image}; empty where the index is no group. */
  public static final Setting<String> KIND =
      Setting.simpleString("index.face_search.group.kind", Property.IndexScope, Property.Final);

  /** How many entries the group was said to be for. */
  public static final Setting<Long> CAPACITY =
      Setting.longSetting(
          "index.face_search.group.capacity", 0, 0, Property.IndexScope, Property.Final);

  private GroupSettings() {}

  /** Whether an index is a group, of whichever kind. */
  static boolean isGroup(Settings index) {
    return !KIND.get(index).isEmpty();
  }

  public static List<Setting<?>> all() {
    return List.of(KIND, CAPACITY);
  }
}
