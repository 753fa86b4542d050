package org.facesearch.plugin.query;

import java.util.List;
import java.util.Map;
import org.opensearch.ExceptionsHelper;
import org.opensearch.action.get.GetRequest;
import org.opensearch.action.get.GetResponse;
import org.opensearch.common.xcontent.support.XContentMapValues;
import org.opensearch.core.action.ActionListener;
import org.opensearch.index.IndexNotFoundException;
import org.opensearch.search.fetch.subphase.FetchSourceContext;
import org.opensearch.transport.client.Client;

/**
 * Takes the vector of another document from its {@code _source}. The document is read as the caller
 * reads it, with the caller's rights, and as it is now, refreshed or not.
 */
final class LikeLookup {
  private final FieldModels models;

  LikeLookup(FieldModels models) {
    this.models = models;
  }

  /**
   * Fails with an {@code IllegalArgumentException} that names what is missing.
   *
   * @param searched the field where the vector is unless {@code like} names another
   */
  void find(Client client, LikeProbe like, String searched, ActionListener<VectorProbe> listener) {
    String field = like.field() == null ? searched : like.field();
    GetRequest get =
        new GetRequest(like.index(), like.id())
            .routing(like.routing())
            .fetchSourceContext(new FetchSourceContext(true, new String[] {field}, null));
    client.get(
        get,
        ActionListener.wrap(
            document -> listener.onResponse(vector(document, like, field)),
            failure -> listener.onFailure(translated(failure, like))));
  }

  private VectorProbe vector(GetResponse document, LikeProbe like, String field) {
    if (!document.isExists()) {
      throw new IllegalArgumentException(
          "[like]: there is no document [" + like.id() + "] in index [" + like.index() + "]");
    }
    String model =
        models
            .of(document.getIndex(), field)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "[like]: field ["
                            + field
                            + "] of index ["
                            + like.index()
                            + "] is not a visual_vector"));
    Map<String, Object> source = document.getSourceAsMap();
    Object value = source == null ? null : XContentMapValues.extractValue(field, source);
    // An object in a list of one, as nested faces are, is still one vector.
    if (value instanceof List<?> list && list.size() == 1 && list.getFirst() instanceof List<?>) {
      value = list.getFirst();
    }
    if (!(value instanceof List<?> numbers)) {
      throw new IllegalArgumentException(
          of(like) + "has no vector in the field [" + field + "] of its _source");
    }
    VectorProbe probe = new VectorProbe(floats(numbers, like, field), model);
    probe.unit(field);
    return probe;
  }

  private static float[] floats(List<?> numbers, LikeProbe like, String field) {
    float[] vector = new float[numbers.size()];
    for (int i = 0; i < vector.length; i++) {
      if (!(numbers.get(i) instanceof Number number)) {
        throw new IllegalArgumentException(
            of(like) + "has several vectors, or none, in the field [" + field + "]");
      }
      vector[i] = number.floatValue();
    }
    return vector;
  }

  private static String of(LikeProbe like) {
    return "[like]: document [" + like.id() + "] of index [" + like.index() + "] ";
  }

  private static Exception translated(Exception failure, LikeProbe like) {
    return ExceptionsHelper.unwrapCause(failure) instanceof IndexNotFoundException
        ? new IllegalArgumentException("[like]: there is no index [" + like.index() + "]", failure)
        : failure;
  }
}
