package org.facesearch.plugin.query;

import com.carrotsearch.randomizedtesting.annotations.TimeoutSuite;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.IntPredicate;
import org.facesearch.plugin.mapper.VisualVectorTestPlugin;
import org.opensearch.action.bulk.BulkRequestBuilder;
import org.opensearch.action.search.SearchResponse;
import org.opensearch.common.settings.Settings;
import org.opensearch.common.xcontent.XContentFactory;
import org.opensearch.core.xcontent.XContentBuilder;
import org.opensearch.index.query.QueryBuilder;
import org.opensearch.index.query.TermQueryBuilder;
import org.opensearch.plugins.Plugin;
import org.opensearch.search.SearchHit;
import org.opensearch.test.OpenSearchSingleNodeTestCase;

/**
 * Whether a search finds what comparing everything finds: 12,000 face-like vectors in 3 shards of
 * several segments, every 20th deleted. The default {@code ef} compares all of so few as they are
 * encoded; a smaller one, where a shard is one segment, walks the graph.
 */
@TimeoutSuite(millis = 10 * 60 * 1000)
public class RecallTests extends OpenSearchSingleNodeTestCase {
  private static final int IDENTITIES = 1_200;
  private static final int BATCHES = 4;
  private static final int PROBES = 50;

  /** More where misses are rare and one has to be seen. */
  private static final int MANY_PROBES = 100;

  private static final int K = 10;

  /** No candidates beyond the hits themselves. */
  private static final KnnOptions NARROW = KnnOptions.DEFAULT.withEf(K);

  /** As many as leave the graph to be walked: {@link Candidates}. */
  private static final KnnOptions WALKED = KnnOptions.DEFAULT.withEf(30);

  private final FaceLikeVectors vectors = new FaceLikeVectors(IDENTITIES, 128, 20261121);

  @Override
  protected Collection<Class<? extends Plugin>> getPlugins() {
    return List.of(VisualVectorTestPlugin.class);
  }

  public void testFloat() throws IOException {
    assertRecall("float", .99);
  }

  public void testInt8() throws IOException {
    assertRecall("int8", .99);
  }

  public void testInt4() throws IOException {
    assertRecall("int4", .99);
  }

  public void testBit() throws IOException {
    assertRecall("bit", .96);
  }

  private void assertRecall(String encoding, double least) throws IOException {
    index(encoding);
    assertTrue("segments: " + segments(), segments() >= 3 * BATCHES);
    double unfiltered = recall(encoding, KnnOptions.DEFAULT, null, i -> true);
    double half =
        recall(encoding, KnnOptions.DEFAULT, new TermQueryBuilder("half", true), this::half);
    double percent =
        recall(encoding, KnnOptions.DEFAULT, new TermQueryBuilder("percent", true), this::percent);
    assertTrue(String.valueOf(unfiltered), unfiltered >= least);
    assertTrue(String.valueOf(half), half >= least);
    assertTrue(String.valueOf(percent), percent >= least);

    client().admin().indices().prepareForceMerge("faces").setMaxNumSegments(1).get();
    client().admin().indices().prepareRefresh("faces").get();
    double merged = recall(encoding + " merged", KnnOptions.DEFAULT, null, i -> true);
    assertTrue(String.valueOf(merged), merged >= least);
    double walked = recall(encoding + " merged, ef 30", WALKED, null, i -> true);
    assertTrue(String.valueOf(walked), walked >= least);
    // That the measure can fail: without candidates to spare the graph misses some.
    double narrow = recall(encoding + " merged, ef 10", NARROW, null, i -> true, MANY_PROBES);
    assertTrue(narrow + " of " + merged, narrow < merged);
  }

  /** One of two, and one of a hundred, whoever is in the photo. */
  private boolean half(int photo) {
    return new Random(photo).nextInt(100) < 50;
  }

  private boolean percent(int photo) {
    return new Random(photo * 31L).nextInt(100) == 0;
  }

  private static boolean deleted(int photo) {
    return photo % 20 == 7;
  }

