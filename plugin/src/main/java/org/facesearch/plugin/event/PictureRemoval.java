package org.facesearch.plugin.event;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.facesearch.models.usecase.Lanes;
import org.facesearch.models.usecase.Repeat;
import org.facesearch.plugin.calls.Patience;
import org.facesearch.plugin.calls.PluginClient;
import org.facesearch.plugin.calls.Stages;
import org.opensearch.action.admin.indices.refresh.RefreshRequest;
import org.opensearch.action.admin.indices.refresh.RefreshResponse;
import org.opensearch.action.bulk.BulkRequest;
import org.opensearch.action.bulk.BulkResponse;
import org.opensearch.action.delete.DeleteRequest;
import org.opensearch.action.search.SearchRequest;
import org.opensearch.action.search.SearchResponse;
import org.opensearch.cluster.metadata.Metadata;
import org.opensearch.core.index.shard.ShardId;
import org.opensearch.index.engine.Engine;
import org.opensearch.index.query.QueryBuilders;
import org.opensearch.index.shard.IndexingOperationListener;
import org.opensearch.search.SearchHit;
import org.opensearch.search.builder.SearchSourceBuilder;

/**
 * Deletes the pictures of events that are deleted, by whatever call, a moment after them: whoever
 * deletes an event does not wait, and needs no right of his own. What is lost when the node goes
 * down in that moment is not served any more and goes with its day.
 */
final class PictureRemoval implements IndexingOperationListener {

  private static final Logger LOG = LogManager.getLogger(PictureRemoval.class);

  private static final int AT_ONCE = 500;

  private final PluginClient client;
  private final Supplier<Metadata> known;
  private final Queue<Deleted> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean running = new AtomicBoolean();

  PictureRemoval(PluginClient client, Supplier<Metadata> known) {
    this.client = client;
    this.known = known;
  }

  private record Deleted(String pictures, String event) {}

  @Override
  public void postDelete(ShardId shard, Engine.Delete delete, Engine.DeleteResult result) {
    if (delete.origin() != Engine.Operation.Origin.PRIMARY || !result.isFound()) {
      return;
    }
    Metadata indices = known.get();
    Optional.ofNullable(indices.index(shard.getIndexName()))
        .flatMap(EventIndex::of)
        .map(EventIndex::pictures)
        .filter(indices::hasIndex)
        .ifPresent(
            pictures -> {
              waiting.add(new Deleted(pictures, delete.id()));
              start();
            });
  }

  /** One bulk at a time, so that many deletions make few calls. */
  private void start() {
    if (!waiting.isEmpty() && running.compareAndSet(false, true)) {
      Repeat.whileTrue(this::some)
          .whenComplete(
              (done, error) -> {
                running.set(false);
                // What came after the last look and before this.
                start();
              });
    }
  }

  /** Whether there was anything to do. */
  private CompletionStage<Boolean> some() {
    Map<String, List<String>> events = new LinkedHashMap<>();
    for (int i = 0; i < AT_ONCE; i++) {
      Deleted next = waiting.poll();
      if (next == null) {
        break;
      }
      events.computeIfAbsent(next.pictures(), index -> new ArrayList<>()).add(next.event());
    }
    return Lanes.map(
            List.copyOf(events.entrySet()),
            1,
            (position, day) -> delete(day.getKey(), day.getValue()))
        .thenApply(done -> !events.isEmpty());
  }

  /** One failure must not keep the pictures of later deletions. */
  private CompletionStage<Void> delete(String pictures, List<String> events) {
    return Repeat.whileTrue(() -> deleteSome(pictures, events))
        .exceptionally(
            error -> {
              if (known.get().hasIndex(pictures)) {
                LOG.warn("pictures of deleted events could not all be deleted", error);
              }
              return null;
            });
  }

  private CompletionStage<Boolean> deleteSome(String pictures, List<String> events) {
    SearchSourceBuilder search =
        new SearchSourceBuilder()
            .query(
                QueryBuilders.constantScoreQuery(
                    QueryBuilders.termsQuery(PictureIndex.EVENT, events)))
            .size(AT_ONCE)
            .fetchSource(false)
            .trackTotalHits(false);
    return Stages.<RefreshResponse>of(
            listener -> client.admin().indices().refresh(new RefreshRequest(pictures), listener))
        .thenCompose(
            seen ->
                Stages.<SearchResponse>patiently(
                    client,
                    Patience.OF_LONG_WORK,
                    listener ->
                        client.search(new SearchRequest(pictures).source(search), listener)))
        .thenCompose(found -> delete(pictures, found.getHits().getHits()));
  }

  private CompletionStage<Boolean> delete(String pictures, SearchHit[] hits) {
    if (hits.length == 0) {
      return CompletableFuture.completedFuture(false);
    }
    BulkRequest bulk = new BulkRequest();
    for (SearchHit hit : hits) {
      bulk.add(new DeleteRequest(pictures, hit.getId()));
    }
    return Stages.<BulkResponse>patiently(
            client, Patience.OF_LONG_WORK, listener -> client.bulk(bulk, listener))
        .thenApply(Stages::written)
        .thenApply(done -> hits.length == AT_ONCE);
  }
}
