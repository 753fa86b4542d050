package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The k-NN plugin in the same node. Both bring a codec; an index has one, so it may ask for one.
 * The published zip has no native libraries, so k-NN's engine here is Lucene.
 */
@EnabledIfSystemProperty(
    named = "face_search.it.neighbours",
    matches = ".+",
    disabledReason = "k-NN is not published for this OpenSearch: see the profiles of the root pom")
class NextToKnnIT {

  private static final String KNN = "index.knn";
  private static final String OURS = "index.face_search.enabled";
  private static final Map<String, ?> BOTH = Map.of(KNN, true, OURS, true);
  private static final Map<String, ?> KNN_FIELD =
      Map.of(
          "type",
          "knn_vector",
          "dimension",
          Bulk.DIMENSION,
          "method",
          Map.of("name", "hnsw", "engine", "lucene", "space_type", "cosinesimil"));
  private static final Map<String, ?> VISUAL_FIELD =
      Map.of("type", "visual_vector", "model", "face");

  private static TestCluster cluster;
  private static Http http;

  @BeforeAll
  static void start() throws IOException {
    Path zips = Path.of(System.getProperty("face_search.it.neighbours"));
    cluster =
        TestCluster.named("knn")
            // k-NN needs the job scheduler.
            .plugins(List.of(zips.resolve("job-scheduler.zip"), zips.resolve("knn.zip")))
            .start();
    http = cluster.http(0);
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  private static String create(String hint, Map<String, ?> settings, Map<String, ?> fields)
      throws IOException {
    String index = FaceGroup.freshName(hint);
    FaceGroup.assertOk(http.put("/" + index, index(settings, fields)));
    return index;
  }

  private static Map<String, ?> index(Map<String, ?> settings, Map<String, ?> fields) {
    return Map.of("settings", settings, "mappings", Map.of("properties", fields));
  }

  private static void fill(String index, String... fields) throws IOException {
    Bulk bulk = new Bulk();
    for (int i = 0; i < 20; i++) {
      Map<String, Object> document = new HashMap<>();
      for (String field : fields) {
        document.put(field, TestVector.random(i).values());
      }
      bulk.index(index, "doc-" + i, document);
    }
    bulk.send(http);
    FaceGroup.assertOk(http.post("/" + index + "/_forcemerge?max_num_segments=1"));
    FaceGroup.assertOk(http.post("/" + index + "/_refresh"));
  }

  private static void assertFound(String index, String query, String field) throws IOException {
    Map<String, ?> vector = Map.of("vector", TestVector.random(7).values(), "k", 3);
    Map<String, ?> clause =
        query.equals("knn")
            ? Map.of("knn", Map.of(field, vector))
            : Map.of(
                query,
                Map.of("field", field, "vector", vector.get("vector"), "k", vector.get("k")));
    JsonNode hits =
        FaceGroup.assertOk(http.post("/" + index + "/_search", Map.of("query", clause)))
            .at("/hits/hits");
    assertEquals(3, hits.size(), hits::toString);
    assertEquals("doc-7", hits.at("/0/_id").asText(), hits::toString);
    assertEquals(1, hits.at("/0/_score").asDouble(), 1e-5);
  }

  @Test
  void bothAreInstalled() throws IOException {
    Set<String> installed = new HashSet<>();
    for (JsonNode plugin : FaceGroup.assertOk(http.get("/_cat/plugins?format=json"))) {
      installed.add(plugin.path("component").asText());
    }
    assertEquals(
        Set.of("opensearch-face-search", "opensearch-knn", "opensearch-job-scheduler"), installed);
  }

  @Test
  void indicesOfBothSideBySide() throws IOException {
    String theirs = create("theirs", Map.of(KNN, true), Map.of("v", KNN_FIELD));
    fill(theirs, "v");
    assertFound(theirs, "knn", "v");
    FourEncodings ours = FourEncodings.create(http, "ours", Map.of("number_of_replicas", 0));
    ours.assertFound(http);
    assertFound(theirs, "knn", "v");
  }

  @Test
  void aVectorOfDefaultParametersInAnIndexOfKnn() throws IOException {
    String index =
        create("shared", Map.of(KNN, true), Map.of("theirs", KNN_FIELD, "ours", VISUAL_FIELD));
    fill(index, "theirs", "ours");
    assertFound(index, "knn", "theirs");
    assertFound(index, "visual_knn", "ours");
  }

  private static void assertRefused(String index, Response refused) throws IOException {
    assertEquals(400, refused.status(), refused::toString);
    String reason = "[index.face_search.enabled] and [index.knn] cannot both be true";
    assertTrue(refused.text().contains(reason), refused::toString);
    assertEquals(404, http.get("/" + index).status());
    assertEquals("[]", http.get("/_cat/shards/" + index + "*?format=json").text());
  }

  @Test
  void oneIndexCannotAskForBothCodecs() throws IOException {
    String index = FaceGroup.freshName("both");
    assertRefused(
        index,
        http.put("/" + index, index(BOTH, Map.of("theirs", KNN_FIELD, "ours", VISUAL_FIELD))));
    // The name is as free as it was.
    FaceGroup.assertOk(http.put("/" + index, index(Map.of(KNN, true), Map.of())));
  }

  @Test
  void norThroughTemplates() throws IOException {
    String index = FaceGroup.freshName("template-both");
    Map<String, ?> both = Map.of("settings", BOTH);
    assertRefused(
        index,
        http.put(
            "/_index_template/" + index,
            Map.of("index_patterns", List.of(index), "template", both)));
    assertRefused(
        index,
        http.put(
            "/_template/" + index, Map.of("index_patterns", List.of(index), "settings", BOTH)));
    assertRefused(index, http.put("/_component_template/" + index, Map.of("template", both)));
    for (String setting : BOTH.keySet()) {
      FaceGroup.assertOk(
          http.put(
              "/_component_template/" + index + setting,
              Map.of("template", Map.of("settings", Map.of(setting, true)))));
    }
    assertRefused(
        index,
        http.put(
            "/_index_template/" + index,
            Map.of(
                "index_patterns",
                List.of(index),
                "composed_of",
                BOTH.keySet().stream().map(setting -> index + setting).toList())));

    // One by the template, the other by the call.
    FaceGroup.assertOk(
        http.put(
            "/_index_template/" + index,
            Map.of("index_patterns", List.of(index), "composed_of", List.of(index + KNN))));
    assertRefused(index, http.put("/" + index, index(Map.of(OURS, true), Map.of())));
  }

  /** Legacy templates add up when a document creates the index. */
  @Test
  void norWhenADocumentCreatesTheIndex() throws IOException {
    String index = FaceGroup.freshName("auto-both");
    for (String setting : BOTH.keySet()) {
      FaceGroup.assertOk(
          http.put(
              "/_template/" + index + setting,
              Map.of("index_patterns", List.of(index), "settings", Map.of(setting, true))));
    }
    assertRefused(index, http.put("/" + index + "/_doc/1", Map.of("kind", "odd")));
  }

  @Test
  void norOfAnIndexThatHasTheOther() throws IOException {
    String theirs = create("theirs", Map.of(KNN, true), Map.of("v", KNN_FIELD));
    String made = theirs + "-made";
    FaceGroup.assertOk(http.put("/" + theirs + "/_settings", Map.of("index.blocks.write", true)));
    assertRefused(
        made, http.post("/" + theirs + "/_clone/" + made, Map.of("settings", Map.of(OURS, true))));
    Snapshots snapshots = Snapshots.repository(http, "knn");
    snapshots.take("theirs", theirs);
    snapshots.assertNotRestored(
        "theirs", theirs, made, OURS, Map.of("index_settings", Map.of(OURS, true)));
    String ours = create("ours", Map.of(OURS, true), Map.of("v", VISUAL_FIELD));
    snapshots.take("ours", ours);
    snapshots.assertNotRestored(
        "ours", ours, made, KNN, Map.of("index_settings", Map.of(KNN, true)));
  }
}
