package org.facesearch.plugin.query;

import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.lucene.util.SetOnce;
import org.opensearch.core.action.ActionListener;
import org.opensearch.index.query.QueryCoordinatorContext;
import org.opensearch.index.query.QueryRewriteContext;
import org.opensearch.transport.client.Client;

/**
 * Turns a probe into a vector while a query is rewritten, which is done by the node that takes the
 * search, once, before it asks the shards.
 */
public final class Probes {
  private final ProbeVectors pictures;
  private final FieldModels models;
  private final LikeLookup likes;

  public Probes(ProbeVectors pictures, FieldModels models) {
    this.pictures = Objects.requireNonNull(pictures, "pictures");
    this.models = Objects.requireNonNull(models, "models");
    this.likes = new LikeLookup(models);
  }

  /**
   * One step nearer to a vector, or the same probe where nothing is left, or nothing yet, to do.
   *
   * @param field that is searched
   * @throws OtherModelException if an index of the search has vectors of another model in it; for a
   *     picture before anything is made of it
   */
  Probe rewrite(Probe probe, String field, QueryRewriteContext context) {
    return switch (probe) {
      case VectorProbe vector -> {
        requireModel(vector, field, context.convertToCoordinatorContext());
        yield vector;
      }
      case PendingProbe pending -> pending.settled();
      case ImageProbe image -> {
        Optional<String> model = searchedModel(field, context.convertToCoordinatorContext());
        yield begin(
            context, (client, listener) -> pictures.ofPicture(image.image(), model, listener));
      }
      case LikeProbe like ->
          begin(context, (client, listener) -> likes.find(client, like, field, listener));
    };
  }

  private static PendingProbe begin(
      QueryRewriteContext context, BiConsumer<Client, ActionListener<VectorProbe>> work) {
    SetOnce<VectorProbe> found = new SetOnce<>();
    context.registerAsyncAction(
        (client, done) ->
            work.accept(
                client,
                ActionListener.wrap(
                    vector -> {
                      found.set(vector);
                      done.onResponse(null);
                    },
                    done::onFailure)));
    return new PendingProbe(found::get);
  }

  private Optional<String> searchedModel(String field, QueryCoordinatorContext search) {
    return search == null ? Optional.empty() : models.ofSearch(search.getSearchRequest(), field);
  }

  /**
   * Each shard compares the models too. But where other shards answer, one that refuses is no more
   * than a line among {@code _shards.failures}; here the whole search is refused.
   */
  private void requireModel(VectorProbe vector, String field, QueryCoordinatorContext search) {
    if (search == null) {
      return;
    }
    if (vector.model() == null) {
      models.requireOneModel(search.getSearchRequest(), field);
    } else {
      models.requireModel(search.getSearchRequest(), field, vector.model());
    }
  }
}
