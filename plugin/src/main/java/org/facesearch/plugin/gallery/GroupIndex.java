package org.facesearch.plugin.gallery;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.facesearch.models.gallery.GroupKind;
import org.facesearch.plugin.codec.FaceSearchIndexSettings;
import org.facesearch.plugin.codec.VectorEncoding;
import org.facesearch.plugin.fetch.ShownSource;
import org.opensearch.action.admin.indices.create.CreateIndexRequest;
import org.opensearch.cluster.metadata.IndexAbstraction;
import org.opensearch.cluster.metadata.IndexMetadata;
import org.opensearch.cluster.metadata.Metadata;
import org.opensearch.common.settings.Settings;
import org.opensearch.index.TieredMergePolicyProvider;
import org.opensearch.index.mapper.MapperService;

/**
 * The index of a group as the cluster state tells it.
 *
 * <p>A group begins as the index of its name. Once it was given vectors of another model, it is an
 * index whose name goes on behind a dot, which no name of a group has, and its own name is an
 * alias.
 *
 * @param model id of the model that made its vectors
 */
public record GroupIndex(GroupKind kind, String group, String index, long capacity, String model) {

  static final String ID = "id";
  static final String TAG = "tag";
  static final String DESC = "desc";
  static final String BOX = "bounding_box";
  static final String QUALITY = "quality";
  public static final String VECTOR = "vector";
  static final String CREATED = "created_at";

  /** Of faces: the id of whom it is a photo of; several entries may be of one person. */
  static final String IDENTITY = "identity";

  /** Of faces: a JPEG file, where the group keeps them. */
  public static final String PHOTO = "photo";

  /** Up to here one graph answers as fast as several; beyond, shards are searched side by side. */
  private static final long FACES_PER_SHARD = 1_000_000;

  private static final long MOST_SHARDS = 32;

  /** As long as an id of an entry can be. */
  private static final int LONGEST_IDENTITY = 512;

  /** More than a desc may have. */
  private static final int DEEPEST = 100;

  private static final char DOT = '.';

  private static String prefix(GroupKind kind) {
    return switch (kind) {
      case FACE -> "faces-";
      case IMAGE -> "images-";
    };
  }

  public static String nameFor(GroupKind kind, String group) {
    return prefix(kind) + group;
  }

  /** The name of an index that can take the place of a group's. */
  public static String successorOf(GroupKind kind, String group, String mark) {
    return nameFor(kind, group) + DOT + mark;
  }

  /** Whether an index can be what was made to take the place of a group's. */
  static boolean isSuccessor(String index, String groups) {
    return index.startsWith(groups + DOT);
  }

  /** The name of the group that an index is, of whichever kind. */
  static String groupOf(String index) {
    int dot = index.indexOf(DOT);
    return index.substring(index.indexOf('-') + 1, dot < 0 ? index.length() : dot);
  }

  /** The group of a name, if there is one of this kind. */
  public static Optional<GroupIndex> find(Metadata metadata, GroupKind kind, String group) {
    IndexAbstraction named = metadata.getIndicesLookup().get(nameFor(kind, group));
    return named == null || named.getIndices().size() != 1
        ? Optional.empty()
        : of(kind, named.getIndices().getFirst());
  }

  /** The group that an index is, if it is one of this kind. */
  public static Optional<GroupIndex> of(GroupKind kind, IndexMetadata index) {
    String name = index.getIndex().getName();
    if (!name.startsWith(prefix(kind))
        || !GroupSettings.KIND.get(index.getSettings()).equals(kind.text())) {
      return Optional.empty();
    }
    String group = groupOf(name);
    String known = nameFor(kind, group);
    if (!name.equals(known) && !index.getAliases().containsKey(known)) {
      return Optional.empty();
    }
    return Optional.of(
        new GroupIndex(
            kind, group, name, GroupSettings.CAPACITY.get(index.getSettings()), model(index)));
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
                // Where deletions are expunged, all of them are, be there ever so few.
                .put(
                    TieredMergePolicyProvider.INDEX_MERGE_POLICY_EXPUNGE_DELETES_ALLOWED_SETTING
                        .getKey(),
                    0)
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
