package org.facesearch.plugin.reembed;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.facesearch.models.reembed.Places;
import org.facesearch.models.usecase.Lanes;
import org.facesearch.models.usecase.Repeat;
import org.facesearch.plugin.calls.Stages;
import org.opensearch.action.bulk.BulkRequest;
import org.opensearch.action.bulk.BulkResponse;
import org.opensearch.action.delete.DeleteRequest;
import org.opensearch.search.SearchHit;
import org.opensearch.transport.client.Client;

/**
 * Takes documents out of a copy that have been deleted from its source: a deletion leaves nothing
 * there that could be searched for, so all ids of the copy are looked up.
 */
final class VanishedDocuments {

  private static final int MOST_AT_ONCE = 1000;

  /** What a search gives at most, unless an index says otherwise. */
  private static final int RESULT_WINDOW = 10_000;

  private final Client client;
  private final ShardPages source;
  private final ShardPages copy;
  private final String dest;
  private final int atOnce;

  VanishedDocuments(Client client, ShardPages source, ShardPages copy, String dest) {
    this.client = client;
    this.source = source;
    this.copy = copy;
    this.dest = dest;
    this.atOnce = Math.clamp(RESULT_WINDOW / Math.max(1, source.shards()), 1, MOST_AT_ONCE);
  }

  /** A document is known by both: the same id may be there under another routing. */
  private record Key(String id, String routing) {
    static Key of(SearchHit hit) {
      return new Key(hit.getId(), Objects.requireNonNullElse(ShardPages.routing(hit), ""));
    }
  }

  /**
   * Gives how many there were.
   *
   * @param whole whether all of the source is in the copy, so that equal numbers tell that there is
   *     nothing else
   */
  CompletionStage<Long> remove(boolean whole) {
    return source
        .refresh()
        .thenCompose(done -> copy.refresh())
        .thenCompose(done -> source.count())
        .thenCompose(
            there ->
                copy.count()
                    .thenCompose(
                        copied ->
                            whole && copied.equals(there)
                                ? CompletableFuture.completedFuture(0L)
                                : removeFromAll()));
  }

  private CompletionStage<Long> removeFromAll() {
    return Lanes.map(
            IntStream.range(0, copy.shards()).boxed().toList(),
            1,
            (position, shard) -> removeFrom(shard))
        .thenApply(removed -> removed.stream().mapToLong(Long::longValue).sum());
  }

  private CompletionStage<Long> removeFrom(int shard) {
    AtomicLong removed = new AtomicLong();
    AtomicReference<Places> reached = new AtomicReference<>(Places.START);
    return Repeat.whileTrue(
            () ->
                copy.page(shard, reached.get().of(shard), Long.MAX_VALUE, atOnce, false)
                    .thenCompose(
                        hits -> {
                          if (hits.isEmpty()) {
                            return CompletableFuture.completedFuture(false);
                          }
                          reached.set(Places.START.with(shard, ShardPages.change(hits.getLast())));
                          return removeVanished(hits)
                              .thenApply(
                                  count -> {
                                    removed.addAndGet(count);
                                    return hits.size() == atOnce;
                                  });
                        }))
        .thenApply(done -> removed.get());
  }

  private CompletionStage<Integer> removeVanished(List<SearchHit> hits) {
    return source
        .withIds(hits.stream().map(SearchHit::getId).distinct().toList())
        .thenCompose(
            found -> {
              Set<Key> there = new HashSet<>();
              found.forEach(hit -> there.add(Key.of(hit)));
              return delete(hits.stream().filter(hit -> !there.contains(Key.of(hit))).toList());
            });
  }

  private CompletionStage<Integer> delete(List<SearchHit> vanished) {
    if (vanished.isEmpty()) {
      return CompletableFuture.completedFuture(0);
    }
    BulkRequest bulk = new BulkRequest();
    vanished.forEach(
        hit -> bulk.add(new DeleteRequest(dest, hit.getId()).routing(ShardPages.routing(hit))));
    return Stages.<BulkResponse>of(listener -> client.bulk(bulk, listener))
        .thenApply(
            deleted -> {
              Stages.written(deleted);
              return vanished.size();
            });
  }
}
