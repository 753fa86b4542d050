package org.facesearch.plugin.query;

import static org.hamcrest.Matchers.containsString;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.search.join.ScoreMode;
import org.facesearch.plugin.mapper.VisualVectorTestPlugin;
import org.opensearch.ExceptionsHelper;
import org.opensearch.action.explain.ExplainResponse;
import org.opensearch.action.search.CreatePitAction;
import org.opensearch.action.search.CreatePitRequest;
import org.opensearch.action.search.DeletePitAction;
import org.opensearch.action.search.DeletePitRequest;
import org.opensearch.action.search.MultiSearchResponse;
import org.opensearch.action.search.SearchRequestBuilder;
import org.opensearch.action.search.SearchResponse;
import org.opensearch.common.settings.Settings;
import org.opensearch.common.unit.TimeValue;
import org.opensearch.core.rest.RestStatus;
import org.opensearch.index.query.BoolQueryBuilder;
import org.opensearch.index.query.QueryBuilder;
import org.opensearch.index.query.QueryBuilders;
import org.opensearch.plugins.Plugin;
import org.opensearch.search.aggregations.AggregationBuilders;
import org.opensearch.search.aggregations.bucket.filter.Filter;
import org.opensearch.search.aggregations.bucket.terms.Terms;
import org.opensearch.search.builder.PointInTimeBuilder;
import org.opensearch.test.OpenSearchSingleNodeTestCase;

/** Pictures, documents and models in searches, on a node. Pictures are names: FakeProbes. */
public class VisualKnnProbesTests extends OpenSearchSingleNodeTestCase {
  private static final List<String> PEOPLE = List.of("ada", "bob", "cleo", "dora", "emil", "fay");

  @Override
  protected Collection<Class<? extends Plugin>> getPlugins() {
    return List.of(VisualVectorTestPlugin.class);
  }

  @Override
  public void setUp() throws Exception {
    super.setUp();
    createPeople("people", "tiny-face");
    createPeople("others", "other-face");
    create("words", 1, "text", "type=text");
  }

  private void create(String index, int shards, String... mapping) {
    client()
        .admin()
        .indices()
        .prepareCreate(index)
        .setSettings(
            Settings.builder()
                .put("index.number_of_shards", shards)
                .put("index.number_of_replicas", 0))
        .setMapping(mapping)
        .get();
  }

  private void createPeople(String index, String model) {
    create(
        index, 2, "face", "type=visual_vector,dimension=8,model=" + model, "tag", "type=keyword");
    for (String name : PEOPLE) {
      client()
          .prepareIndex(index)
          .setId(name)
          .setSource("face", FakeProbes.vector(name), "tag", "tag-" + name.length())
          .get();
    }
    client().admin().indices().prepareRefresh(index).get();
  }

  private static VisualKnnQueryBuilder knn(Probe probe) {
    return new VisualKnnQueryBuilder("face", probe, KnnOptions.DEFAULT.withK(3), null, () -> null);
  }

  /** Sent as JSON, so that the node reads it with what the node has. */
  private static QueryBuilder sent(QueryBuilder query) {
    return QueryBuilders.wrapperQuery(query.toString());
  }

  private SearchRequestBuilder search(QueryBuilder query, String... indices) {
    return client().prepareSearch(indices).setQuery(sent(query)).setSize(3);
  }

  private static List<String> ids(SearchResponse response) {
    assertEquals(0, response.getFailedShards());
    return Arrays.stream(response.getHits().getHits()).map(hit -> hit.getId()).toList();
  }

  private static void assertRefused(RestStatus status, String why, SearchRequestBuilder search) {
    Exception e = expectThrows(Exception.class, search::get);
    assertEquals(ExceptionsHelper.stackTrace(e), status, ExceptionsHelper.status(e));
    assertThat(ExceptionsHelper.stackTrace(e), containsString(why));
  }

  public void testByPicture() {
    for (String name : PEOPLE) {
      SearchResponse response = search(knn(new ImageProbe(name)), "people").get();
      assertEquals(name, ids(response).getFirst());
      assertEquals(1, response.getHits().getAt(0).getScore(), 1e-5);
    }
    assertRefused(
        RestStatus.BAD_REQUEST,
        "no face found in image",
        search(knn(new ImageProbe(FakeProbes.NO_FACE)), "people"));
  }

  public void testAPictureIsEmbeddedOnceHoweverManyShards() {
    AtomicInteger embedded = new AtomicInteger();
    Probes counting = FakeProbes.withoutNode(FakeProbes.counting(embedded));
    VisualKnnQueryBuilder query =
        new VisualKnnQueryBuilder(
            "face", new ImageProbe("bob"), KnnOptions.DEFAULT, null, () -> counting);
    SearchResponse response =
        client()
            .prepareSearch(FakeProbes.INDEX)
            .setQuery(QueryBuilders.boolQuery().must(query))
            .get();
    assertEquals(2, response.getTotalShards());
    assertEquals("bob", ids(response).getFirst());
    assertEquals(1, embedded.get());
  }

