package org.facesearch.plugin.gallery;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.facesearch.models.gallery.GroupKind;
import org.facesearch.plugin.codec.FaceSearchIndexSettings;
import org.facesearch.plugin.codec.VectorEncoding;
import org.facesearch.plugin.fetch.ShownSource;
import org.opensearch.action.admin.indices.create.CreateIndexRequest;
import org.opensearch.cluster.metadata.IndexMetadata;
import org.opensearch.common.settings.Settings;
import org.opensearch.index.mapper.MapperService;

/**
 * The index of a group as the cluster state tells it.
 *
 * @param model id of the model that made its vectors
 */
record GroupIndex(GroupKind kind, String group, String index, long capacity, String model) {

  static final String ID = "id";
  static final String TAG = "tag";
  static final String DESC = "desc";
  static final String BOX = "bounding_box";
  static final String QUALITY = "quality";
  static final String VECTOR = "vector";
  static final String CREATED = "created_at";

  /** Of faces: the id of whom it is a photo of; several entries may be of one person. */
  static final String IDENTITY = "identity";

  /** Of faces: a JPEG file, where the group keeps them. */
  static final String PHOTO = "photo";

  /** Up to here one graph answers as fast as several; beyond, shards are searched side by side. */
  private static final long FACES_PER_SHARD = 1_000_000;

  private static final long MOST_SHARDS = 32;

  /** As long as an id of an entry can be. */
  private static final int LONGEST_IDENTITY = 512;

  /** More than a desc may have. */
  private static final int DEEPEST = 100;

  private static String prefix(GroupKind kind) {
    return switch (kind) {
      case FACE -> "faces-";
      case IMAGE -> "images-";
    };
  }

  static String nameFor(GroupKind kind, String group) {
    return prefix(kind) + group;
  }

  /** The name of the group that an index is, of whichever kind. */
  static String groupOf(String index) {
    return index.substring(index.indexOf('-') + 1);
  }

  /** The group that an index is, if it is one of this kind. */
  static Optional<GroupIndex> of(GroupKind kind, IndexMetadata index) {
    String name = index.getIndex().getName();
    if (!name.startsWith(prefix(kind))
        || !GroupSettings.KIND.get(index.getSettings()).equals(kind.text())) {
      return Optional.empty();
    }
    return Optional.of(
        new GroupIndex(
            kind,
            groupOf(name),
            name,
            GroupSettings.CAPACITY.get(index.getSettings()),
            model(index)));
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
  static CreateIndexRequest create(
      GroupKind kind, String group, long capacity, String model, int dimension) {
    long shards = Math.clamp(Math.ceilDiv(capacity, FACES_PER_SHARD), 1, MOST_SHARDS);
    return new CreateIndexRequest(nameFor(kind, group))
        .settings(
            Settings.builder()
                .put(IndexMetadata.SETTING_NUMBER_OF_SHARDS, shards)
                .put(IndexMetadata.SETTING_AUTO_EXPAND_REPLICAS, "0-1")
                // Copies that only receive segments see a write later than its acknowledgement.
                .put(IndexMetadata.SETTING_REPLICATION_TYPE, "DOCUMENT")
                // Arrays count as levels even where nothing is parsed; desc has its own limit.
                .put(MapperService.INDEX_MAPPING_DEPTH_LIMIT_SETTING.getKey(), DEEPEST)
                .put(FaceSearchIndexSettings.ENABLED.getKey(), true)
                .put(GroupSettings.KIND.getKey(), kind.text())
                .put(GroupSettings.CAPACITY.getKey(), capacity))
        .mapping(Map.of("dynamic", false, "properties", fields(kind, model, dimension)));
  }

  private static Map<String, Object> fields(GroupKind kind, String model, int dimension) {
    Map<String, Object> keyword = Map.of("type", "keyword");
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put(ID, keyword);
    fields.put(TAG, keyword);
    // Any JSON value, kept as it is.
    fields.put(DESC, Map.of("type", "object", "enabled", false));
    if (kind == GroupKind.FACE) {
      fields.put(
          BOX,
          Map.of(
              "properties",
              Map.of(
                  "pts",
                  Map.of("type", "integer", "index", false, "doc_values", false),
                  "score",
                  Map.of("type", "float"))));
      fields.put(QUALITY, Map.of("properties", Map.of("quality", keyword, "orientation", keyword)));
      fields.put(IDENTITY, Map.of("type", "keyword", "ignore_above", LONGEST_IDENTITY));
      fields.put(PHOTO, Map.of("type", "binary", "meta", ShownSource.HIDDEN));
    }
    fields.put(
        VECTOR,
        Map.of(
            "type",
            "visual_vector",
            "model",
            model,
            "dimension",
            dimension,
            // Finds what floats find, in a quarter of the memory: docs/vectors.md.
            "encoding",
            VectorEncoding.INT8.toString()));
    fields.put(CREATED, Map.of("type", "date"));
    return fields;
  }
}
