package org.facesearch.plugin.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.usecase.GroupNames;
import org.opensearch.common.settings.Setting;
import org.opensearch.common.settings.Setting.Property;
import org.opensearch.common.settings.Settings;

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

  /** How sure it must be that a face is alive, for a picture of an infrared camera. */
  public static final Setting<Double> LIVENESS_THRESHOLD =
      Setting.doubleSetting(
          PREFIX + "liveness_threshold", 0.5, 0, 1, Property.NodeScope, Property.Dynamic);

  /** Where pictures are that requests name by their path; nowhere unless it is set. */
  public static final Setting<String> IMAGE_DIRECTORY =
      Setting.simpleString(
          PREFIX + "image_directory", SophonSettings::checkDirectory, Property.NodeScope);

  private SophonSettings() {}

  private static void checkDirectory(String directory) {
    if (!directory.isEmpty() && !Path.of(directory).isAbsolute()) {
      throw new IllegalArgumentException(PREFIX + "image_directory must be an absolute path");
    }
  }

  /** That directory. */
  public static Optional<Path> imageDirectory(Settings settings) {
    return Optional.of(IMAGE_DIRECTORY.get(settings)).filter(path -> !path.isEmpty()).map(Path::of);
  }

  private static void checkGroup(String name) {
    try {
      GroupNames.check(name);
    } catch (FaceSearchException e) {
      throw new IllegalArgumentException(PREFIX + "identity_group: " + e.getMessage(), e);
    }
  }

  /** All of them, for registration. */
  public static List<Setting<?>> all() {
    return List.of(IDENTITY_GROUP, THRESHOLD, LIVENESS_THRESHOLD, IMAGE_DIRECTORY);
  }
}
