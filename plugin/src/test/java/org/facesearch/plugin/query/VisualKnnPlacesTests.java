package org.facesearch.plugin.query;

import static org.facesearch.plugin.query.PhotoIndex.all;
import static org.facesearch.plugin.query.PhotoIndex.best;
import static org.facesearch.plugin.query.PhotoIndex.bestFace;
import static org.facesearch.plugin.query.PhotoIndex.knn;
import static org.facesearch.plugin.query.PhotoIndex.nested;
import static org.facesearch.plugin.query.PhotoIndex.score;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.facesearch.plugin.mapper.VisualVectorTestPlugin;
import org.opensearch.action.search.SearchRequestBuilder;
import org.opensearch.action.search.SearchResponse;
import org.opensearch.action.search.SearchType;
import org.opensearch.common.settings.Settings;
import org.opensearch.common.unit.TimeValue;
import org.opensearch.plugins.Plugin;
import org.opensearch.search.SearchHit;
import org.opensearch.test.OpenSearchSingleNodeTestCase;

/**
 * The query wherever a query may be. Each place says which photos it expects, with what scores, by
 * comparing all of them; and that must hold however the search is run.
 */
public class VisualKnnPlacesTests extends OpenSearchSingleNodeTestCase {
  /** A search that dies of an assertion of OpenSearch gives no answer at all. */
  private static final TimeValue BOUND = TimeValue.timeValueMinutes(2);

  private static final String ALL = "'k':240,'threshold':0.3";
  private static final String LEAST = "'min_score':0.65,";

  /** A body, with single quotes, and the photos it is to find. */
  private record Place(String name, String body, Map<String, Double> expected) {}

  @Override
  protected Collection<Class<? extends Plugin>> getPlugins() {
    return List.of(VisualVectorTestPlugin.class);
  }

  private static boolean near(int like, int photo) {
    return score(like, photo) >= .65;
  }

  private static List<Place> places() {
    String indoors = "{'term':{'title':'indoors'}}";
    String onOutside = "{'constant_score':{'filter':{'term':{'title':'outdoors'}},'boost':0.25}}";
    return List.of(
        new Place("alone", query(knn(5, ALL)), all(i -> near(5, i), i -> score(5, i))),
        new Place(
            "the k nearest", query(knn(5, "'k':7")), best(7, all(i -> true, i -> score(5, i)))),
        new Place(
            "with a boost",
            query(knn(5, ALL + ",'boost':3")),
            all(i -> near(5, i), i -> 3 * score(5, i))),
        new Place(
            "bool must and filter",
            query("{'bool':{'must':" + knn(5, ALL) + ",'filter':" + indoors + "}}"),
            all(i -> near(5, i) && i % 2 == 0, i -> score(5, i))),
        new Place(
            "bool should",
            query("{'bool':{'should':[" + knn(5, ALL) + "," + onOutside + "]}}"),
            all(
                i -> near(5, i) || i % 2 == 1,
                i -> (near(5, i) ? score(5, i) : 0) + (i % 2 == 1 ? .25 : 0))),
        new Place(
            "bool must_not",
            query("{'bool':{'must_not':" + knn(5, ALL) + ",'filter':" + indoors + "}}"),
            all(i -> !near(5, i) && i % 2 == 0, i -> 0)),
        new Place(
            "bool filter",
            query("{'bool':{'filter':" + knn(5, ALL) + "}}"),
            all(i -> near(5, i), i -> 0)),
        new Place(
            "two people",
            query("{'bool':{'must':[" + nested(5, ALL) + "," + nested(85, ALL) + "]}}"),
            all(
                i -> bestFace(5, i) >= .65 && bestFace(85, i) >= .65,
                i -> bestFace(5, i) + bestFace(85, i))),
        new Place(
            "dis_max",
            query("{'dis_max':{'queries':[" + knn(5, ALL) + "," + knn(77, ALL) + "]}}"),
            all(
                i -> near(5, i) || near(77, i),
                i -> Math.max(near(5, i) ? score(5, i) : 0, near(77, i) ? score(77, i) : 0))),
        new Place(
            "constant_score",
            query("{'constant_score':{'filter':" + knn(5, ALL) + ",'boost':2}}"),
            all(i -> near(5, i), i -> 2)),
        new Place(
            "boosting",
            query(
                "{'boosting':{'positive':"
                    + knn(5, ALL)
                    + ",'negative':"
                    + indoors
                    + ",'negative_boost':0.5}}"),
            all(i -> near(5, i), i -> score(5, i) * (i % 2 == 0 ? .5 : 1))),
        new Place(
            "function_score",
            query(
                "{'function_score':{'query':"
                    + knn(5, ALL)
                    + ",'functions':[{'filter':"
                    + indoors
                    + ",'weight':4}]}}"),
            all(i -> near(5, i), i -> score(5, i) * (i % 2 == 0 ? 4 : 1))),
        new Place(
            "min_score",
            "{" + LEAST + "'query':" + knn(5, "'k':240") + "}",
            all(i -> near(5, i), i -> score(5, i))),
        new Place(
            "post_filter",
            "{'post_filter':" + indoors + ",'query':" + knn(5, ALL) + "}",
            all(i -> near(5, i) && i % 2 == 0, i -> score(5, i))),
        new Place(
            "as post_filter",
            "{'post_filter':" + knn(5, ALL) + ",'query':{'match_all':{}}}",
            all(i -> near(5, i), i -> 1)),
        new Place(
            "filter of half",
            query(knn(5, "'k':9,'filter':" + indoors)),
            best(9, all(i -> i % 2 == 0, i -> score(5, i)))),
        new Place(
            "filter of one in a hundred",
            query(knn(5, "'k':2,'filter':{'terms':{'day':[3,99]}}")),
            all(i -> i == 3 || i == 99, i -> score(5, i))),
        new Place(
            "filter of fewer than k",
            query(knn(5, "'filter':{'range':{'day':{'gte':100,'lt':104}}}")),
            all(i -> i >= 100 && i < 104, i -> score(5, i))),
        new Place("filter of none", query(knn(5, "'filter':{'term':{'camera':'none'}}")), Map.of()),
        new Place(
            "a filter that is a visual_knn",
            query(knn(5, "'k':240,'filter':" + knn(7, ALL))),
            all(i -> near(7, i), i -> score(5, i))),
        new Place(
            "nested: k photos, however many faces they have",
            query(nested(5, "'k':70")),
            best(70, all(i -> true, i -> bestFace(5, i)))),
        new Place(
            "nested: a filter on the faces",
            query(nested(5, "'k':8,'filter':{'term':{'faces.place':'back'}}")),
            best(8, all(i -> true, i -> score(5, (i + 160) % 240)))),
        new Place(
            "nested: a filter on the photos",
            query(nested(5, "'k':6,'filter':{'range':{'day':{'gte':100,'lt':110}}}")),
            best(6, all(i -> i >= 100 && i < 110, i -> bestFace(5, i)))),
        new Place(
            "nested: a filter on both",
            query(
                nested(
                    5,
                    "'k':6,'filter':{'bool':{'filter':[{'term':{'faces.place':'front'}}],'must_not':"
                        + "[{'term':{'camera':'camera-1'}},{'exists':{'field':'nothing'}}],'should':["
                        + indoors
                        + ",{'term':{'day':7}}],'minimum_should_match':1}}")),
            best(6, all(i -> i % 6 != 1 && (i % 2 == 0 || i == 7), i -> score(5, i)))),
        new Place(
            "nested: a filter on ids",
            query(nested(5, "'filter':{'ids':{'values':['17','18']}}")),
            all(i -> i == 17 || i == 18, i -> bestFace(5, i))),
        new Place(
            "nested: a filter that matches everything",
            query(nested(5, "'k':4,'filter':{'match_all':{}}")),
            best(4, all(i -> true, i -> bestFace(5, i)))),
        new Place(
            "nested beside another nested",
            query(
                "{'bool':{'must':"
                    + nested(5, ALL)
                    + ",'filter':{'nested':{'path':'lens','query':{'term':{'lens.maker':'maker-1'}}}}}}"),
            all(i -> bestFace(5, i) >= .65 && i % 2 == 1, i -> bestFace(5, i))),
        new Place(
            "rescore",
            "{'query':{'match':{'title':'outdoors'}},'rescore':{'window_size':240,'query':{'score_mode':'total',"
                + "'query_weight':0,'rescore_query_weight':1,'rescore_query':"
                + knn(5, "'k':240")
                + "}}}",
            all(i -> i % 2 == 1, i -> score(5, i))),
        new Place(
            "rescored by something else",
            "{'query':"
                + knn(5, ALL)
                + ",'rescore':{'window_size':240,'query':{'rescore_query':"
                + onOutside
                + "}}}",
            all(i -> near(5, i), i -> score(5, i) + (i % 2 == 1 ? .25 : 0))));
  }

