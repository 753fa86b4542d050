package org.facesearch.plugin.event;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.facesearch.models.usecase.Lanes;
import org.facesearch.models.usecase.Repeat;
import org.facesearch.plugin.calls.PluginClient;
import org.opensearch.cluster.metadata.IndexMetadata;
import org.opensearch.cluster.metadata.Metadata;
import org.opensearch.common.unit.TimeValue;
import org.opensearch.core.concurrency.OpenSearchRejectedExecutionException;
import org.opensearch.core.index.shard.ShardId;
import org.opensearch.index.engine.Engine;
import org.opensearch.index.shard.IndexingOperationListener;
import org.opensearch.threadpool.ThreadPool;

/**
 * Deletes the pictures of events that are deleted, by whatever call, a moment after them: whoever
 * deletes an event does not wait, and needs no right of his own. What is lost when the node goes
 * down in that moment, what is too much, or what fails again and again, is not served any more and
 * goes with its day.
 */
final class PictureRemoval implements IndexingOperationListener {

  private static final Logger LOG = LogManager.getLogger(PictureRemoval.class);

  private final PluginClient client;
  private final Supplier<Metadata> known;
  private final Bounds bounds;
  private final AbandonedPictures pictures;
  private final Queue<Deleted> waiting = new ConcurrentLinkedQueue<>();

  /** Events that wait for their turn, for another attempt too. */
  private final AtomicInteger held = new AtomicInteger();

  private final AtomicBoolean full = new AtomicBoolean();
  private final AtomicBoolean running = new AtomicBoolean();

  PictureRemoval(PluginClient client, Supplier<Metadata> known, Bounds bounds) {
    this.client = client;
    this.known = known;
    this.bounds = bounds;
    this.pictures = new AbandonedPictures(client, bounds.atOnce());
  }

  /**
   * How much it takes on.
   *
   * @param atOnce events, and pictures, of one call
   * @param most events that wait; of those beyond, the pictures are left to the end of their day
   * @param attempts at the events of one call
   * @param pause between two of these
   */
  record Bounds(int atOnce, int most, int attempts, TimeValue pause) {
    static final Bounds USUAL = new Bounds(500, 100_000, 5, TimeValue.timeValueMinutes(1));
  }

  /**
   * One that waits.
   *
   * @param attempts that failed
   */
  private record Deleted(EventIndex day, String event, int attempts) {}

  @Override
  public void postDelete(ShardId shard, Engine.Delete delete, Engine.DeleteResult result) {
    if (delete.origin() != Engine.Operation.Origin.PRIMARY || !result.isFound()) {
      return;
    }
    Metadata indices = known.get();
    IndexMetadata index = indices.index(shard.getIndexName());
    if (index != null) {
      EventIndex.of(index)
          .filter(day -> indices.hasIndex(day.pictures()))
          .ifPresent(day -> add(new Deleted(day, delete.id(), 0)));
    }
  }

  /** Deletes the pictures that were kept for an event which was then not written. */
  void abandon(EventIndex day, String event) {
    if (isThere(day)) {
      add(new Deleted(day, event, 0));
    }
  }

  private void add(Deleted deleted) {
    if (held.incrementAndGet() > bounds.most()) {
      held.decrementAndGet();
      if (full.compareAndSet(false, true)) {
        LOG.warn(
            "more than {} deleted events wait for their pictures to be deleted: pictures of further"
                + " ones are not served any more, and go with their day",
            bounds.most());
      }
      return;
    }
    waiting.add(deleted);
    start();
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
    Map<EventIndex, List<Deleted>> days = new LinkedHashMap<>();
    for (int i = 0; i < bounds.atOnce(); i++) {
      Deleted next = waiting.poll();
      if (next == null) {
        break;
      }
      days.computeIfAbsent(next.day(), day -> new ArrayList<>()).add(next);
    }
    if (days.isEmpty()) {
      full.set(false);
      return CompletableFuture.completedFuture(false);
    }
    return Lanes.map(
            List.copyOf(days.entrySet()),
            1,
            (position, day) -> delete(day.getKey(), day.getValue()))
        .thenApply(done -> true);
  }

  /** One failure must not keep the pictures of later deletions. */
  private CompletionStage<Void> delete(EventIndex day, List<Deleted> deleted) {
    return pictures
        .delete(day, deleted.stream().map(Deleted::event).distinct().toList())
        .handle(
            (done, error) -> {
              if (error == null || !isThere(day) || !again(day, deleted, error)) {
                held.addAndGet(-deleted.size());
              }
              return null;
            });
  }

  /** Otherwise its pictures have gone with it, or go in a moment. */
  private boolean isThere(EventIndex day) {
    Metadata indices = known.get();
    return indices.hasIndex(day.name()) && indices.hasIndex(day.pictures());
  }

  /** Whether there will be another attempt at those of them for which it was not the last. */
  private boolean again(EventIndex day, List<Deleted> deleted, Throwable error) {
    List<Deleted> rest =
        deleted.stream()
            .map(one -> new Deleted(one.day(), one.event(), one.attempts() + 1))
            .filter(one -> one.attempts() < bounds.attempts())
            .toList();
    if (rest.size() < deleted.size()) {
      LOG.warn(
          "pictures of {} deleted events of [{}] could not be deleted: they are not served any more,"
              + " and go with their day",
          deleted.size() - rest.size(),
          day.name(),
          error);
    }
    if (rest.isEmpty()) {
      return false;
    }
    try {
      client
          .threadPool()
          .schedule(
              () -> {
                waiting.addAll(rest);
                start();
              },
              bounds.pause(),
              ThreadPool.Names.GENERIC);
    } catch (OpenSearchRejectedExecutionException e) {
      LOG.debug("the node is closing", e);
      return false;
    }
    held.addAndGet(rest.size() - deleted.size());
    return true;
  }
}
