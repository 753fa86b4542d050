package org.facesearch.plugin.query;

import static org.facesearch.plugin.query.PhotoIndex.all;
import static org.facesearch.plugin.query.PhotoIndex.best;
import static org.facesearch.plugin.query.PhotoIndex.ids;
import static org.facesearch.plugin.query.PhotoIndex.knn;
import static org.facesearch.plugin.query.PhotoIndex.nested;
import static org.facesearch.plugin.query.PhotoIndex.score;
import static org.hamcrest.Matchers.containsString;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.lucene.search.Explanation;
import org.facesearch.plugin.mapper.VisualVectorTestPlugin;
import org.opensearch.ExceptionsHelper;
import org.opensearch.action.search.CreatePitAction;
import org.opensearch.action.search.CreatePitRequest;
import org.opensearch.action.search.DeletePitAction;
import org.opensearch.action.search.DeletePitRequest;
import org.opensearch.action.search.MultiSearchResponse;
import org.opensearch.action.search.SearchResponse;
import org.opensearch.common.settings.Settings;
import org.opensearch.common.unit.TimeValue;
import org.opensearch.core.rest.RestStatus;
import org.opensearch.index.query.QueryBuilders;
import org.opensearch.plugins.Plugin;
import org.opensearch.plugins.PluginsService;
import org.opensearch.search.SearchHit;
import org.opensearch.search.aggregations.bucket.filter.Filter;
import org.opensearch.search.aggregations.bucket.nested.Nested;
import org.opensearch.search.aggregations.bucket.terms.Terms;
import org.opensearch.search.builder.PointInTimeBuilder;
import org.opensearch.search.builder.SearchSourceBuilder;
import org.opensearch.search.sort.SortOrder;
import org.opensearch.test.OpenSearchSingleNodeTestCase;

/** What else a search may ask for around the query, over three shards. */
public class VisualKnnOptionsTests extends OpenSearchSingleNodeTestCase {
  private static final String INDEX = "photos";
  private static final TimeValue MINUTE = TimeValue.timeValueMinutes(1);

  /** Of every shard all that is near, so that the cut of the shards does not matter. */
  private static final String NEAR = knn(5, "'k':240,'threshold':0.3");

  private static final List<String> EXPECTED =
      List.copyOf(best(240, all(i -> score(5, i) >= .65, i -> score(5, i))).keySet());

  @Override
  protected Collection<Class<? extends Plugin>> getPlugins() {
    return List.of(VisualVectorTestPlugin.class);
  }

  @Override
  public void setUp() throws Exception {
    super.setUp();
    photos().create(INDEX, Settings.builder().put("index.number_of_shards", 3));
  }

  private PhotoIndex photos() {
    return new PhotoIndex(client(), xContentRegistry());
  }

  private SearchResponse search(String body) {
    SearchResponse response = photos().search(INDEX, body).get();
    assertEquals(0, response.getFailedShards());
    return response;
  }

  private static List<String> byDay(List<String> photos) {
    return photos.stream().sorted((a, b) -> Integer.compare(day(a), day(b))).toList();
  }

  private static int day(String photo) {
    return Integer.parseInt(photo);
  }

  public void testPagesAndSorting() {
    assertTrue("" + EXPECTED.size(), EXPECTED.size() > 20);
    assertEquals(EXPECTED.subList(5, 15), ids(search("{'from':5,'size':10,'query':" + NEAR + "}")));
    assertEquals(
        byDay(EXPECTED).subList(0, 10), ids(search("{'sort':'day','query':" + NEAR + "}")));
    assertEquals(
        EXPECTED.subList(0, 10),
        ids(search("{'sort':['_score',{'day':'desc'}],'query':" + NEAR + "}")));
    // Of the k nearest of each shard.
    assertEquals(
        12,
        search("{'sort':'day','query':" + knn(5, "'k':4") + "}").getHits().getTotalHits().value());
    assertTrue(
        ids(search("{'timeout':'1m','terminate_after':1000,'size':100,'query':" + NEAR + "}"))
            .containsAll(EXPECTED));
    assertTrue(search("{'terminate_after':1,'query':" + NEAR + "}").isTerminatedEarly());
  }

