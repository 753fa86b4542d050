package org.facesearch.plugin.gallery;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.opensearch.action.admin.indices.create.CreateIndexRequest;
import org.opensearch.cluster.metadata.IndexMetadata;
import org.opensearch.common.settings.Setting;
import org.opensearch.common.settings.Setting.Property;
import org.opensearch.common.settings.Settings;
import org.opensearch.index.mapper.MapperService;
import org.opensearch.indices.SystemIndexDescriptor;

/**
 * The index of a kept comparison, one for each: removing it is then removing an index, and one that
 * was interrupted leaves nothing behind in others.
 */
public final class ComparisonIndex {

  /** When it may go, in milliseconds; -1 where the index is no comparison. Set for good. */
  public static final Setting<Long> UNTIL =
      Setting.longSetting(
          "index.face_search.comparison.until", -1, -1, Property.IndexScope, Property.Final);

  /** Number of a row, from 1. */
  static final String ROW = "row";

  /** Hits up to this row and with it. */
  static final String HITS = "hits";

  private static final String PREFIX = ".face-comparison-";
  private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");

  /** More than a desc inside the hits of a row may have. */
  private static final int DEEPEST = 110;

  private ComparisonIndex() {}

  /** Whether this can be the id of a comparison at all. */
  static boolean isId(String id) {
    return ID.matcher(id).matches();
  }

  static String nameFor(String id) {
    return PREFIX + id;
  }

  static boolean isComparison(IndexMetadata index) {
    return index.getIndex().getName().startsWith(PREFIX) && UNTIL.get(index.getSettings()) >= 0;
  }

  static boolean isOver(IndexMetadata index, Instant now) {
    return UNTIL.get(index.getSettings()) < now.toEpochMilli();
  }

  static CreateIndexRequest create(String id, Instant until) {
    return new CreateIndexRequest(nameFor(id))
        .settings(
            Settings.builder()
                .put(IndexMetadata.SETTING_NUMBER_OF_SHARDS, 1)
                .put(IndexMetadata.SETTING_AUTO_EXPAND_REPLICAS, "0-1")
                .put(IndexMetadata.SETTING_REPLICATION_TYPE, "DOCUMENT")
                .put(IndexMetadata.SETTING_INDEX_HIDDEN, true)
                .put(MapperService.INDEX_MAPPING_DEPTH_LIMIT_SETTING.getKey(), DEEPEST)
                .put(UNTIL.getKey(), until.toEpochMilli()))
        .mapping(
            Map.of(
                // Only found by their numbers; all else is kept as it is.
                "dynamic",
                false,
                "properties",
                Map.of(ROW, Map.of("type", "long"), HITS, Map.of("type", "long"))));
  }

  /** That nobody but the plugin is to touch them. */
  public static List<SystemIndexDescriptor> systemIndices() {
    return List.of(new SystemIndexDescriptor(PREFIX + "*", "Kept comparisons of groups"));
  }

  /** The settings of such an index, for registration. */
  public static List<Setting<?>> settings() {
    return List.of(UNTIL);
  }
}
