package org.facesearch.plugin.gallery;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.embed.UnitVectors;
import org.facesearch.models.gallery.EntryVector;
import org.facesearch.models.gallery.Match;
import org.facesearch.models.gallery.Page;
import org.facesearch.models.gallery.Snapshot;
import org.facesearch.plugin.calls.Patience;
import org.facesearch.plugin.calls.Searches;
import org.facesearch.plugin.calls.Stages;
import org.opensearch.action.search.SearchRequest;
import org.opensearch.action.search.SearchResponse;
import org.opensearch.common.util.concurrent.OpenSearchExecutors;
import org.opensearch.index.query.BoolQueryBuilder;
import org.opensearch.index.query.QueryBuilders;
import org.opensearch.search.SearchHit;
import org.opensearch.search.builder.SearchSourceBuilder;
import org.opensearch.search.sort.SortOrder;
import org.opensearch.transport.client.Client;
import org.opensearch.transport.client.ParentTaskAssigningClient;

/** A group at a point in time. */
final class IndexSnapshot implements Snapshot {

  private final Client client;
  private final PointInTime point;
  private final String group;
  private final long count;
  private final int shards;
  private final int cores;
  private final Presence presence;
  private final SearchCost cost;

  private IndexSnapshot(
      Client client,
      PointInTime point,
      String group,
      Presence presence,
      SearchCost cost,
      long count,
      int shards) {
    this.client = client;
    this.presence = presence;
    this.cost = cost;
    this.point = point;
    this.group = group;
    this.count = count;
    this.shards = shards;
    this.cores = OpenSearchExecutors.allocatedProcessors(client.settings());
  }

  /**
   * Opens one that sees whatever was acknowledged before.
   *
   * @param presence of the group
   * @param cost decides how it is searched
   */
  static CompletionStage<Snapshot> open(
      Client client, GroupIndex group, GroupReads reads, Presence presence, SearchCost cost) {
    // What is under way ends with its task, the snapshot is closed all the same.
    Client closing = client instanceof ParentTaskAssigningClient child ? child.unwrap() : client;
    return reads
        .catchUp()
        .thenCompose(done -> PointInTime.open(client, closing, group.index()))
        .thenCompose(point -> counted(client, point, group.group(), presence, cost));
  }

  private static CompletionStage<Snapshot> counted(
      Client client, PointInTime point, String group, Presence presence, SearchCost cost) {
    SearchSourceBuilder source =
        new SearchSourceBuilder().query(compared()).size(0).trackTotalHits(true);
    return search(client, point, source)
        .handle(
            (response, error) -> {
              if (error != null) {
                point.close();
                throw error instanceof CompletionException wrapped
                    ? wrapped
                    : new CompletionException(error);
              }
              return new IndexSnapshot(
                  client,
                  point,
                  group,
                  presence,
                  cost,
                  response.getHits().getTotalHits().value(),
                  response.getTotalShards());
            });
  }

  private static CompletionStage<SearchResponse> search(
      Client client, PointInTime point, SearchSourceBuilder source) {
    return Stages.patiently(
        client, Patience.OF_LONG_WORK, listener -> client.search(point.request(source), listener));
  }

  /** An entry without a vector can be compared with nothing. */
  private static BoolQueryBuilder compared() {
    return GroupListing.entries().filter(QueryBuilders.existsQuery(GroupIndex.VECTOR));
  }

  @Override
  public long count() {
    return count;
  }

  @Override
  public CompletionStage<Page<EntryVector>> entries(String after, int limit) {
    SearchSourceBuilder source =
        new SearchSourceBuilder()
            .query(compared())
            .sort(GroupIndex.ID, SortOrder.ASC)
            .size(limit + 1)
            .trackTotalHits(false)
            .fetchSource(true);
    if (after != null) {
      source.searchAfter(new Object[] {after});
    }
    // Thousands of numbers are no work for a network thread.
    return presence.during(
        Stages.offNetwork(client, search(client, point, source))
            .thenApply(response -> page(response, limit)));
  }

  private static Page<EntryVector> page(SearchResponse response, int limit) {
    return GroupListing.page(
        Arrays.stream(response.getHits().getHits()).map(IndexSnapshot::entryVector).toList(),
        limit,
        item -> item.entry().id());
  }

  private static EntryVector entryVector(SearchHit hit) {
    Map<String, Object> document = hit.getSourceAsMap();
    List<?> numbers = (List<?>) document.get(GroupIndex.VECTOR);
    float[] vector = new float[numbers.size()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = ((Number) numbers.get(i)).floatValue();
    }
    return new EntryVector(
        EntryDocument.read(hit.getId(), document), UnitVectors.normalise(vector));
  }

  @Override
  public CompletionStage<List<List<Match>>> nearest(
      List<float[]> probes, int limit, double minCosine) {
    int together = ExactSearch.together(probes.size(), cores);
    boolean exact = cost.exactIsCheaper(count, shards, together, NearestEntries.width(limit));
    return presence
        .during(
            exact
                ? new ExactSearch(client, point, group, cores).nearest(probes, limit, minCosine)
                : inGraphs(probes, limit, minCosine))
        .thenApply(found -> found.stream().map(IndexSnapshot::eachOnce).toList());
  }

  /** Others may have given several documents one id: the best of them is the entry's hit. */
  private static List<Match> eachOnce(List<Match> bestFirst) {
    Set<String> seen = new HashSet<>();
    return bestFirst.stream().filter(match -> seen.add(match.entry().id())).toList();
  }

  private CompletionStage<List<List<Match>>> inGraphs(
      List<float[]> probes, int limit, double minCosine) {
    List<SearchRequest> searches =
        probes.stream()
            .map(
                probe ->
                    point.request(
                        NearestEntries.source(
                            probe, limit, minCosine, NearestEntries.width(limit))))
            .toList();
    return Searches.all(client, searches, cores)
        .thenApply(responses -> responses.stream().map(NearestEntries::matches).toList());
  }

  @Override
  public CompletionStage<Void> close() {
    return point.close();
  }
}
