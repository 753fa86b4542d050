package org.facesearch.plugin.settings;

import java.util.List;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.usecase.GroupNames;
import org.opensearch.common.settings.Setting;
import org.opensearch.common.settings.Setting.Property;

/** The settings of the SophonMatch API. */
public final class SophonSettings {

  private static final String PREFIX = "plugins.face_search.sophonmatch.";

  /** Name of the group of faces that has the people who are recognised; it need not be there. */
  public static final Setting<String> IDENTITY_GROUP =
      Setting.simpleString(
          PREFIX + "identity_group",
          "identities",
          SophonSettings::checkGroup,
          Property.NodeScope,
          Property.Dynamic);

  /** Least score of somebody who is recognised. */
  public static final Setting<Double> THRESHOLD =
      Setting.doubleSetting(PREFIX + "threshold", 0.82, 0, 1, Property.NodeScope, Property.Dynamic);

  private SophonSettings() {}

  private static void checkGroup(String name) {
    try {
      GroupNames.check(name);
    } catch (FaceSearchException e) {
      throw new IllegalArgumentException(PREFIX + "identity_group: " + e.getMessage(), e);
    }
  }

  /** All of them, for registration. */
  public static List<Setting<?>> all() {
    return List.of(IDENTITY_GROUP, THRESHOLD);
  }
}
