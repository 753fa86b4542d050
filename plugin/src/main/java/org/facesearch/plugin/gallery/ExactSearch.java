package org.facesearch.plugin.gallery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.gallery.Match;
import org.facesearch.models.gallery.StoredEntry;
import org.facesearch.plugin.calls.Searches;
import org.facesearch.plugin.exact.Found;
import org.facesearch.plugin.exact.NearestAggregationBuilder;
import org.facesearch.plugin.exact.NearestFound;
import org.opensearch.action.search.SearchRequest;
import org.opensearch.action.search.SearchResponse;
import org.opensearch.index.query.QueryBuilders;
import org.opensearch.search.SearchHit;
import org.opensearch.search.builder.SearchSourceBuilder;
import org.opensearch.search.collapse.CollapseBuilder;
import org.opensearch.transport.client.Client;

/** Finds the nearest entries by comparing with all of them, many probes in one pass. */
final class ExactSearch {

  /**
   * Most probes in one pass: their 128 KB stay in a core's cache beside the vector that is read.
   */
  private static final int PROBES_AT_ONCE = 64;

  /** Entries whose documents are fetched by one search; an index refuses more than 10,000. */
  private static final int DOCUMENTS_AT_ONCE = 5_000;

  private static final String NEAREST = "nearest";

  private final Client client;
  private final PointInTime point;
  private final String group;
  private final int cores;

  /**
   * @param point of one group, which gives its name to all matches
   */
  ExactSearch(Client client, PointInTime point, String group, int cores) {
    this.client = client;
    this.point = point;
    this.group = group;
    this.cores = cores;
  }

  /** Probes in one pass. It is one thread's work for each shard: several go side by side. */
  static int together(int probes, int cores) {
    return Math.clamp(Math.ceilDiv(probes, cores), 1, PROBES_AT_ONCE);
  }

  CompletionStage<List<List<Match>>> nearest(List<float[]> probes, int limit, double minCosine) {
    int size = together(probes.size(), cores);
    List<SearchRequest> passes = new ArrayList<>();
    for (int from = 0; from < probes.size(); from += size) {
      float[][] some =
          probes.subList(from, Math.min(probes.size(), from + size)).toArray(float[][]::new);
      passes.add(point.request(pass(some, limit, minCosine)));
    }
    return Searches.all(client, passes, cores)
        .thenCompose(
            responses -> {
              List<List<Found>> found =
                  responses.stream()
                      .map(response -> (NearestFound) response.getAggregations().get(NEAREST))
                      .flatMap(nearest -> nearest.found().stream())
                      .toList();
              return entries(found).thenApply(entries -> matches(found, entries));
            });
  }

  private static SearchSourceBuilder pass(float[][] probes, int limit, double minCosine) {
    return new SearchSourceBuilder()
        .query(QueryBuilders.existsQuery(GroupIndex.VECTOR))
        .size(0)
        .trackTotalHits(false)
        .aggregation(
            new NearestAggregationBuilder(
                NEAREST, GroupIndex.VECTOR, GroupIndex.ID, probes, limit, (float) minCosine));
  }

  /** One document for each id that was found, also where documents of others share an id. */
  private CompletionStage<Map<String, StoredEntry>> entries(List<List<Found>> found) {
    List<String> ids =
        found.stream()
            .flatMap(List::stream)
            .map(hit -> hit.id().utf8ToString())
            .distinct()
            .toList();
    List<SearchRequest> fetches = new ArrayList<>();
    for (int from = 0; from < ids.size(); from += DOCUMENTS_AT_ONCE) {
      List<String> some = ids.subList(from, Math.min(ids.size(), from + DOCUMENTS_AT_ONCE));
      fetches.add(
          point.request(
              new SearchSourceBuilder()
                  .query(
                      QueryBuilders.constantScoreQuery(
                          QueryBuilders.termsQuery(GroupIndex.ID, some)))
                  .size(some.size())
                  .collapse(new CollapseBuilder(GroupIndex.ID))
                  .trackTotalHits(false)
                  .fetchSource(EntryDocument.LISTED, null)));
    }
    return Searches.all(client, fetches, cores)
        .thenApply(
            responses -> {
              Map<String, StoredEntry> entries = new HashMap<>();
              for (SearchResponse response : responses) {
                for (SearchHit hit : response.getHits()) {
                  StoredEntry entry = EntryDocument.read(hit.getId(), hit.getSourceAsMap());
                  entries.put(entry.id(), entry);
                }
              }
              return entries;
            });
  }

  private List<List<Match>> matches(List<List<Found>> found, Map<String, StoredEntry> entries) {
    return found.stream()
        .map(
            probe ->
                probe.stream()
                    .flatMap(
                        hit ->
                            Optional.ofNullable(entries.get(hit.id().utf8ToString()))
                                .map(entry -> new Match(group, entry, hit.cosine()))
                                .stream())
                    .toList())
        .toList();
  }
}
