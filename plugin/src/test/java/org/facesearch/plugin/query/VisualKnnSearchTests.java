package org.facesearch.plugin.query;

import static org.hamcrest.Matchers.containsString;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.apache.lucene.search.join.ScoreMode;
import org.facesearch.plugin.mapper.VisualVectorTestPlugin;
import org.opensearch.ExceptionsHelper;
import org.opensearch.action.search.SearchPhaseExecutionException;
import org.opensearch.action.search.SearchRequestBuilder;
import org.opensearch.action.search.SearchResponse;
import org.opensearch.common.settings.Settings;
import org.opensearch.common.xcontent.XContentType;
import org.opensearch.core.rest.RestStatus;
import org.opensearch.index.query.BoolQueryBuilder;
import org.opensearch.index.query.QueryBuilder;
import org.opensearch.index.query.QueryBuilders;
import org.opensearch.plugins.Plugin;
import org.opensearch.search.SearchHit;
import org.opensearch.search.aggregations.AggregationBuilders;
import org.opensearch.search.aggregations.bucket.terms.Terms;
import org.opensearch.test.OpenSearchSingleNodeTestCase;

/** The query in a search, on a node, over an int8 field of a few documents. */
public class VisualKnnSearchTests extends OpenSearchSingleNodeTestCase {
  private static final int DOCS = 300;
  private static final FaceLikeVectors VECTORS = new FaceLikeVectors(DOCS / 10, 8, 42);

  @Override
  protected Collection<Class<? extends Plugin>> getPlugins() {
    return List.of(VisualVectorTestPlugin.class);
  }

  @Override
  public void setUp() throws Exception {
    super.setUp();
    client()
        .admin()
        .indices()
        .prepareCreate("faces")
        .setSettings(
            Settings.builder()
                .put("index.face_search.enabled", true)
                .put("index.number_of_shards", 2)
                .put("index.number_of_replicas", 0))
        .setMapping(
            "{\"properties\":{\"vector\":{\"type\":\"visual_vector\",\"model\":\"face\","
                + "\"encoding\":\"int8\"},\"tag\":{\"type\":\"keyword\"},\"faces\":{\"type\":"
                + "\"nested\",\"properties\":{\"vector\":{\"type\":\"visual_vector\","
                + "\"model\":\"face\"},\"side\":{\"type\":\"keyword\"}}}}}")
        .get();
    for (int i = 0; i < DOCS; i++) {
      String vector = Arrays.toString(VECTORS.photo(i));
      client()
          .prepareIndex("faces")
          .setId(String.valueOf(i))
          .setSource(
              "{\"vector\":"
                  + vector
                  + ",\"tag\":\""
                  + (i % 2 == 0 ? "even" : "odd")
                  + "\",\"faces\":[{\"side\":\"left\",\"vector\":"
                  + vector
                  + "},{\"side\":\"right\",\"vector\":"
                  + Arrays.toString(VECTORS.photo((i + 100) % DOCS))
                  + "}]}",
              XContentType.JSON)
          .get();
      if (i % 70 == 69) {
        client().admin().indices().prepareRefresh("faces").get();
      }
    }
    client().prepareIndex("faces").setId("none").setSource("tag", "none").get();
    client().admin().indices().prepareRefresh("faces").get();
  }

  private static VisualKnnQueryBuilder knn(float[] probe, KnnOptions options, QueryBuilder filter) {
    return new VisualKnnQueryBuilder("vector", probe, options, filter);
  }

  private SearchRequestBuilder search(QueryBuilder query) {
    return client().prepareSearch("faces").setQuery(query).setSize(1_000);
  }

  private static List<Integer> ids(SearchResponse response) {
    assertEquals(0, response.getFailedShards());
    return Arrays.stream(response.getHits().getHits())
        .map(hit -> Integer.valueOf(hit.getId()))
        .toList();
  }

