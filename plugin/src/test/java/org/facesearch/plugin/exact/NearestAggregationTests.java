package org.facesearch.plugin.exact;

import static org.hamcrest.Matchers.containsString;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.lucene.util.BytesRef;
import org.facesearch.models.embed.UnitVectors;
import org.facesearch.plugin.mapper.VisualVectorTestPlugin;
import org.opensearch.action.search.SearchPhaseExecutionException;
import org.opensearch.common.io.stream.BytesStreamOutput;
import org.opensearch.common.settings.Settings;
import org.opensearch.core.common.io.stream.NamedWriteableAwareStreamInput;
import org.opensearch.core.common.io.stream.NamedWriteableRegistry;
import org.opensearch.core.common.io.stream.StreamInput;
import org.opensearch.index.query.QueryBuilders;
import org.opensearch.plugins.Plugin;
import org.opensearch.plugins.SearchPlugin;
import org.opensearch.search.aggregations.AggregationBuilder;
import org.opensearch.test.OpenSearchSingleNodeTestCase;

/** One pass over two shards of several segments, against comparing all by hand. */
public class NearestAggregationTests extends OpenSearchSingleNodeTestCase {

  private static final int DOCS = 240;

  /** The aggregation without the rest of the plugin. */
  public static final class AggregationPlugin extends Plugin implements SearchPlugin {
    @Override
    public List<AggregationSpec> getAggregations() {
      return List.of(NearestAggregationBuilder.spec());
    }
  }

  private final Map<String, float[]> vectors = new TreeMap<>();

  @Override
  protected Collection<Class<? extends Plugin>> getPlugins() {
    return List.of(VisualVectorTestPlugin.class, AggregationPlugin.class);
  }

  @Override
  public void setUp() throws Exception {
    super.setUp();
    client()
        .admin()
        .indices()
        .prepareCreate("faces")
        .setSettings(
            Settings.builder().put("index.number_of_shards", 2).put("index.number_of_replicas", 0))
        .setMapping(
            "{\"properties\":{\"vector\":{\"type\":\"visual_vector\",\"model\":\"face\"},"
                + "\"id\":{\"type\":\"keyword\"},\"tag\":{\"type\":\"keyword\"}}}")
        .get();
    Random random = new Random(7);
    for (int i = 0; i < DOCS; i++) {
      String id = "id-" + (1000 + i);
      // Every fourth is like the one before it: equal hits.
      float[] vector = i % 4 == 3 ? vectors.get("id-" + (999 + i)) : unit(random);
      index(id, Map.of("id", id, "tag", "t" + i % 2, "vector", boxed(vector)));
      vectors.put(id, vector);
      if (i % 50 == 49) {
        client().admin().indices().prepareRefresh("faces").get();
      }
    }
    index("no-vector", Map.of("id", "no-vector"));
    index("no-id", Map.of("vector", boxed(unit(random))));
    for (int i = 0; i < DOCS; i += 9) {
      String id = "id-" + (1000 + i);
      client().prepareDelete("faces", id).get();
      vectors.remove(id);
    }
    client().admin().indices().prepareRefresh("faces").get();
  }

  private void index(String id, Map<String, ?> source) {
    client().prepareIndex("faces").setId(id).setSource(source).get();
  }

  private static List<Float> boxed(float[] vector) {
    List<Float> list = new ArrayList<>();
    for (float component : vector) {
      list.add(component);
    }
    return list;
  }

  private static float[] unit(Random random) {
    float[] vector = new float[8];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return UnitVectors.normalise(vector);
  }

  private static float[][] probes(int count) {
    Random random = new Random(8);
    float[][] probes = new float[count][];
    Arrays.setAll(probes, i -> unit(random));
    return probes;
  }

  private static NearestAggregationBuilder asked(float[][] probes, int limit, float minCosine) {
    return new NearestAggregationBuilder("found", "vector", "id", probes, limit, minCosine);
  }

  private List<List<Found>> search(NearestAggregationBuilder asked) {
    NearestFound found =
        client()
            .prepareSearch("faces")
            .setSize(0)
            .addAggregation(asked)
            .get()
            .getAggregations()
            .get("found");
    return found.found();
  }

