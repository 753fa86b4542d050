package org.facesearch.plugin.event;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.facesearch.models.event.EventFields;
import org.facesearch.models.event.EventLog;
import org.facesearch.models.event.EventWindow;
import org.facesearch.models.event.FaceEvent;
import org.facesearch.plugin.calls.Patience;
import org.facesearch.plugin.calls.Stages;
import org.facesearch.plugin.exact.CosineAtLeastQueryBuilder;
import org.facesearch.plugin.fetch.RestOfSourceBuilder;
import org.facesearch.plugin.gallery.GroupReads;
import org.opensearch.ExceptionsHelper;
import org.opensearch.action.DocWriteRequest;
import org.opensearch.action.admin.indices.refresh.RefreshRequest;
import org.opensearch.action.admin.indices.refresh.RefreshResponse;
import org.opensearch.action.index.IndexRequest;
import org.opensearch.action.index.IndexResponse;
import org.opensearch.action.search.SearchRequest;
import org.opensearch.action.search.SearchResponse;
import org.opensearch.common.unit.TimeValue;
import org.opensearch.index.IndexNotFoundException;
import org.opensearch.index.query.BoolQueryBuilder;
import org.opensearch.index.query.QueryBuilders;
import org.opensearch.index.query.RangeQueryBuilder;
import org.opensearch.indices.IndexClosedException;
import org.opensearch.ingest.IngestService;
import org.opensearch.search.SearchHit;
import org.opensearch.search.aggregations.AggregationBuilders;
import org.opensearch.search.aggregations.bucket.MultiBucketsAggregation;
import org.opensearch.search.aggregations.bucket.terms.Terms;
import org.opensearch.search.builder.SearchSourceBuilder;
import org.opensearch.search.sort.SortBuilders;
import org.opensearch.search.sort.SortOrder;
import org.opensearch.transport.client.Client;

/** The log of events in its indices. Calls are made in the name of whoever asks. */
final class IndexEventLog implements EventLog {

  /**
   * An index whose day is over may be deleted under a call, which then goes on without it; of one
   * that is closed it is told then whether it can.
   */
  private static final Patience WHILE_INDICES_GO =
      new Patience(
          TimeValue.timeValueMillis(10),
          TimeValue.timeValueMillis(500),
          TimeValue.timeValueSeconds(30),
          IndexEventLog::isGone);

  private static final String INDICES = "indices";

  /** The names of hits are among their fields. */
  private static final List<String> NO_STORED_FIELDS = List.of("_none_");

  /** Indices that one answer can name: ten models in each of a thousand days. */
  private static final int MOST_INDICES = 10_000;

  private final Client client;
  private final EventPartitions partitions;

  IndexEventLog(Client client, EventPartitions partitions) {
    this.client = client;
    this.partitions = partitions;
  }

  @Override
  public CompletionStage<Void> add(FaceEvent event) {
    return whileIndicesGo(
        () ->
            partitions
                .open(event.model(), event.vector().length, event.timestamp())
                .thenCompose(index -> write(index, event)));
  }

  private CompletionStage<Void> write(String index, FaceEvent event) {
    IndexRequest request =
        new IndexRequest(index)
            .id(event.id())
            .opType(DocWriteRequest.OpType.CREATE)
            .setPipeline(IngestService.NOOP_PIPELINE_NAME)
            .source(EventDocument.write(event));
    return Stages.<IndexResponse>of(listener -> client.index(request, listener))
        .thenApply(written -> null);
  }

  @Override
  public CompletionStage<Void> catchUp(EventWindow window) {
    return whereAny(
        window,
        null,
        indices ->
            Stages.<RefreshResponse>of(
                    listener ->
                        client.admin().indices().refresh(new RefreshRequest(indices), listener))
                .thenApply(GroupReads::complete)
                .thenApply(complete -> null));
  }

  @Override
  public CompletionStage<Counted> count(EventWindow window, int most) {
    SearchSourceBuilder source =
        new SearchSourceBuilder().query(in(window)).size(0).trackTotalHitsUpTo(most);
    List<String> models = partitions.models();
    if (models.size() < 2) {
      return search(window, source)
          .thenApply(
              found -> {
                int events = found.map(response -> events(response, most)).orElse(0);
                return new Counted(events, events == 0 ? List.of() : models);
              });
    }
    // Each shard stops counting there, by when it has told that it has any.
    source
        .terminateAfter(most)
        .aggregation(AggregationBuilders.terms(INDICES).field("_index").size(MOST_INDICES));
    return search(window, source)
        .thenApply(
            found ->
                found.map(response -> counted(response, most)).orElse(new Counted(0, List.of())));
  }