  public void testTheScoreIsExactDespiteTheEncoding() {
    for (int i = 0; i < 20; i++) {
      float[] probe = VECTORS.probe();
      for (int c = 0; c < probe.length; c++) {
        probe[c] *= 17;
      }
      SearchResponse response = search(knn(probe, KnnOptions.DEFAULT, null)).get();
      assertFalse(ids(response).isEmpty());
      for (SearchHit hit : response.getHits()) {
        double cosine = FaceLikeVectors.cosine(probe, VECTORS.photo(Integer.parseInt(hit.getId())));
        assertEquals((1 + cosine) / 2, hit.getScore(), 1e-5);
      }
    }
  }

  public void testTheThreshold() {
    float[] probe = VECTORS.probe();
    for (float threshold : new float[] {-1, 0, .5f, .9f}) {
      KnnOptions options = KnnOptions.DEFAULT.withK(1_000).withThreshold(threshold);
      List<Integer> hits = ids(search(knn(probe, options, null)).get());
      List<Integer> truth =
          VECTORS.nearest(
              probe, 1_000, i -> FaceLikeVectors.cosine(probe, VECTORS.photo(i)) >= threshold);
      assertEquals(truth.stream().sorted().toList(), hits.stream().sorted().toList());
    }
  }

  public void testFilterBoolAndAggregation() {
    float[] probe = VECTORS.probe();
    QueryBuilder odd = QueryBuilders.termQuery("tag", "odd");
    List<Integer> before = ids(search(knn(probe, KnnOptions.DEFAULT, odd)).get());
    // Ten of each shard.
    assertEquals(20, before.size());
    assertTrue(before.stream().allMatch(id -> id % 2 == 1));
    SearchResponse after =
        search(
                new BoolQueryBuilder()
                    .must(knn(probe, KnnOptions.DEFAULT, null).queryName("near"))
                    .filter(odd))
            .addAggregation(AggregationBuilders.terms("tags").field("tag"))
            .get();
    assertTrue(ids(after).size() < 20);
    assertArrayEquals(new String[] {"near"}, after.getHits().getAt(0).getMatchedQueries());
    Terms tags = after.getAggregations().get("tags");
    assertEquals(ids(after).size(), tags.getBucketByKey("odd").getDocCount());
  }

  public void testNested() {
    float[] probe = VECTORS.photo(150);
    VisualKnnQueryBuilder left =
        new VisualKnnQueryBuilder(
            "faces.vector",
            probe,
            KnnOptions.DEFAULT.withThreshold(.9999f),
            QueryBuilders.termQuery("faces.side", "left"));
    VisualKnnQueryBuilder any =
        new VisualKnnQueryBuilder(
            "faces.vector", probe, KnnOptions.DEFAULT.withThreshold(.9999f), null);
    assertEquals(
        List.of(150), ids(search(QueryBuilders.nestedQuery("faces", left, ScoreMode.Max)).get()));
    assertEquals(
        List.of(50, 150),
        ids(search(QueryBuilders.nestedQuery("faces", any, ScoreMode.Max)).get()).stream()
            .sorted()
            .toList());
  }

  public void testExistsAndFields() {
    assertEquals(DOCS, ids(search(QueryBuilders.existsQuery("vector")).get()).size());
    SearchHit hit =
        search(QueryBuilders.idsQuery().addIds("7"))
            .addFetchField("vector")
            .get()
            .getHits()
            .getAt(0);
    assertEquals(8, hit.field("vector").getValues().size());
    assertEquals(
        VECTORS.photo(7)[3], ((Number) hit.field("vector").getValues().get(3)).floatValue(), 1e-6);
  }

  public void testErrorsAreTheCallers() {
    for (QueryBuilder bad :
        List.of(
            knn(new float[] {1}, KnnOptions.DEFAULT, null),
            new VisualKnnQueryBuilder("tag", new float[] {1}, KnnOptions.DEFAULT, null),
            QueryBuilders.termQuery("vector", 1),
            QueryBuilders.rangeQuery("vector").gt(1))) {
      SearchPhaseExecutionException e =
          expectThrows(SearchPhaseExecutionException.class, () -> search(bad).get());
      assertEquals(RestStatus.BAD_REQUEST, e.status());
      assertThat(ExceptionsHelper.stackTrace(e), containsString("vector"));
    }
  }
}
