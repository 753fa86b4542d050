package org.facesearch.plugin.gallery;

import java.util.Map;
import java.util.Optional;
import org.opensearch.action.admin.indices.create.CreateIndexRequest;
import org.opensearch.cluster.metadata.IndexMetadata;
import org.opensearch.common.settings.Settings;
import org.opensearch.index.mapper.MapperService;

/**
 * The index of a face group as the cluster state tells it.
 *
 * @param model id of the model that made its vectors
 */
record GroupIndex(String group, String index, long capacity, String model) {

  static final String ID = "id";
  static final String TAG = "tag";
  static final String DESC = "desc";
  static final String BOX = "bounding_box";
  static final String QUALITY = "quality";
  static final String VECTOR = "vector";
  static final String CREATED = "created_at";

  private static final String PREFIX = "faces-";

  /** Up to here one graph answers as fast as several; beyond, shards are searched side by side. */
  private static final long FACES_PER_SHARD = 1_000_000;

  private static final long MOST_SHARDS = 32;

  /** More than a desc may have. */
  private static final int DEEPEST = 100;

  static String nameFor(String group) {
    return PREFIX + group;
  }

  /** The name of the group that an index is. */
  static String groupOf(String index) {
    return index.substring(PREFIX.length());
  }

  /** The group that an index is, if it is one. */
  static Optional<GroupIndex> of(IndexMetadata index) {
    String name = index.getIndex().getName();
    if (!name.startsWith(PREFIX)
        || !GroupSettings.KIND.get(index.getSettings()).equals(GroupSettings.FACE)) {
      return Optional.empty();
    }
    return Optional.of(
        new GroupIndex(
            groupOf(name), name, GroupSettings.CAPACITY.get(index.getSettings()), model(index)));
  }

  private static String model(IndexMetadata index) {
    if (index.mapping() != null
        && index.mapping().sourceAsMap().get("properties") instanceof Map<?, ?> fields
        && fields.get(VECTOR) instanceof Map<?, ?> vector
        && vector.get("model") instanceof String model) {
      return model;
    }
    return "unknown";
  }

  /** How the index of a new group is made. */
  static CreateIndexRequest create(String group, long capacity, String model, int dimension) {
    long shards = Math.clamp(Math.ceilDiv(capacity, FACES_PER_SHARD), 1, MOST_SHARDS);
    return new CreateIndexRequest(nameFor(group))
        .settings(
            Settings.builder()
                .put(IndexMetadata.SETTING_NUMBER_OF_SHARDS, shards)
                .put(IndexMetadata.SETTING_AUTO_EXPAND_REPLICAS, "0-1")
                // Copies that only receive segments see a write later than its acknowledgement.
                .put(IndexMetadata.SETTING_REPLICATION_TYPE, "DOCUMENT")
                // Arrays count as levels even where nothing is parsed; desc has its own limit.
                .put(MapperService.INDEX_MAPPING_DEPTH_LIMIT_SETTING.getKey(), DEEPEST)
                .put(GroupSettings.KIND.getKey(), GroupSettings.FACE)
                .put(GroupSettings.CAPACITY.getKey(), capacity))
        .mapping(mapping(model, dimension));
  }

  private static Map<String, Object> mapping(String model, int dimension) {
    Map<String, Object> keyword = Map.of("type", "keyword");
    return Map.of(
        "dynamic",
        false,
        "properties",
        Map.of(
            ID,
            keyword,
            TAG,
            keyword,
            // Any JSON value, kept as it is.
            DESC,
            Map.of("type", "object", "enabled", false),
            BOX,
            Map.of(
                "properties",
                Map.of(
                    "pts",
                    Map.of("type", "integer", "index", false, "doc_values", false),
                    "score",
                    Map.of("type", "float"))),
            QUALITY,
            Map.of("properties", Map.of("quality", keyword, "orientation", keyword)),
            VECTOR,
            Map.of("type", "visual_vector", "model", model, "dimension", dimension),
            CREATED,
            Map.of("type", "date")));
  }
}