  public void testCollapse() {
    SearchResponse response =
        search(
            "{'query':"
                + NEAR
                + ",'collapse':{'field':'camera','inner_hits':{'name':'more','size':2}}}");
    Set<String> cameras = new TreeSet<>();
    for (SearchHit hit : response.getHits()) {
      assertTrue(cameras.add("camera-" + day(hit.getId()) % 6));
      List<String> ofCamera =
          EXPECTED.stream().filter(id -> day(id) % 6 == day(hit.getId()) % 6).limit(2).toList();
      SearchHit[] more = hit.getInnerHits().get("more").getHits();
      assertEquals(
          ofCamera, IntStream.range(0, more.length).mapToObj(i -> more[i].getId()).toList());
      assertEquals(ofCamera.getFirst(), hit.getId());
    }
    assertEquals(cameras.size(), EXPECTED.stream().map(id -> day(id) % 6).distinct().count());
  }

  public void testAggregations() {
    SearchResponse response =
        search(
            "{'size':0,'query':"
                + NEAR
                + ",'aggs':{'cameras':{'terms':{'field':'camera'}},'also':{'filter':"
                + knn(7, "'k':240,'threshold':0.3")
                + "},'faces':{'nested':{'path':'faces'},'aggs':{'near':{'filter':"
                + knn(5, "'k':240,'threshold':0.3").replace("'vector','v", "'faces.vector','v")
                + "}}}}}");
    Terms cameras = response.getAggregations().get("cameras");
    for (Terms.Bucket camera : cameras.getBuckets()) {
      String number = camera.getKeyAsString().substring("camera-".length());
      assertEquals(
          EXPECTED.stream().filter(id -> day(id) % 6 == day(number)).count(), camera.getDocCount());
    }
    Filter also = response.getAggregations().get("also");
    assertEquals(
        EXPECTED.stream().filter(id -> score(7, day(id)) >= .65).count(), also.getDocCount());
    Nested faces = response.getAggregations().get("faces");
    assertEquals(3L * EXPECTED.size(), faces.getDocCount());
    Filter near = faces.getAggregations().get("near");
    assertEquals("each photo is there with its best face", EXPECTED.size(), near.getDocCount());
  }

  public void testScrollAndPointInTime() throws Exception {
    List<String> scrolled = new ArrayList<>();
    SearchResponse page =
        photos().search(INDEX, "{'size':7,'query':" + NEAR + "}").setScroll(MINUTE).get();
    while (page.getHits().getHits().length > 0) {
      scrolled.addAll(ids(page));
      page = client().prepareSearchScroll(page.getScrollId()).setScroll(MINUTE).get();
    }
    client().prepareClearScroll().addScrollId(page.getScrollId()).get();
    assertEquals(EXPECTED, scrolled);

    CreatePitRequest create = new CreatePitRequest(MINUTE, true, INDEX);
    create.setIndices(new String[] {INDEX});
    String pit = client().execute(CreatePitAction.INSTANCE, create).get().getId();
    client().prepareDelete(INDEX, EXPECTED.getFirst()).get();
    client().admin().indices().prepareRefresh(INDEX).get();
    List<String> paged = new ArrayList<>();
    Object[] after = null;
    do {
      SearchSourceBuilder source =
          photos().search(INDEX, "{'query':" + NEAR + "}").request().source();
      source.size(7).sort("_score", SortOrder.DESC).sort("day", SortOrder.ASC);
      source.pointInTimeBuilder(new PointInTimeBuilder(pit));
      if (after != null) {
        source.searchAfter(after);
      }
      page = client().prepareSearch().setSource(source).get();
      paged.addAll(ids(page));
      SearchHit[] hits = page.getHits().getHits();
      after = hits.length == 0 ? null : hits[hits.length - 1].getSortValues();
    } while (after != null);
    client().execute(DeletePitAction.INSTANCE, new DeletePitRequest(pit)).get();
    assertEquals(EXPECTED, paged);
    assertEquals(EXPECTED.subList(1, 11), ids(search("{'query':" + NEAR + "}")));
  }

  public void testAliases() {
    client()
        .admin()
        .indices()
        .prepareAliases()
        .addAlias(INDEX, "every")
        .addAlias(INDEX, "odd", QueryBuilders.termQuery("title", "outdoors"))
        .addAlias(INDEX, "alike", QueryBuilders.wrapperQuery(NEAR.replace('\'', '"')))
        .get();
    String body = "{'size':240,'query':" + NEAR + "}";
    assertEquals(EXPECTED, ids(photos().search("every", body).get()));
    assertEquals(
        EXPECTED.stream().filter(id -> day(id) % 2 == 1).toList(),
        ids(photos().search("odd", body).get()));
    assertEquals(
        new TreeSet<>(EXPECTED),
        new TreeSet<>(ids(photos().search("alike", "{'size':240}").get())));
  }