  public void testAmongOtherClauses() {
    SearchResponse response =
        search(
                new BoolQueryBuilder()
                    .must(knn(new ImageProbe("cleo")).boost(2).queryName("near"))
                    .filter(QueryBuilders.termQuery("tag", "tag-4")),
                "people")
            .addAggregation(AggregationBuilders.terms("tags").field("tag"))
            .addAggregation(AggregationBuilders.filter("near", sent(knn(new ImageProbe("ada")))))
            .get();
    assertEquals("cleo", ids(response).getFirst());
    assertEquals(2, response.getHits().getAt(0).getScore(), 1e-5);
    assertArrayEquals(new String[] {"near"}, response.getHits().getAt(0).getMatchedQueries());
    Terms tags = response.getAggregations().get("tags");
    assertEquals(ids(response).size(), tags.getBucketByKey("tag-4").getDocCount());
    Filter near = response.getAggregations().get("near");
    assertTrue(near.getDocCount() <= ids(response).size());
  }

  public void testManySearchesAtOnce() {
    MultiSearchResponse responses =
        client()
            .prepareMultiSearch()
            .add(search(knn(new ImageProbe("bob")), "people"))
            .add(search(knn(new ImageProbe(FakeProbes.NO_FACE)), "people"))
            .add(search(knn(new LikeProbe("people", "fay", null, null)), "people"))
            .get();
    assertEquals("bob", ids(responses.getResponses()[0].getResponse()).getFirst());
    assertEquals(
        RestStatus.BAD_REQUEST, ExceptionsHelper.status(responses.getResponses()[1].getFailure()));
    assertEquals("fay", ids(responses.getResponses()[2].getResponse()).getFirst());
  }

  public void testExplain() {
    ExplainResponse response =
        client().prepareExplain("people", "dora").setQuery(sent(knn(new ImageProbe("dora")))).get();
    assertTrue(response.isMatch());
    assertThat(
        response.getExplanation().toString(),
        containsString("cosine of the two vectors, model [tiny-face]"));
  }

  public void testLikeAnotherDocument() {
    for (String name : PEOPLE) {
      assertEquals(
          name,
          ids(search(knn(new LikeProbe("people", name, null, null)), "people").get()).getFirst());
    }
    // Not refreshed, in another index and another field, below a list of one, routed.
    client()
        .admin()
        .indices()
        .prepareCreate("albums")
        .setSettings(Settings.builder().put("index.number_of_shards", 3))
        .setMapping(
            "{\"properties\":{\"faces\":{\"properties\":{\"vector\":"
                + "{\"type\":\"visual_vector\",\"model\":\"face\"}}}}}")
        .get();
    client()
        .prepareIndex("albums")
        .setId("1")
        .setRouting("somewhere")
        .setSource("faces", List.of(Map.of("vector", FakeProbes.vector("emil"))))
        .get();
    client().admin().indices().prepareAliases().addAlias("albums", "archive").get();
    assertEquals(
        "emil",
        ids(search(knn(new LikeProbe("archive", "1", "somewhere", "faces.vector")), "people").get())
            .getFirst());
  }

  public void testLikeNothing() {
    client().prepareIndex("people").setId("faceless").setSource("tag", "x").get();
    for (Map.Entry<LikeProbe, String> likeAndWhy :
        Map.of(
                new LikeProbe("people", "zoe", null, null),
                "no document [zoe] in index [people]",
                new LikeProbe("people", "faceless", null, null),
                "document [faceless] of index [people] has no vector in the field [face]",
                new LikeProbe("people", "ada", null, "tag"),
                "field [tag] of index [people] is not a visual_vector",
                new LikeProbe("nowhere", "1", null, null),
                "no index [nowhere]")
            .entrySet()) {
      assertRefused(
          RestStatus.BAD_REQUEST,
          likeAndWhy.getValue(),
          search(knn(likeAndWhy.getKey()), "people"));
    }
  }