  private static int events(SearchResponse response, int most) {
    return (int) Math.min(most, response.getHits().getTotalHits().value());
  }

  private Counted counted(SearchResponse response, int most) {
    Terms indices = response.getAggregations().get(INDICES);
    List<String> models =
        indices.getBuckets().stream()
            .map(MultiBucketsAggregation.Bucket::getKeyAsString)
            .flatMap(index -> partitions.model(index).stream())
            .distinct()
            .sorted()
            .toList();
    return new Counted(events(response, most), models);
  }

  @Override
  public CompletionStage<List<Double>> times(
      EventWindow window, boolean newestFirst, int from, int size) {
    SearchSourceBuilder source =
        new SearchSourceBuilder()
            .query(in(window))
            .sort(SortBuilders.fieldSort(EventFields.TIMESTAMP).order(order(newestFirst)))
            .from(from)
            .size(size)
            .trackTotalHits(false)
            .storedFields(NO_STORED_FIELDS)
            .fetchSource(false);
    return hits(window, source)
        .thenApply(hits -> hits.stream().map(EventDocument::timestamp).toList());
  }

  @Override
  public CompletionStage<List<Seen>> alike(
      EventWindow window,
      boolean newestFirst,
      String model,
      float[] probe,
      double minCosine,
      int most) {
    BoolQueryBuilder query =
        in(window)
            .must(
                new CosineAtLeastQueryBuilder(EventFields.VECTOR, model, probe, (float) minCosine));
    SearchSourceBuilder source =
        new SearchSourceBuilder()
            .query(query)
            .sort(SortBuilders.fieldSort(EventFields.TIMESTAMP).order(order(newestFirst)))
            .size(most)
            .trackTotalHits(false)
            .storedFields(NO_STORED_FIELDS)
            .fetchSource(false)
            .ext(List.of(new RestOfSourceBuilder(EventFields.VECTOR, probe)));
    // The order of the ids is made here: in the index it would be the dearest part of the search.
    Comparator<Seen> order =
        newestFirst
            ? Comparator.comparingDouble(Seen::timestamp).reversed()
            : Comparator.comparingDouble(Seen::timestamp);
    return hits(window, source)
        .thenApply(
            hits ->
                hits.stream()
                    .map(EventDocument::read)
                    .sorted(order.thenComparing(EventDocument::id))
                    .toList());
  }

  private static SortOrder order(boolean newestFirst) {
    return newestFirst ? SortOrder.DESC : SortOrder.ASC;
  }

  private static BoolQueryBuilder in(EventWindow window) {
    RangeQueryBuilder time =
        QueryBuilders.rangeQuery(EventFields.TIMESTAMP)
            .from(window.from(), window.fromIncluded())
            .to(window.to(), window.toIncluded());
    BoolQueryBuilder query = QueryBuilders.boolQuery().filter(time);
    return window.devices().isEmpty()
        ? query
        : query.filter(
            QueryBuilders.termsQuery(
                EventFields.EP_INFO + "." + EventFields.DEVICE, window.devices()));
  }

  private CompletionStage<List<SearchHit>> hits(EventWindow window, SearchSourceBuilder source) {
    return search(window, source)
        .thenApply(
            found ->
                found
                    .map(response -> Arrays.asList(response.getHits().getHits()))
                    .orElse(List.of()));
  }

  /** Empty where there is no event at all. */
  private CompletionStage<Optional<SearchResponse>> search(
      EventWindow window, SearchSourceBuilder source) {
    return whereAny(
        window,
        Optional.empty(),
        indices -> {
          SearchRequest request =
              new SearchRequest(indices).source(source).allowPartialSearchResults(false);
          return Stages.offNetwork(
              client,
              Stages.<SearchResponse>of(listener -> client.search(request, listener))
                  .thenApply(Optional::of));
        });
  }

  private <T> CompletionStage<T> whereAny(
      EventWindow window, T otherwise, Function<String[], CompletionStage<T>> call) {
    return whileIndicesGo(
        () ->
            partitions
                .searched(window)
                .thenCompose(
                    indices ->
                        indices.isEmpty()
                            ? CompletableFuture.completedFuture(otherwise)
                            : call.apply(indices.toArray(String[]::new))));
  }

  private <T> CompletionStage<T> whileIndicesGo(Supplier<CompletionStage<T>> call) {
    return Stages.patiently(client, WHILE_INDICES_GO, call);
  }

  private static boolean isGone(Exception error) {
    return ExceptionsHelper.unwrap(error, IndexNotFoundException.class, IndexClosedException.class)
        != null;
  }
}
