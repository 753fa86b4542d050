package org.facesearch.plugin.event;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.facesearch.models.usecase.Repeat;
import org.facesearch.plugin.calls.Patience;
import org.facesearch.plugin.calls.PluginClient;
import org.facesearch.plugin.calls.Stages;
import org.opensearch.action.bulk.BulkRequest;
import org.opensearch.action.bulk.BulkResponse;
import org.opensearch.cluster.metadata.Metadata;
import org.opensearch.core.index.shard.ShardId;
import org.opensearch.index.engine.Engine;
import org.opensearch.index.shard.IndexingOperationListener;

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

  private record Deleted(EventIndex index, String event) {}

  @Override
  public void postDelete(ShardId shard, Engine.Delete delete, Engine.DeleteResult result) {
    if (delete.origin() != Engine.Operation.Origin.PRIMARY || !result.isFound()) {
      return;
    }
    Metadata indices = known.get();
    Optional.ofNullable(indices.index(shard.getIndexName()))
        .flatMap(EventIndex::of)
        .filter(events -> indices.hasIndex(events.pictures()))
        .ifPresent(
            events -> {
              waiting.add(new Deleted(events, delete.id()));
              start();
            });
  }

  /** One bulk at a time, so that many deletions make few calls. */
  private void start() {
    if (!waiting.isEmpty() && running.compareAndSet(false, true)) {
      Repeat.whileTrue(this::some)
          .whenComplete(
              (done, error) -> {
                if (error != null) {
                  LOG.warn("pictures of deleted events could not all be deleted", error);
                }
                running.set(false);
                // What came after the last look and before this.
                start();
              });
    }
  }

  private CompletionStage<Boolean> some() {
    BulkRequest bulk = new BulkRequest();
    for (int i = 0; i < AT_ONCE; i++) {
      Deleted next = waiting.poll();
      if (next == null) {
        break;
      }
      PictureIndex.delete(bulk, next.index(), next.event());
    }
    if (bulk.requests().isEmpty()) {
      return CompletableFuture.completedFuture(false);
    }
    return Stages.<BulkResponse>patiently(
            client, Patience.OF_LONG_WORK, listener -> client.bulk(bulk, listener))
        .thenApply(deleted -> true);
  }
}