  public void testModelsAreNotMixed() throws Exception {
    String both = "model [other-face]";
    client()
        .admin()
        .indices()
        .prepareAliases()
        .addAlias(new String[] {"people", "others"}, "all")
        .get();
    for (Probe probe :
        List.of(
            new ImageProbe("ada"),
            new LikeProbe("people", "ada", null, null),
            new VectorProbe(FakeProbes.vector("ada"), "tiny-face"))) {
      assertRefused(RestStatus.CONFLICT, both, search(knn(probe), "others"));
      assertRefused(RestStatus.CONFLICT, both, search(knn(probe), "people", "others"));
      assertRefused(RestStatus.CONFLICT, both, search(knn(probe), "*"));
      assertRefused(RestStatus.CONFLICT, both, search(knn(probe), "all"));
      assertRefused(RestStatus.CONFLICT, both, search(knn(probe)));
      assertEquals("ada", ids(search(knn(probe), "people").get()).getFirst());
    }
    // Of no known model, but of one: which of the two is not known.
    Probe plain = new VectorProbe(FakeProbes.vector("ada"), null);
    for (String index : List.of("people", "others")) {
      assertEquals("ada", ids(search(knn(plain), index).get()).getFirst());
    }
    assertRefused(
        RestStatus.CONFLICT,
        "model [other-face] in index [others]",
        search(knn(plain), "people", "others"));
  }

  public void testTheFieldsModelDecidesWhatIsSeenInAPicture() throws Exception {
    client()
        .admin()
        .indices()
        .prepareCreate("pictures")
        .setMapping(
            "{\"properties\":{\"whole\":{\"type\":\"visual_vector\",\"model\":\"image\"},"
                + "\"face\":{\"type\":\"visual_vector\",\"model\":\"image\"},"
                + "\"same\":{\"type\":\"alias\",\"path\":\"whole\"},"
                + "\"parts\":{\"type\":\"nested\",\"properties\":{"
                + "\"vector\":{\"type\":\"visual_vector\",\"model\":\"image\"}}}}}")
        .get();
    for (String name : PEOPLE) {
      float[] vector = FakeProbes.vector(name, 128);
      client()
          .prepareIndex("pictures")
          .setId(name)
          .setSource("whole", vector, "parts", List.of(Map.of("vector", vector)))
          .get();
    }
    client().admin().indices().prepareRefresh("pictures").get();
    for (String field : List.of("whole", "same", "parts.vector")) {
      QueryBuilder query =
          new VisualKnnQueryBuilder(
              field, new ImageProbe("cleo"), KnnOptions.DEFAULT, null, () -> null);
      if (field.startsWith("parts")) {
        query = QueryBuilders.nestedQuery("parts", query, ScoreMode.Max);
      }
      SearchResponse response = search(query, "pictures", "words-*").get();
      assertEquals(field, "cleo", ids(response).getFirst());
      assertTrue(client().prepareExplain("pictures", "cleo").setQuery(sent(query)).get().isMatch());
    }
    // Of two models: refused before anybody looks for a face.
    for (String model : List.of("[tiny-face]", "[test-image]")) {
      assertRefused(
          RestStatus.CONFLICT,
          model,
          search(knn(new ImageProbe(FakeProbes.NO_FACE)), "people", "pictures"));
    }
  }

  public void testModelsAreNotMixedAtAPointInTime() throws Exception {
    CreatePitRequest create =
        new CreatePitRequest(TimeValue.timeValueMinutes(1), true, "people", "others");
    create.setIndices(new String[] {"people", "others"});
    String id = client().execute(CreatePitAction.INSTANCE, create).get().getId();
    assertRefused(
        RestStatus.CONFLICT,
        "[other-face]",
        search(knn(new ImageProbe("ada"))).setPointInTime(new PointInTimeBuilder(id)));
    client().execute(DeletePitAction.INSTANCE, new DeletePitRequest(id)).get();
  }

  public void testAShardChecksToo() {
    // The coordinating node is made to believe in another mapping, as one of a remote cluster may.
    client().admin().indices().prepareDelete(FakeProbes.INDEX).get();
    createPeople(FakeProbes.INDEX, "other-face");
    VisualKnnQueryBuilder query =
        new VisualKnnQueryBuilder(
            "face",
            new VectorProbe(FakeProbes.vector("ada"), "tiny-face"),
            KnnOptions.DEFAULT,
            null,
            FakeProbes::withoutNode);
    assertRefused(
        RestStatus.CONFLICT,
        "[other-face]",
        client().prepareSearch(FakeProbes.INDEX).setQuery(query));
  }

  public void testIndicesWithoutTheField() {
    QueryBuilder ignoring =
        new VisualKnnQueryBuilder(
            "face",
            new ImageProbe("ada"),
            KnnOptions.DEFAULT.withIgnoreUnmapped(true),
            null,
            () -> null);
    assertEquals("ada", ids(search(ignoring, "people", "words").get()).getFirst());
    assertRefused(
        RestStatus.BAD_REQUEST,
        "field [face] is not a visual_vector",
        search(knn(new ImageProbe("ada")), "words"));
  }
}
