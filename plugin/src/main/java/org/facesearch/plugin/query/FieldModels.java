package org.facesearch.plugin.query;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.facesearch.plugin.mapper.VisualVectorFieldMapper;
import org.opensearch.action.IndicesRequest;
import org.opensearch.action.search.SearchContextId;
import org.opensearch.action.search.SearchRequest;
import org.opensearch.cluster.ClusterState;
import org.opensearch.cluster.metadata.IndexAbstraction;
import org.opensearch.cluster.metadata.IndexMetadata;
import org.opensearch.cluster.metadata.IndexNameExpressionResolver;
import org.opensearch.core.common.io.stream.NamedWriteableRegistry;
import org.opensearch.core.index.Index;
import org.opensearch.transport.RemoteClusterAware;

/**
 * The models of the {@code visual_vector}s of any index of this cluster. They are read from the
 * cluster state, which every node has, also one without data and whatever the caller may read.
 */
public final class FieldModels {
  private final Supplier<ClusterState> cluster;
  private final IndexNameExpressionResolver resolver;
  private final NamedWriteableRegistry writeables;

  /**
   * For one node.
   *
   * @param cluster the current state
   * @param writeables to read the ids of points in time with
   */
  public FieldModels(
      Supplier<ClusterState> cluster,
      IndexNameExpressionResolver resolver,
      NamedWriteableRegistry writeables) {
    this.cluster = cluster;
    this.resolver = resolver;
    this.writeables = writeables;
  }

  /**
   * The id of a field's model.
   *
   * @param index its real name
   * @return empty if there is no such index, or the field is not a {@code visual_vector}
   */
  Optional<String> of(String index, String field) {
    IndexMetadata metadata = cluster.get().metadata().index(index);
    return metadata == null ? Optional.empty() : of(metadata, field);
  }

  /**
   * The id of a field's model where documents are written to.
   *
   * @param target an index or an alias
   * @return empty if there is none of that name, or the field is not a {@code visual_vector}
   */
  public Optional<String> ofWrites(String target, String field) {
    IndexAbstraction named = cluster.get().metadata().getIndicesLookup().get(target);
    return named == null || named.getWriteIndex() == null
        ? Optional.empty()
        : of(named.getWriteIndex(), field);
  }

  /**
   * The model of a field in all indices of a search. Indices of remote clusters are not known here.
   *
   * @return empty if the field is a {@code visual_vector} in none of them
   * @throws OtherModelException naming two models if there are two
   */
  Optional<String> ofSearch(IndicesRequest search, String field) {
    ClusterState state = cluster.get();
    return onlyOne(indexed(state, names(state, search), field), field);
  }

  /**
   * Refuses a search that goes to vectors of several models with a vector that can only be of one.
   *
   * @throws OtherModelException naming two of them
   */
  void requireOneModel(IndicesRequest search, String field) {
    ClusterState state = cluster.get();
    String[] names = names(state, search);
    if (names.length > 1) {
      Optional<String> unused = onlyOne(indexed(state, names, field), field);
    }
  }

  /**
   * Refuses a search that goes to vectors of another model, in any of its indices. Indices of
   * remote clusters are not known here.
   *
   * @throws OtherModelException naming both models
   */
  void requireModel(IndicesRequest search, String field, String model) {
    ClusterState state = cluster.get();
    for (Indexed found : indexed(state, names(state, search), field)) {
      if (!found.model().equals(model)) {
        throw new OtherModelException(found.index(), field, found.model(), model);
      }
    }
  }

  private static Optional<String> onlyOne(List<Indexed> all, String field) {
    for (Indexed next : all) {
      if (!next.model().equals(all.getFirst().model())) {
        throw new OtherModelException(next.index(), field, next.model(), all.getFirst());
      }
    }
    return all.stream().map(Indexed::model).findFirst();
  }

  /** A field of an index and the model of its vectors. */
  record Indexed(Index index, String model) {}

  private static List<Indexed> indexed(ClusterState state, String[] names, String field) {
    return Arrays.stream(names)
        .map(state.metadata()::index)
        .filter(Objects::nonNull)
        .flatMap(
            index -> of(index, field).map(model -> new Indexed(index.getIndex(), model)).stream())
        .toList();
  }

  private String[] names(ClusterState state, IndicesRequest search) {
    if (search instanceof SearchRequest request && request.pointInTimeBuilder() != null) {
      return SearchContextId.decode(writeables, request.pointInTimeBuilder().getId())
          .getActualIndices();
    }
    String[] asked = search.indices() == null ? new String[0] : search.indices();
    String[] here =
        Arrays.stream(asked)
            .filter(name -> name.indexOf(RemoteClusterAware.REMOTE_CLUSTER_INDEX_SEPARATOR) < 0)
            .toArray(String[]::new);
    if (here.length == 0 && asked.length > 0) {
      // To the resolver no names are all indices.
      return here;
    }
    return resolver.concreteIndexNames(
        state, search.indicesOptions(), search.includeDataStreams(), here);
  }

  private static Optional<String> of(IndexMetadata index, String field) {
    if (index.mapping() == null) {
      return Optional.empty();
    }
    Map<?, ?> root = index.mapping().sourceAsMap();
    Map<?, ?> parameters = find(root, field);
    if (parameters != null && "alias".equals(parameters.get("type"))) {
      parameters = find(root, String.valueOf(parameters.get("path")));
    }
    return parameters != null
            && VisualVectorFieldMapper.CONTENT_TYPE.equals(parameters.get("type"))
            && parameters.get("model") instanceof String model
        ? Optional.of(model)
        : Optional.empty();
  }

  /** The parameters of a field, through the objects that hold it. */
  private static Map<?, ?> find(Map<?, ?> object, String path) {
    Map<?, ?> at = object;
    for (String name : path.split("\\.", -1)) {
      if (!(at.get("properties") instanceof Map<?, ?> fields)
          || !(fields.get(name) instanceof Map<?, ?> next)) {
        return null;
      }
      at = next;
    }
    return at;
  }
}
