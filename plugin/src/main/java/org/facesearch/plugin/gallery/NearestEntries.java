package org.facesearch.plugin.gallery;

import java.util.ArrayList;
import java.util.List;
import org.facesearch.models.gallery.Match;
import org.facesearch.plugin.query.KnnOptions;
import org.facesearch.plugin.query.VisualKnnQueryBuilder;
import org.opensearch.action.search.SearchResponse;
import org.opensearch.index.mapper.IndexFieldMapper;
import org.opensearch.search.SearchHit;
import org.opensearch.search.builder.SearchSourceBuilder;
import org.opensearch.search.sort.SortBuilders;
import org.opensearch.search.sort.SortOrder;

/** A search for the entries nearest to one probe, by the query of everybody else. */
final class NearestEntries {

  /**
   * The graph is walked wider than the hits asked for, or the last of them would be missed; all
   * that was found is sorted, so that equal hits are cut by id.
   */
  private static final int LEAST_WIDTH = 100;

  private static final int MOST_WIDTH = 10_000;

  private NearestEntries() {}

  /** How many candidates are kept while a graph is walked, for one of thousands of probes. */
  static int width(int limit) {
    return Math.clamp(2L * limit, LEAST_WIDTH, MOST_WIDTH);
  }

  /** The same for the faces of a picture, of which there are few. */
  static int widthOfASearch(int limit) {
    return Math.clamp(2L * limit, KnnOptions.WIDTH_OF_A_SEARCH, MOST_WIDTH);
  }

  static SearchSourceBuilder source(float[] probe, int limit, double minCosine, int width) {
    Float threshold = minCosine <= -1 ? null : (float) minCosine;
    return new SearchSourceBuilder()
        .query(
            new VisualKnnQueryBuilder(
                GroupIndex.VECTOR, probe, new KnnOptions(width, width, threshold, false), null))
        .size(limit)
        .sort(SortBuilders.scoreSort())
        .sort(SortBuilders.fieldSort(GroupIndex.ID).order(SortOrder.ASC))
        .sort(SortBuilders.fieldSort(IndexFieldMapper.NAME).order(SortOrder.ASC))
        .trackScores(true)
        .trackTotalHits(false)
        .fetchSource(EntryDocument.LISTED, null);
  }

  static List<Match> matches(SearchResponse response) {
    List<Match> matches = new ArrayList<>();
    for (SearchHit hit : response.getHits()) {
      matches.add(
          new Match(
              GroupIndex.groupOf(hit.getIndex()),
              EntryDocument.read(hit.getId(), hit.getSourceAsMap()),
              2.0 * hit.getScore() - 1));
    }
    return matches;
  }
}