  public void testInnerHitsNameTheFaceThatMatched() {
    String inner = ",'inner_hits':{'explain':true}}}";
    String query = nested(150, "'k':3,'_name':'face','threshold':0.9999");
    SearchResponse response =
        search("{'query':" + query.substring(0, query.length() - 2) + inner + "}");
    // It is in front of its own photo, in the middle of the one 80 before and so on.
    assertEquals(Set.of("150", "70", "230"), Set.copyOf(ids(response)));
    for (SearchHit hit : response.getHits()) {
      SearchHit[] faces = hit.getInnerHits().get("faces").getHits();
      assertEquals(1, faces.length);
      assertArrayEquals(new String[] {"face"}, faces[0].getMatchedQueries());
      int place =
          switch (hit.getId()) {
            case "150" -> 0;
            case "70" -> 1;
            default -> 2;
          };
      assertEquals(place, faces[0].getNestedIdentity().getOffset());
      assertEquals(1, faces[0].getScore(), 1e-5);
    }
  }

  public void testTheExplanationTellsWhatTheCosineMeans() {
    String name = "ada";
    String probe =
        knn(5, "'k':240").replace("'vector':" + PhotoIndex.vector(5), "'image':'" + name + "'");
    SearchResponse response = search("{'explain':true,'size':240,'query':" + probe + "}");
    for (SearchHit hit : response.getHits()) {
      double cosine =
          FaceLikeVectors.cosine(
              FakeProbes.vector(name), PhotoIndex.VECTORS.photo(day(hit.getId())));
      String text = hit.getExplanation().toString();
      assertThat(text, containsString("cosine of the two vectors, model [tiny-face]"));
      double told = value(hit.getExplanation(), "cosine");
      assertEquals(cosine, told, 1e-5);
      assertEquals(
          VisualVectorTestPlugin.CALIBRATION.v1().score(cosine),
          value(hit.getExplanation(), "v1 score"),
          1e-4);
      assertEquals(
          VisualVectorTestPlugin.CALIBRATION.fmr().fmrAt(cosine),
          value(hit.getExplanation(), "false-match rate of one comparison"),
          1e-4);
      assertEquals(cosine > .7, text.contains("at most"));
      assertEquals(cosine < .3, text.contains("at least"));
    }
  }

  /** Where the explanation tells it: OpenSearch puts its own filters around the query. */
  private static double value(Explanation explanation, String beginning) {
    if (explanation.getDescription().startsWith(beginning)) {
      return explanation.getValue().doubleValue();
    }
    return Arrays.stream(explanation.getDetails())
        .mapToDouble(detail -> value(detail, beginning))
        .filter(found -> !Double.isNaN(found))
        .findFirst()
        .orElse(Double.NaN);
  }

  public void testAPictureIsEmbeddedOnceToAQueryWhereverItIs() {
    int before = embedded();
    String face =
        "'path':'faces','query':{'visual_knn':{'field':'faces.vector','k':5,'image':'ada'}}";
    String top = "{'visual_knn':{'field':'vector','k':240,'image':'bob'}}";
    String body =
        "{'explain':true,'query':{'bool':{'must':[{'nested':{"
            + face
            + ",'inner_hits':{}}},"
            + top
            + "]}}}";
    assertFalse(ids(search(body)).isEmpty());
    assertEquals("two pictures", before + 2, embedded());
    MultiSearchResponse several =
        client()
            .prepareMultiSearch()
            .add(photos().search(INDEX, body))
            .add(photos().search(INDEX, "{'query':" + top + "}"))
            .get();
    assertEquals(2, several.getResponses().length);
    for (MultiSearchResponse.Item item : several) {
      assertNull(item.getFailureMessage());
    }
    assertEquals("two and one", before + 5, embedded());
  }

  private int embedded() {
    return getInstanceFromNode(PluginsService.class)
        .filterPlugins(VisualVectorTestPlugin.class)
        .getFirst()
        .embedded();
  }

  public void testAQueryAtTheWrongLevelSaysSo() {
    for (String[] wrong :
        new String[][] {
          {
            "{'visual_knn':{'field':'faces.vector','vector':" + PhotoIndex.vector(5) + "}}",
            "field [faces.vector] is in nested objects: [visual_knn] must be in a [nested] query of"
                + " path [faces]"
          },
          {
            "{'nested':{'path':'faces','query':" + NEAR + "}}",
            "field [vector] is not in the nested objects of [faces]"
          }
        }) {
      Exception e = expectThrows(Exception.class, () -> search("{'query':" + wrong[0] + "}"));
      assertEquals(RestStatus.BAD_REQUEST, ExceptionsHelper.status(e));
      assertThat(ExceptionsHelper.stackTrace(e), containsString(wrong[1]));
    }
  }
}