  private void index(String encoding) throws IOException {
    createIndex(
        "faces",
        Settings.builder()
            .put("index.face_search.enabled", true)
            .put("index.number_of_shards", 3)
            .put("index.number_of_replicas", 0)
            .put("index.refresh_interval", "-1")
            .put("index.merge.policy.segments_per_tier", 30)
            .build(),
        XContentFactory.jsonBuilder()
            .startObject()
            .startObject("properties")
            .startObject("vector")
            .field("type", "visual_vector")
            .field("model", "image")
            .field("encoding", encoding)
            .endObject()
            .endObject()
            .endObject());
    int batch = vectors.size() / BATCHES;
    // One photo of an identity after all first photos of the others, so that mates are apart.
    List<Integer> order = new ArrayList<>();
    for (int photo = 0; photo < FaceLikeVectors.PHOTOS; photo++) {
      for (int identity = 0; identity < IDENTITIES; identity++) {
        order.add(identity * FaceLikeVectors.PHOTOS + photo);
      }
    }
    for (int from = 0; from < order.size(); from += batch) {
      BulkRequestBuilder bulk = client().prepareBulk();
      for (int i : order.subList(from, from + batch)) {
        bulk.add(client().prepareIndex("faces").setId(String.valueOf(i)).setSource(document(i)));
      }
      assertFalse(bulk.get().hasFailures());
      client().admin().indices().prepareFlush("faces").setForce(true).get();
    }
    BulkRequestBuilder deletions = client().prepareBulk();
    for (int i = 0; i < vectors.size(); i++) {
      if (deleted(i)) {
        deletions.add(client().prepareDelete("faces", String.valueOf(i)));
      }
    }
    assertFalse(deletions.get().hasFailures());
    client().admin().indices().prepareRefresh("faces").get();
  }

  private XContentBuilder document(int photo) throws IOException {
    return XContentFactory.jsonBuilder()
        .startObject()
        .array("vector", vectors.photo(photo))
        .field("half", half(photo))
        .field("percent", percent(photo))
        .endObject();
  }

  private int segments() {
    return (int)
        client()
            .admin()
            .indices()
            .prepareStats("faces")
            .setSegments(true)
            .get()
            .getTotal()
            .getSegments()
            .getCount();
  }

  private double recall(
      String what, KnnOptions options, QueryBuilder filter, IntPredicate eligible) {
    return recall(what, options, filter, eligible, PROBES);
  }

  /** Of the true neighbours, the part that was found. */
  private double recall(
      String what, KnnOptions options, QueryBuilder filter, IntPredicate eligible, int probes) {
    int found = 0;
    int all = 0;
    for (int i = 0; i < probes; i++) {
      float[] probe = vectors.probe();
      List<Integer> truth = vectors.nearest(probe, K, eligible.and(photo -> !deleted(photo)));
      Set<Integer> hits = search(probe, options, filter);
      assertEquals(K, hits.size());
      all += truth.size();
      hits.retainAll(truth);
      found += hits.size();
    }
    double recall = (double) found / all;
    logger.info(
        "recall@{} {}: {}{}",
        K,
        what,
        String.format(Locale.ROOT, "%.4f", recall),
        filter == null ? "" : ", filter on " + ((TermQueryBuilder) filter).fieldName());
    return recall;
  }

  private Set<Integer> search(float[] probe, KnnOptions options, QueryBuilder filter) {
    SearchResponse response =
        client()
            .prepareSearch("faces")
            .setQuery(new VisualKnnQueryBuilder("vector", probe, options, filter))
            .setSize(K)
            .setFetchSource(false)
            .get();
    assertEquals(0, response.getFailedShards());
    Set<Integer> hits = new HashSet<>();
    for (SearchHit hit : response.getHits()) {
      int photo = Integer.parseInt(hit.getId());
      hits.add(photo);
      assertEquals(
          (1 + FaceLikeVectors.cosine(probe, vectors.photo(photo))) / 2, hit.getScore(), 1e-5);
    }
    return hits;
  }
}