  private static String query(String query) {
    return "{'query':" + query + "}";
  }

  private PhotoIndex photos() {
    return new PhotoIndex(client(), xContentRegistry());
  }

  private void concurrentSegmentSearch(String index, String mode) {
    client()
        .admin()
        .indices()
        .prepareUpdateSettings(index)
        .setSettings(Settings.builder().put("index.search.concurrent_segment_search.mode", mode))
        .get();
  }

  public void testEveryPlaceFindsWhatComparingAllFinds() {
    photos()
        .create(
            "photos",
            Settings.builder()
                .put("index.number_of_shards", 1)
                .put("index.refresh_interval", -1)
                .put("index.sort.field", randomFrom("day", "camera"))
                .put("index.sort.order", "desc"));
    for (String mode : List.of("none", "all")) {
      concurrentSegmentSearch("photos", mode);
      for (Place place : places()) {
        for (SearchType type :
            List.of(SearchType.QUERY_THEN_FETCH, SearchType.DFS_QUERY_THEN_FETCH)) {
          for (boolean inspected : new boolean[] {false, true}) {
            // OpenSearch asserts that no concurrent search with a rescorer is profiled.
            boolean rescored = place.body.contains("rescore");
            SearchResponse found =
                search("photos", place)
                    .setSearchType(type)
                    .setProfile(inspected && !rescored)
                    .setExplain(inspected)
                    .get(BOUND);
            assertFound(place, found, place.name + ", " + type + ", concurrent " + mode);
          }
        }
        assertEquals(
            place.name + ", counted",
            place.expected.size(),
            search("photos", place).setSize(0).get(BOUND).getHits().getTotalHits().value());
      }
    }
  }

  private SearchRequestBuilder search(String index, Place place) {
    return photos().search(index, place.body).setSize(1000).setTrackTotalHits(true);
  }

  private static void assertFound(Place place, SearchResponse response, String how) {
    assertEquals(how, 0, response.getFailedShards());
    Map<String, Double> scores = new HashMap<>();
    double last = Double.MAX_VALUE;
    for (SearchHit hit : response.getHits()) {
      assertTrue(how + ": the best first", hit.getScore() <= last);
      last = hit.getScore();
      scores.put(hit.getId(), last);
      if (hit.getExplanation() != null && !place.body.contains("rescore")) {
        assertEquals(how, last, hit.getExplanation().getValue().doubleValue(), 1e-5);
      }
    }
    assertEquals(how, place.expected.keySet(), scores.keySet());
    place.expected.forEach(
        (id, score) -> assertEquals(how + ": " + id, score, scores.get(id), 1e-4));
  }
}