  private List<Found> expected(float[] probe, int limit, double minCosine) {
    return vectors.entrySet().stream()
        .map(
            entry ->
                new Found(
                    new BytesRef(entry.getKey()),
                    (float) UnitVectors.cosine(probe, entry.getValue())))
        .filter(found -> found.cosine() >= minCosine)
        .sorted(Found.BEST_FIRST)
        .limit(limit)
        .toList();
  }

  private void assertExact(float[][] probes, int limit, float minCosine) {
    List<List<Found>> found = search(asked(probes, limit, minCosine));
    assertEquals(probes.length, found.size());
    for (int i = 0; i < probes.length; i++) {
      List<Found> expected = expected(probes[i], limit, minCosine);
      assertEquals(ids(expected), ids(found.get(i)));
      for (int j = 0; j < expected.size(); j++) {
        assertEquals(expected.get(j).cosine(), found.get(i).get(j).cosine(), 1e-6f);
      }
    }
  }

  private static List<String> ids(List<Found> found) {
    return found.stream().map(hit -> hit.id().utf8ToString()).toList();
  }

  public void testFindsWhatComparingAllFinds() {
    assertExact(probes(70), 5, -1);
    assertExact(probes(1), 1, -1);
    assertExact(probes(3), 10_000, -1);
    assertExact(probes(20), 10, 0.5f);
    assertExact(probes(2), 10, 1);
  }

  public void testTheLastOfEqualOnesIsCutById() {
    float[] pair = vectors.get("id-1002");
    assertEquals(List.of("id-1002"), ids(search(asked(new float[][] {pair}, 1, -1)).getFirst()));
    assertEquals(
        List.of("id-1002", "id-1003"),
        ids(search(asked(new float[][] {pair}, 10, 0.9999f)).getFirst()));
  }

  public void testProbesOfAnyLengthAreDirections() {
    float[] probe = probes(1)[0];
    float[] longer = new float[probe.length];
    for (int i = 0; i < longer.length; i++) {
      longer[i] = 17 * probe[i];
    }
    assertEquals(
        ids(search(asked(new float[][] {probe}, 9, -1)).getFirst()),
        ids(search(asked(new float[][] {longer}, 9, -1)).getFirst()));
  }

  public void testTheQueryNarrowsWhatIsCompared() {
    NearestFound found =
        client()
            .prepareSearch("faces")
            .setSize(0)
            .setQuery(QueryBuilders.termQuery("tag", "t1"))
            .addAggregation(asked(probes(1), 20, -1))
            .get()
            .getAggregations()
            .get("found");
    assertEquals(20, found.found().getFirst().size());
    for (String id : ids(found.found().getFirst())) {
      assertEquals(id, 1, Integer.parseInt(id.substring(3)) % 2);
    }
  }

  public void testWrongVectorsAreRefused() {
    SearchPhaseExecutionException failure =
        expectThrows(
            SearchPhaseExecutionException.class,
            () -> search(asked(new float[][] {{1, 0}}, 1, -1)));
    assertThat(failure.getCause().getMessage(), containsString("dimension 8"));
    expectThrows(IllegalArgumentException.class, () -> asked(new float[0][], 1, -1));
    expectThrows(IllegalArgumentException.class, () -> asked(probes(1), 0, -1));
  }

  public void testGoesOverTheWireWhole() throws Exception {
    NearestAggregationBuilder asked = asked(probes(3), 4, 0.25f);
    NamedWriteableRegistry registry =
        new NamedWriteableRegistry(
            List.of(
                new NamedWriteableRegistry.Entry(
                    AggregationBuilder.class,
                    NearestAggregationBuilder.NAME,
                    NearestAggregationBuilder.spec().getReader())));
    try (BytesStreamOutput out = new BytesStreamOutput()) {
      out.writeNamedWriteable(asked);
      try (StreamInput in =
          new NamedWriteableAwareStreamInput(out.bytes().streamInput(), registry)) {
        AggregationBuilder read = in.readNamedWriteable(AggregationBuilder.class);
        assertEquals(asked, read);
        assertEquals(asked.hashCode(), read.hashCode());
      }
    }
    NearestFound found =
        new NearestFound(
            "found", 4, List.of(List.of(new Found(new BytesRef("a"), 0.5f)), List.of()), null);
    try (BytesStreamOutput out = new BytesStreamOutput()) {
      found.writeTo(out);
      assertEquals(found, new NearestFound(out.bytes().streamInput()));
    }
  }
}
