package org.facesearch.plugin.gallery;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.compare.ComparedEntry;
import org.facesearch.models.compare.Comparison;
import org.facesearch.models.compare.Comparison.State;
import org.facesearch.models.compare.Comparisons;
import org.facesearch.plugin.calls.Patience;
import org.facesearch.plugin.calls.PluginClient;
import org.facesearch.plugin.calls.RunningTasks;
import org.facesearch.plugin.calls.Sight;
import org.facesearch.plugin.calls.Stages;
import org.opensearch.action.admin.indices.create.CreateIndexRequest;
import org.opensearch.action.admin.indices.create.CreateIndexResponse;
import org.opensearch.action.admin.indices.delete.DeleteIndexRequest;
import org.opensearch.action.admin.indices.refresh.RefreshRequest;
import org.opensearch.action.admin.indices.refresh.RefreshResponse;
import org.opensearch.action.bulk.BulkRequest;
import org.opensearch.action.bulk.BulkResponse;
import org.opensearch.action.get.GetRequest;
import org.opensearch.action.get.GetResponse;
import org.opensearch.action.index.IndexRequest;
import org.opensearch.action.search.SearchRequest;
import org.opensearch.action.search.SearchResponse;
import org.opensearch.action.support.clustermanager.AcknowledgedResponse;
import org.opensearch.cluster.metadata.IndexMetadata;
import org.opensearch.cluster.service.ClusterService;
import org.opensearch.common.unit.TimeValue;
import org.opensearch.index.query.QueryBuilders;
import org.opensearch.search.SearchHit;
import org.opensearch.search.builder.SearchSourceBuilder;
import org.opensearch.search.sort.SortOrder;
import org.opensearch.transport.client.Client;

/**
 * Comparisons as hidden indices of the plugin's own. They hold what is in groups, so they are there
 * for those alone who may read both groups at that time.
 */
public final class IndexComparisons implements Comparisons {

  /** Of one page; a single row has 10,000 at most. */
  private static final int HITS_AT_ONCE = 20_000;

  private final PluginClient client;
  private final ClusterService cluster;
  private final RunningTasks tasks;
  private final GroupReaders readers;
  private final Supplier<TimeValue> keep;
  private final IntSupplier most;
  private final InstantSource clock;

  /**
   * For one node.
   *
   * @param callers in the name of whoever calls
   * @param client keeps the comparisons, and asks for their tasks: a right of callers to ask for
   *     tasks would tell them of all
   * @param keep how long a new comparison is kept, from its begin
   * @param most are kept at a time; a few more where several nodes begin one at the same moment
   */
  public IndexComparisons(
      Client callers,
      PluginClient client,
      ClusterService cluster,
      Supplier<TimeValue> keep,
      IntSupplier most,
      InstantSource clock) {
    this.client = client;
    this.cluster = cluster;
    this.tasks = new RunningTasks(client);
    this.readers = new GroupReaders(callers, cluster);
    this.keep = keep;
    this.most = most;
    this.clock = clock;
  }

  @Override
  public CompletionStage<Void> create(Comparison comparison) {
    int kept = kept();
    if (kept >= most.getAsInt()) {
      throw new FaceSearchException(
          Reason.BUSY, kept + " comparisons are kept already, remove one or try again later");
    }
    Instant until = comparison.started().plusMillis(keep.get().millis());
    return readers
        .check(comparison.asked())
        .thenCompose(allowed -> create(ComparisonIndex.create(comparison.id(), until)))
        .thenCompose(created -> append(List.of(), comparison))
        .exceptionallyCompose(error -> withdrawn(comparison, error));
  }

  private CompletionStage<CreateIndexResponse> create(CreateIndexRequest request) {
    return Stages.of(listener -> client.admin().indices().create(request, listener));
  }

  /** Those that run are among them, those that are over and not yet removed are not. */
  private int kept() {
    Instant now = clock.instant();
    return (int)
        cluster.state().metadata().indices().values().stream()
            .filter(ComparisonIndex::isComparison)
            .filter(index -> !ComparisonIndex.isOver(index, now))
            .count();
  }

  /** Nobody will know of an index whose comparison could not begin. */
  private CompletionStage<Void> withdrawn(Comparison comparison, Throwable error) {
    return deleteIndex(comparison.id())
        .handle(
            (deleted, ignored) -> {
              throw Stages.rethrown(error);
            });
  }

  private CompletionStage<AcknowledgedResponse> deleteIndex(String id) {
    return Stages.of(
        listener ->
            client
                .admin()
                .indices()
                .delete(new DeleteIndexRequest(ComparisonIndex.nameFor(id)), listener));
  }

  @Override
  public CompletionStage<Void> append(List<ComparedEntry> rows, Comparison now) {
    String index = ComparisonIndex.nameFor(now.id());
    BulkRequest bulk = new BulkRequest();
    long row = now.reached().rows() - rows.size();
    long hits = now.reached().hits() - ComparedEntry.hits(rows);
    for (ComparedEntry entry : rows) {
      row++;
      hits += entry.hits().size();
      bulk.add(
          new IndexRequest(index)
              .id("row-" + row)
              .source(ComparisonDocuments.write(entry, new Place(row, hits))));
    }
    // The last of them: where this is read, the rows before it are there.
    bulk.add(
        new IndexRequest(index)
            .id(ComparisonDocuments.STATE_ID)
            .source(ComparisonDocuments.write(now)));
    return Stages.<Void>patiently(client, Patience.OF_LONG_WORK, () -> write(bulk))
        .exceptionally(
            error -> {
              throw orUnknown(error);
            });
  }

