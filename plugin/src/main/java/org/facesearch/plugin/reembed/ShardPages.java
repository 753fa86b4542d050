package org.facesearch.plugin.reembed;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.reembed.Places;
import org.facesearch.plugin.calls.Stages;
import org.facesearch.plugin.gallery.GroupReads;
import org.opensearch.OpenSearchStatusException;
import org.opensearch.action.admin.indices.refresh.RefreshRequest;
import org.opensearch.action.admin.indices.refresh.RefreshResponse;
import org.opensearch.action.admin.indices.stats.IndicesStatsRequest;
import org.opensearch.action.admin.indices.stats.IndicesStatsResponse;
import org.opensearch.action.admin.indices.stats.ShardStats;
import org.opensearch.action.search.SearchRequest;
import org.opensearch.action.search.SearchResponse;
import org.opensearch.core.rest.RestStatus;
import org.opensearch.index.mapper.SeqNoFieldMapper;
import org.opensearch.index.query.QueryBuilders;
import org.opensearch.index.seqno.SeqNoStats;
import org.opensearch.search.SearchHit;
import org.opensearch.search.builder.SearchSourceBuilder;
import org.opensearch.search.sort.SortOrder;
import org.opensearch.transport.client.Client;

/** Reads the documents of an index in the order of their last changes, each shard for itself. */
final class ShardPages {

  private static final String CHANGE = SeqNoFieldMapper.NAME;

  private final Client client;
  private final String index;
  private final int shards;

  ShardPages(Client client, String index, int shards) {
    this.client = client;
    this.index = index;
    this.shards = shards;
  }

  int shards() {
    return shards;
  }

  /**
   * Up to where nothing is missing on any copy. All of that can then be searched.
   *
   * <p>Fails with 503 where that cannot be told for now.
   *
   * @param complete whether nothing is under way, so that there is nothing beyond it
   */
  CompletionStage<Places> settled(boolean complete) {
    return Stages.<IndicesStatsResponse>of(
            listener ->
                client
                    .admin()
                    .indices()
                    .stats(new IndicesStatsRequest().indices(index).clear(), listener))
        .thenApply(stats -> places(stats, complete))
        .thenCompose(places -> refresh().thenApply(done -> places));
  }

  CompletionStage<RefreshResponse> refresh() {
    return Stages.<RefreshResponse>of(
            listener -> client.admin().indices().refresh(new RefreshRequest(index), listener))
        .thenApply(GroupReads::complete);
  }

  private Places places(IndicesStatsResponse stats, boolean complete) {
    Map<Integer, Long> places = new TreeMap<>();
    for (ShardStats shard : stats.getShards()) {
      SeqNoStats changes = shard.getSeqNoStats();
      if (shard.getShardRouting().primary() && changes != null) {
        if (complete && changes.getGlobalCheckpoint() < changes.getMaxSeqNo()) {
          throw notYet("changes of index [" + index + "] are under way");
        }
        places.put(shard.getShardRouting().id(), changes.getGlobalCheckpoint());
      }
    }
    if (places.size() < shards) {
      throw notYet("not all shards of index [" + index + "] are up");
    }
    return new Places(places);
  }

  private static OpenSearchStatusException notYet(String why) {
    return new OpenSearchStatusException(why, RestStatus.SERVICE_UNAVAILABLE);
  }

  /** Documents of a shard whose last changes are behind one and up to another. */
  CompletionStage<List<SearchHit>> page(
      int shard, long after, long until, int most, boolean source) {
    SearchSourceBuilder search =
        new SearchSourceBuilder()
            .query(
                QueryBuilders.boolQuery()
                    .filter(QueryBuilders.rangeQuery(CHANGE).gt(after).lte(until)))
            .sort(CHANGE, SortOrder.ASC)
            .size(most)
            .trackTotalHits(false)
            .fetchSource(source);
    // Copies that only receive segments lag behind the primary.
    return search(new SearchRequest(index).preference("_shards:" + shard + "|_primary"), search)
        .thenApply(response -> Arrays.asList(response.getHits().getHits()));
  }

  /** How many documents can be searched. */
  CompletionStage<Long> count() {
    return search(
            new SearchRequest(index).preference("_primary"),
            new SearchSourceBuilder().size(0).trackTotalHits(true))
        .thenApply(response -> response.getHits().getTotalHits().value());
  }

  /** Which documents of some ids there are. */
  CompletionStage<List<SearchHit>> withIds(List<String> ids) {
    return search(
            new SearchRequest(index).preference("_primary"),
            new SearchSourceBuilder()
                .query(QueryBuilders.idsQuery().addIds(ids.toArray(String[]::new)))
                // An id may be there once in each shard, under other routings.
                .size(ids.size() * shards)
                .trackTotalHits(false)
                .fetchSource(false))
        .thenApply(response -> Arrays.asList(response.getHits().getHits()));
  }

  private CompletionStage<SearchResponse> search(SearchRequest request, SearchSourceBuilder what) {
    return Stages.offNetwork(
        client,
        Stages.of(
            listener ->
                client.search(request.source(what).allowPartialSearchResults(false), listener)));
  }

  /** The number of a document's last change. */
  static long change(SearchHit hit) {
    return ((Number) hit.getSortValues()[0]).longValue();
  }

  /** The routing a document was written with; {@code null} for its id. */
  static String routing(SearchHit hit) {
    return hit.field("_routing") == null ? null : hit.field("_routing").getValue();
  }
}
