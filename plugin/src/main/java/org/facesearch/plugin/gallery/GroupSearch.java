package org.facesearch.plugin.gallery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.facesearch.models.gallery.GalleryUnion;
import org.facesearch.models.gallery.Match;
import org.facesearch.plugin.query.KnnOptions;
import org.facesearch.plugin.query.VisualKnnQueryBuilder;
import org.opensearch.action.search.MultiSearchRequest;
import org.opensearch.action.search.MultiSearchResponse;
import org.opensearch.action.search.SearchRequest;
import org.opensearch.action.search.SearchResponse;
import org.opensearch.index.mapper.IndexFieldMapper;
import org.opensearch.search.SearchHit;
import org.opensearch.search.builder.SearchSourceBuilder;
import org.opensearch.search.sort.SortBuilders;
import org.opensearch.search.sort.SortOrder;
import org.opensearch.transport.client.Client;

/**
 * Finds the faces of some groups that are nearest to some probes, through the query of everybody
 * else: a search goes to all shards of all groups at once, whose hits OpenSearch merges.
 */
final class GroupSearch implements GalleryUnion {

  /**
   * The graph is walked wider than the hits asked for, or the last of them would be missed; all
   * that was found is sorted, so that equal hits are cut by id.
   */
  private static final int LEAST_WIDTH = 100;

  private static final int MOST_WIDTH = 10_000;

  private final Client client;
  private final GroupReads reads;
  private final BooleanSupplier allExist;

  /**
   * Over groups of the cluster state.
   *
   * @param allExist whether they still do
   */
  GroupSearch(Client client, List<GroupIndex> groups, BooleanSupplier allExist) {
    this.client = client;
    this.reads = new GroupReads(client, groups.toArray(GroupIndex[]::new));
    this.allExist = allExist;
  }

  @Override
  public CompletionStage<List<List<Match>>> nearest(
      List<float[]> probes, int limit, double minCosine) {
    return Stages.whileThere(search(probes, limit, minCosine), allExist);
  }

  private CompletionStage<List<List<Match>>> search(
      List<float[]> probes, int limit, double minCosine) {
    MultiSearchRequest request = new MultiSearchRequest();
    probes.forEach(probe -> request.add(search(probe, limit, minCosine)));
    return reads
        .catchUp()
        .thenCompose(done -> Stages.<MultiSearchResponse>of(l -> client.multiSearch(request, l)))
        .thenApply(response -> Arrays.stream(response.getResponses()).map(this::matches).toList());
  }

  private SearchRequest search(float[] probe, int limit, double minCosine) {
    int width = Math.clamp(2L * limit, LEAST_WIDTH, MOST_WIDTH);
    Float threshold = minCosine <= -1 ? null : (float) minCosine;
    return reads.request(
        new SearchSourceBuilder()
            .query(
                new VisualKnnQueryBuilder(
                    GroupIndex.VECTOR, probe, new KnnOptions(width, width, threshold, false), null))
            .size(limit)
            .sort(SortBuilders.scoreSort())
            .sort(SortBuilders.fieldSort(GroupIndex.ID).order(SortOrder.ASC))
            .sort(SortBuilders.fieldSort(IndexFieldMapper.NAME).order(SortOrder.ASC))
            .trackScores(true)
            .trackTotalHits(false)
            .fetchSource(FaceDocument.LISTED, null));
  }

  private List<Match> matches(MultiSearchResponse.Item item) {
    if (item.isFailure()) {
      throw new CompletionException(Stages.translated(item.getFailure()));
    }
    SearchResponse response = item.getResponse();
    List<Match> matches = new ArrayList<>();
    for (SearchHit hit : response.getHits()) {
      matches.add(
          new Match(
              GroupIndex.groupOf(hit.getIndex()),
              FaceDocument.read(hit.getId(), hit.getSourceAsMap()),
              2.0 * hit.getScore() - 1));
    }
    return matches;
  }
}
