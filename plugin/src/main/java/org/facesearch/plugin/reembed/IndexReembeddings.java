package org.facesearch.plugin.reembed;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.reembed.Reembedding;
import org.facesearch.models.reembed.Reembedding.State;
import org.facesearch.models.reembed.Reembeddings;
import org.facesearch.models.usecase.Lanes;
import org.facesearch.plugin.calls.Availability;
import org.facesearch.plugin.calls.OwnIndices;
import org.facesearch.plugin.calls.Patience;
import org.facesearch.plugin.calls.RunningTasks;
import org.facesearch.plugin.calls.Stages;
import org.facesearch.plugin.gallery.GroupReads;
import org.opensearch.action.admin.indices.create.CreateIndexRequest;
import org.opensearch.action.admin.indices.refresh.RefreshRequest;
import org.opensearch.action.admin.indices.refresh.RefreshResponse;
import org.opensearch.action.delete.DeleteRequest;
import org.opensearch.action.delete.DeleteResponse;
import org.opensearch.action.get.GetRequest;
import org.opensearch.action.get.GetResponse;
import org.opensearch.action.index.IndexRequest;
import org.opensearch.action.index.IndexResponse;
import org.opensearch.action.search.SearchRequest;
import org.opensearch.action.search.SearchResponse;
import org.opensearch.cluster.metadata.IndexMetadata;
import org.opensearch.cluster.service.ClusterService;
import org.opensearch.common.settings.Settings;
import org.opensearch.core.action.ActionListener;
import org.opensearch.search.builder.SearchSourceBuilder;
import org.opensearch.search.sort.SortOrder;
import org.opensearch.transport.client.Client;

/** Changes of models as documents of a system index, a few for each that was ever asked for. */
final class IndexReembeddings implements Reembeddings {

  static final String NAME = ".face-search-reembeddings";

  /** The latest of them. */
  private static final int MOST_LISTED = 1000;

  private final Client client;
  private final ClusterService cluster;
  private final OwnIndices indices;
  private final RunningTasks tasks;

  /**
   * For one node.
   *
   * @param client that may touch the plugin's own indices
   */
  IndexReembeddings(Client client, ClusterService cluster) {
    this.client = client;
    this.cluster = cluster;
    this.indices = new OwnIndices(client, cluster, "the store of changes of models");
    this.tasks = new RunningTasks(client);
  }

  private static CreateIndexRequest newIndex() {
    return new CreateIndexRequest(NAME)
        .settings(
            Settings.builder()
                .put(IndexMetadata.SETTING_NUMBER_OF_SHARDS, 1)
                .put(IndexMetadata.SETTING_AUTO_EXPAND_REPLICAS, "0-1")
                .put(IndexMetadata.SETTING_REPLICATION_TYPE, "DOCUMENT")
                .put(IndexMetadata.SETTING_INDEX_HIDDEN, true))
        .mapping(
            Map.of(
                "dynamic",
                false,
                "properties",
                Map.of(ReembeddingDocument.STARTED, Map.of("type", "long"))));
  }

  /** A call to the index, or its answer where there is none yet. */
  private <T> CompletionStage<T> whereItIs(
      Supplier<CompletionStage<T>> otherwise, Supplier<CompletionStage<T>> call) {
    if (!cluster.state().metadata().hasIndex(NAME)) {
      try {
        Availability.checkRecovered(cluster.state());
        return otherwise.get();
      } catch (FaceSearchException e) {
        return CompletableFuture.failedFuture(e);
      }
    }
    return indices.up(List.of(NAME)).thenCompose(up -> call.get());
  }

  @Override
  public CompletionStage<Void> create(Reembedding begun) {
    return indices
        .create(NAME, IndexReembeddings::newIndex)
        .thenCompose(there -> indices.up(List.of(NAME)))
        .thenCompose(up -> write(request(begun).create(true)));
  }

  private static IndexRequest request(Reembedding reembedding) {
    return new IndexRequest(NAME)
        .id(reembedding.id())
        .source(ReembeddingDocument.write(reembedding));
  }

  private CompletionStage<Void> write(IndexRequest request) {
    return Stages.<IndexResponse>of(listener -> client.index(request, listener))
        .thenApply(written -> null);
  }

  private CompletionStage<GetResponse> get(String id) {
    return whereItIs(
            () -> CompletableFuture.failedFuture(unknown(id)),
            () ->
                Stages.<GetResponse>of(listener -> client.get(new GetRequest(NAME, id), listener)))
        .thenApply(
            found -> {
              if (!found.isExists()) {
                throw unknown(id);
              }
              return found;
            });
  }

  private static Reembedding read(GetResponse found) {
    return ReembeddingDocument.read(found.getSourceAsMap());
  }

  private static FaceSearchException unknown(String id) {
    return new FaceSearchException(Reason.NOT_FOUND, "there is no reembedding [" + id + "]");
  }

  @Override
  public CompletionStage<Reembedding> read(String id) {
    return get(id).thenApply(IndexReembeddings::read).thenCompose(this::asItIs);
  }

  /** A task that has gone wrote how it ended before that, if it could. */
  private CompletionStage<Reembedding> asItIs(Reembedding read) {
    if (read.state() != State.RUNNING) {
      return CompletableFuture.completedFuture(read);
    }
    return tasks
        .runs(read.run(), read.id())
        .thenCompose(
            runs ->
                runs
                    ? CompletableFuture.completedFuture(read)
                    : get(read.id())
                        .thenApply(IndexReembeddings::read)
                        .thenApply(now -> interrupted(read, now)));
  }

  private static Reembedding interrupted(Reembedding read, Reembedding now) {
    return now.state() == State.RUNNING && now.run().equals(read.run())
        ? now.stopped(State.INTERRUPTED, now.error())
        : now;
  }

  @Override
  public CompletionStage<List<Reembedding>> list() {
    return whereItIs(
        () -> CompletableFuture.completedFuture(List.of()),
        () ->
            Stages.<RefreshResponse>of(
                    listener ->
                        client.admin().indices().refresh(new RefreshRequest(NAME), listener))
                .thenApply(GroupReads::complete)
                .thenCompose(refreshed -> Stages.<SearchResponse>of(this::search))
                .thenApply(
                    found ->
                        Arrays.stream(found.getHits().getHits())
                            .map(hit -> ReembeddingDocument.read(hit.getSourceAsMap()))
                            .toList())
                .thenCompose(all -> Lanes.map(all, 1, (position, one) -> asItIs(one))));
  }

  private void search(ActionListener<SearchResponse> listener) {
    client.search(
        new SearchRequest(NAME)
            .source(
                new SearchSourceBuilder()
                    .sort(ReembeddingDocument.STARTED, SortOrder.DESC)
                    .size(MOST_LISTED))
            .allowPartialSearchResults(false),
        listener);
  }

  @Override
  public CompletionStage<Reembedding> change(String id, UnaryOperator<Reembedding> change) {
    return Stages.changing(
        client,
        Patience.OF_CHANGES,
        "reembedding " + id + " is being changed by others",
        () -> get(id).thenCompose(found -> changed(found, change)));
  }

  private CompletionStage<Reembedding> changed(
      GetResponse found, UnaryOperator<Reembedding> change) {
    Reembedding now = change.apply(read(found));
    return write(request(now).setIfSeqNo(found.getSeqNo()).setIfPrimaryTerm(found.getPrimaryTerm()))
        .thenApply(written -> now);
  }

  @Override
  public CompletionStage<Void> remove(String id) {
    return Stages.<DeleteResponse>of(
            listener -> client.delete(new DeleteRequest(NAME, id), listener))
        .thenApply(deleted -> null);
  }
}