  /** All of it or a failure; written again, the same rows come to the same places. */
  private CompletionStage<Void> write(BulkRequest bulk) {
    return Stages.<BulkResponse>of(listener -> client.bulk(bulk, listener))
        .thenApply(Stages::written);
  }

  @Override
  public CompletionStage<Comparison> read(String id) {
    return state(id)
        .thenCompose(this::ifAllowed)
        .thenCompose(
            comparison ->
                comparison.state() == State.RUNNING
                    ? tasks
                        .runs(comparison.task(), comparison.id())
                        .thenCompose(runs -> runs ? state(id) : ended(id))
                    : Stages.of(listener -> listener.onResponse(comparison)));
  }

  /** To whoever may not read the groups it is as unknown as any other. */
  private CompletionStage<Comparison> ifAllowed(Comparison comparison) {
    return readers
        .check(comparison.asked())
        .handle(
            (allowed, error) -> {
              if (error != null) {
                throw Sight.isRefusal(error) ? unknown() : Stages.rethrown(error);
              }
              return comparison;
            });
  }

  /** Its task has gone, and wrote its end before that if it could. */
  private CompletionStage<Comparison> ended(String id) {
    return state(id)
        .thenApply(
            comparison ->
                comparison.state() == State.RUNNING ? comparison.interrupted() : comparison);
  }

  private CompletionStage<Comparison> state(String id) {
    String index = existing(id);
    return Stages.<GetResponse>of(
            listener -> client.get(new GetRequest(index, ComparisonDocuments.STATE_ID), listener))
        .handle(
            (found, error) -> {
              if (error != null) {
                throw orUnknown(error);
              }
              if (!found.isExists()) {
                throw unknown();
              }
              return ComparisonDocuments.read(found.getSourceAsMap());
            });
  }

  @Override
  public CompletionStage<Rows> rows(String id, Place after, int most) {
    return read(id)
        .thenCompose(
            comparison ->
                Stages.offNetwork(client, search(comparison, after, most))
                    .thenApply(response -> page(comparison, after, response))
                    .exceptionally(
                        error -> {
                          throw orUnknown(error);
                        }));
  }

  private CompletionStage<SearchResponse> search(Comparison comparison, Place after, int most) {
    String index = ComparisonIndex.nameFor(comparison.id());
    SearchSourceBuilder source =
        new SearchSourceBuilder()
            .query(
                QueryBuilders.boolQuery()
                    .filter(
                        QueryBuilders.rangeQuery(ComparisonIndex.ROW)
                            .gt(after.rows())
                            .lte(comparison.reached().rows()))
                    .filter(
                        QueryBuilders.rangeQuery(ComparisonIndex.HITS)
                            .lte(after.hits() + HITS_AT_ONCE)))
            .sort(ComparisonIndex.ROW, SortOrder.ASC)
            .size(most)
            .trackTotalHits(false);
    return Stages.<RefreshResponse>of(
            listener -> client.admin().indices().refresh(new RefreshRequest(index), listener))
        .thenApply(GroupReads::complete)
        .thenCompose(
            refreshed ->
                Stages.of(
                    listener ->
                        client.search(
                            new SearchRequest(index)
                                .source(source)
                                .allowPartialSearchResults(false),
                            listener)));
  }

  private static Rows page(Comparison comparison, Place after, SearchResponse response) {
    List<Map<String, Object>> documents =
        Arrays.stream(response.getHits().getHits()).map(SearchHit::getSourceAsMap).toList();
    Place next = documents.isEmpty() ? after : ComparisonDocuments.place(documents.getLast());
    boolean more = comparison.state() == State.RUNNING || next.rows() < comparison.reached().rows();
    return new Rows(
        comparison,
        documents.stream().map(ComparisonDocuments::readRow).toList(),
        more ? Optional.of(next) : Optional.empty());
  }

  @Override
  public CompletionStage<Void> remove(String id) {
    return read(id)
        .thenCompose(
            comparison ->
                comparison.state() == State.RUNNING
                    ? tasks.cancel(comparison.task(), "the comparison is removed")
                    : Stages.of(listener -> listener.onResponse(null)))
        .thenCompose(cancelled -> deleteIndex(id))
        .handle(
            (deleted, error) -> {
              if (error != null) {
                throw orUnknown(error);
              }
              return null;
            });
  }

  /** The index of a comparison that is known and not over. */
  private String existing(String id) {
    IndexMetadata index =
        ComparisonIndex.isId(id)
            ? cluster.state().metadata().index(ComparisonIndex.nameFor(id))
            : null;
    if (index == null
        || !ComparisonIndex.isComparison(index)
        || ComparisonIndex.isOver(index, clock.instant())) {
      throw unknown();
    }
    return index.getIndex().getName();
  }

  private static FaceSearchException unknown() {
    return new FaceSearchException(
        Reason.NOT_FOUND, "comparison not exist: it never did, was removed or has expired");
  }

  /** What was removed meanwhile is unknown. */
  private static RuntimeException orUnknown(Throwable error) {
    return Presence.hasNoIndex(error) ? unknown() : Stages.rethrown(error);
  }
}
