package org.facesearch.plugin.gallery;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.facesearch.models.embed.UnitVectors;
import org.facesearch.models.gallery.GroupKind;
import org.facesearch.models.gallery.Match;
import org.facesearch.models.gallery.Snapshot;
import org.facesearch.plugin.exact.NearestAggregationTests;
import org.facesearch.plugin.mapper.VisualVectorTestPlugin;
import org.facesearch.plugin.query.VisualKnnQueryBuilder;
import org.opensearch.action.ActionRequest;
import org.opensearch.action.ActionType;
import org.opensearch.action.search.SearchRequest;
import org.opensearch.common.settings.Settings;
import org.opensearch.core.action.ActionListener;
import org.opensearch.core.action.ActionResponse;
import org.opensearch.plugins.Plugin;
import org.opensearch.test.OpenSearchSingleNodeTestCase;
import org.opensearch.transport.client.Client;
import org.opensearch.transport.client.FilterClient;

/** Both ways to the nearest faces, whichever is said to be the cheaper one. */
public class IndexSnapshotTests extends OpenSearchSingleNodeTestCase {

  private static final SearchCost GRAPH_IS_FREE = new SearchCost(1, 1, 0, 0);
  private static final SearchCost COMPARING_IS_FREE = new SearchCost(0, 0, 1, 1);
  private static final int FACES = 150;
  private static final int PROBES = 20;

  private final Random random = new Random(5);
  private final Map<String, List<float[]>> faces = new TreeMap<>();
  private final AtomicInteger walks = new AtomicInteger();
  private final AtomicInteger passes = new AtomicInteger();

  @Override
  protected Collection<Class<? extends Plugin>> getPlugins() {
    return List.of(VisualVectorTestPlugin.class, NearestAggregationTests.AggregationPlugin.class);
  }

  @Override
  public void setUp() throws Exception {
    super.setUp();
    client()
        .admin()
        .indices()
        .prepareCreate("faces-some")
        .setSettings(
            Settings.builder().put("index.number_of_shards", 2).put("index.number_of_replicas", 0))
        .setMapping(
            "{\"properties\":{\"vector\":{\"type\":\"visual_vector\",\"model\":\"face\"},"
                + "\"id\":{\"type\":\"keyword\"},\"tag\":{\"type\":\"keyword\"}}}")
        .get();
    for (int i = 0; i < FACES; i++) {
      put("id-" + i, "id-" + i);
    }
  }

  private void put(String document, String id) {
    float[] vector = unit();
    List<Float> boxed = new ArrayList<>();
    for (float component : vector) {
      boxed.add(component);
    }
    client()
        .prepareIndex("faces-some")
        .setId(document)
        .setSource(Map.of("id", id, "tag", "t", "vector", boxed))
        .get();
    faces.computeIfAbsent(id, none -> new ArrayList<>()).add(vector);
  }

  private float[] unit() {
    float[] vector = new float[8];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return UnitVectors.normalise(vector);
  }

  /** The node's client, which tells the ways apart. */
  private Client counting() {
    return new FilterClient(client()) {
      @Override
      protected <Q extends ActionRequest, R extends ActionResponse> void doExecute(
          ActionType<R> action, Q request, ActionListener<R> listener) {
        if (request instanceof SearchRequest search) {
          if (search.source().query() instanceof VisualKnnQueryBuilder) {
            walks.incrementAndGet();
          }
          if (search.source().aggregations() != null) {
            passes.incrementAndGet();
          }
        }
        super.doExecute(action, request, listener);
      }
    };
  }

  private List<List<Match>> search(
      SearchCost cost, List<float[]> probes, int limit, double minCosine) throws Exception {
    Client client = counting();
    GroupIndex group = new GroupIndex(GroupKind.FACE, "some", "faces-some", 10, "tiny-face");
    Snapshot snapshot =
        IndexSnapshot.open(
                client, group, new GroupReads(client, group), new Presence(() -> true), cost)
            .toCompletableFuture()
            .get();
    try {
      return snapshot.nearest(probes, limit, minCosine).toCompletableFuture().get();
    } finally {
      snapshot.close().toCompletableFuture().get();
    }
  }

  private double cosine(float[] probe, String id) {
    return faces.get(id).stream()
        .mapToDouble(vector -> UnitVectors.cosine(probe, vector))
        .max()
        .orElseThrow();
  }

  private List<String> expected(float[] probe, int limit, double minCosine) {
    return faces.keySet().stream()
        .filter(id -> cosine(probe, id) >= minCosine)
        .sorted(Comparator.<String>comparingDouble(id -> cosine(probe, id)).reversed())
        .limit(limit)
        .toList();
  }

  private void assertFinds(SearchCost cost, int limit, double minCosine) throws Exception {
    List<float[]> probes = new ArrayList<>();
    for (int i = 0; i < PROBES; i++) {
      probes.add(unit());
    }
    List<List<Match>> found = search(cost, probes, limit, minCosine);
    assertEquals(PROBES, found.size());
    for (int i = 0; i < PROBES; i++) {
      float[] probe = probes.get(i);
      assertEquals(
          expected(probe, limit, minCosine),
          found.get(i).stream().map(match -> match.entry().id()).toList());
      for (Match match : found.get(i)) {
        assertEquals(cosine(probe, match.entry().id()), match.cosine(), 1e-5);
      }
    }
  }

  public void testTheGraphFindsWhatComparingAllFinds() throws Exception {
    assertFinds(GRAPH_IS_FREE, 7, -1);
    assertFinds(GRAPH_IS_FREE, FACES, 0.4);
    assertEquals(2 * PROBES, walks.get());
    assertEquals(0, passes.get());
  }

  public void testComparingAll() throws Exception {
    assertFinds(COMPARING_IS_FREE, 7, -1);
    assertFinds(COMPARING_IS_FREE, FACES, 0.4);
    assertEquals(0, walks.get());
    assertTrue(passes.get() > 0);
  }

  public void testDocumentsThatShareAnIdAreOneFace() throws Exception {
    for (int i = 0; i < 60; i++) {
      put("copy-" + i, i < 30 ? "twin" : "id-0");
    }
    for (SearchCost cost : List.of(GRAPH_IS_FREE, COMPARING_IS_FREE)) {
      // A limit above the number of documents: below it, the copies take the places of others.
      assertFinds(cost, FACES + 60, -1);
    }
  }
}
