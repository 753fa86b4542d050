package org.facesearch.plugin.faceset;

import java.util.List;
import org.opensearch.common.settings.Setting;
import org.opensearch.common.settings.Setting.Property;
import org.opensearch.core.common.unit.ByteSizeUnit;
import org.opensearch.core.common.unit.ByteSizeValue;

/** What the Face++ API allows. */
public final class FaceSetSettings {

  private static final String PREFIX = "plugins.face_search.facepp.";

  /** Most face tokens of a FaceSet. */
  public static final Setting<Integer> FACESET_SIZE =
      Setting.intSetting(
          PREFIX + "faceset_size",
          10_000,
          1,
          OwnIndex.LAST_LISTED,
          Property.NodeScope,
          Property.Dynamic);

  /** Largest picture, in bytes as it arrives. */
  public static final Setting<ByteSizeValue> MAX_BYTES =
      Setting.byteSizeSetting(
          PREFIX + "image.max_bytes",
          new ByteSizeValue(2, ByteSizeUnit.MB),
          new ByteSizeValue(1, ByteSizeUnit.KB),
          new ByteSizeValue(1, ByteSizeUnit.GB),
          Property.NodeScope,
          Property.Dynamic);

  /** Least pixels of a picture's shorter side. */
  public static final Setting<Integer> MIN_SIDE =
      Setting.intSetting(
          PREFIX + "image.min_side", 48, 1, 65_535, Property.NodeScope, Property.Dynamic);

  /** Most pixels of a picture's longer side. */
  public static final Setting<Integer> MAX_SIDE =
      Setting.intSetting(
          PREFIX + "image.max_side", 4096, 1, 65_535, Property.NodeScope, Property.Dynamic);

  private FaceSetSettings() {}

  /** All of them, for registration. */
  public static List<Setting<?>> all() {
    return List.of(FACESET_SIZE, MAX_BYTES, MIN_SIDE, MAX_SIDE);
  }
}
