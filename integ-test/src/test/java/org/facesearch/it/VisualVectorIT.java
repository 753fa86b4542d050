package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code visual_vector} and {@code visual_knn} in an index of one's own. */
@RealCluster
class VisualVectorIT {

  private static final double[] COSINES = {1, 0.8, 0.6, 0, -0.6, -1};

  /** An index of vectors at known angles to the first axis, {@code even} or {@code odd}. */
  private static String index(Http http, String encoding) throws IOException {
    String index = FaceGroup.freshName("own");
    FaceGroup.assertOk(
        http.put(
            "/" + index,
            Map.of(
                "settings",
                Map.of("index.face_search.enabled", true, "number_of_shards", 2),
                "mappings",
                mapping(Map.of("model", "face", "encoding", encoding)))));
    Bulk bulk = new Bulk();
    for (int i = 0; i < COSINES.length; i++) {
      bulk.index(
          index,
          "doc-" + i,
          Map.of("face", vectorAt(COSINES[i], 3), "kind", i % 2 == 0 ? "even" : "odd"));
    }
    bulk.index(index, "no-vector", Map.of("kind", "even"));
    bulk.send(http);
    assertEquals(200, http.post("/" + index + "/_refresh").status());
    return index;
  }

  private static Map<String, ?> mapping(Map<String, ?> parameters) {
    Map<String, Object> face = new HashMap<>(parameters);
    face.put("type", "visual_vector");
    return Map.of("properties", Map.of("face", face, "kind", Map.of("type", "keyword")));
  }

  /** A vector of some length at an angle to the first axis. */
  private static List<Double> vectorAt(double cosine, double length) {
    List<Double> vector = new ArrayList<>();
    vector.add(cosine * length);
    vector.add(Math.sqrt(1 - cosine * cosine) * length);
    while (vector.size() < Bulk.DIMENSION) {
      vector.add(0.0);
    }
    return vector;
  }

  private static JsonNode search(Http http, String index, Map<String, ?> more) throws IOException {
    return FaceGroup.assertOk(knn(http, index, Bulk.axis(0), more)).at("/hits/hits");
  }

  private static Response knn(Http http, String index, List<?> vector, Map<String, ?> more)
      throws IOException {
    Map<String, Object> query = new HashMap<>(more);
    query.put("field", "face");
    query.put("vector", vector);
    return http.post("/" + index + "/_search", Map.of("query", Map.of("visual_knn", query)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"float", "int8"})
  void theScoreIsHalfOfOnePlusTheCosine(String encoding, TestCluster cluster) throws IOException {
    String index = index(cluster.http(0), encoding);
    JsonNode hits = search(cluster.http(1), index, Map.of("k", 10));
    assertEquals(COSINES.length, hits.size());
    for (int i = 0; i < COSINES.length; i++) {
      assertEquals("doc-" + i, hits.at("/" + i + "/_id").asText());
      assertEquals((1 + COSINES[i]) / 2, hits.at("/" + i + "/_score").asDouble(), 1e-5);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"float", "int8"})
  void thresholdAndFilterNarrowTheSearch(String encoding, TestCluster cluster) throws IOException {
    String index = index(cluster.http(0), encoding);
    Http http = cluster.http(1);
    assertEquals(
        List.of("doc-0", "doc-1", "doc-2"),
        FaceGroup.texts(search(http, index, Map.of("threshold", 0.59, "k", 10)), "_id"));
    assertEquals(
        List.of("doc-0"), FaceGroup.texts(search(http, index, Map.of("threshold", 0.81)), "_id"));
    Map<String, ?> odd = Map.of("term", Map.of("kind", "odd"));
    assertEquals(
        List.of("doc-1", "doc-3", "doc-5"),
        FaceGroup.texts(search(http, index, Map.of("filter", odd, "k", 3)), "_id"));
    assertEquals(
        List.of("doc-1"),
        FaceGroup.texts(search(http, index, Map.of("filter", odd, "threshold", 0.5)), "_id"));
    assertEquals(
        List.of(),
        FaceGroup.texts(
            search(http, index, Map.of("filter", Map.of("term", Map.of("kind", "none")))), "_id"));
  }

  @Test
  void anotherEncodingNeedsTheIndexToBeEnabled(TestCluster cluster) throws IOException {
    String name = "/" + FaceGroup.freshName("not-enabled");
    Http http = cluster.http(0);
    for (Map<String, ?> parameters :
        List.<Map<String, ?>>of(
            Map.of("model", "face", "encoding", "int8"), Map.of("model", "face", "m", 32))) {
      Response refused = http.put(name, Map.of("mappings", mapping(parameters)));
      assertEquals(400, refused.status(), refused::toString);
      assertTrue(refused.text().contains("index.face_search.enabled"), refused::toString);
    }
    FaceGroup.assertOk(http.put(name, Map.of("mappings", mapping(Map.of("model", "face")))));
  }

  static List<Map<String, ?>> badMappings() {
    return List.of(
        Map.of(),
        Map.of("model", "no-such-model"),
        Map.of("model", "retinaface-mnet025"),
        Map.of("model", "face", "dimension", 128),
        Map.of("model", "face", "dimension", "x"),
        Map.of("model", "face", "encoding", "int3"),
        Map.of("model", "face", "m", 0),
        Map.of("model", "face", "ef_construction", 0),
        Map.of("model", "face", "unknown", 1));
  }

  @ParameterizedTest
  @MethodSource("badMappings")
  void aBadMappingIsRefused(Map<String, ?> parameters, TestCluster cluster) throws IOException {
    Response refused =
        cluster
            .http(0)
            .put(
                "/" + FaceGroup.freshName("bad-mapping"),
                Map.of(
                    "settings",
                    Map.of("index.face_search.enabled", true),
                    "mappings",
                    mapping(parameters)));
    assertEquals(400, refused.status(), refused::toString);
    assertTrue(refused.text().contains("face"), refused::toString);
  }

  @Test
  void theMappingTellsTheModel(TestCluster cluster) throws IOException {
    String index = index(cluster.http(0), "int8");
    JsonNode field =
        FaceGroup.assertOk(cluster.http(1).get("/" + index + "/_mapping"))
            .at("/" + index + "/mappings/properties/face");
    assertEquals(
        Http.json(
            "{'type':'visual_vector','model':'arcface-fr-512','dimension':512,"
                + "'encoding':'int8'}"),
        field);
  }

  static List<String> badVectors() {
    String zeros = ",0".repeat(Bulk.DIMENSION - 2);
    return List.of(
        "[1,0" + zeros + ",0]",
        "[1" + zeros + "]",
        "[]",
        "[0,0" + zeros + "]",
        "['NaN',0" + zeros + "]",
        "[NaN,0" + zeros + "]",
        "[1e39,0" + zeros + "]",
        "[null,0" + zeros + "]",
        "['1',0" + zeros + "]",
        "[[1],0" + zeros + "]",
        "1",
        "'x'",
        "{'a':1}");
  }

  @ParameterizedTest
  @MethodSource("badVectors")
  void aBadVectorIsNeitherStoredNorSearchedFor(String vector, TestCluster cluster)
      throws IOException {
    String index = FaceGroup.freshName("bad-vectors");
    Http http = cluster.http(0);
    FaceGroup.assertOk(http.put("/" + index, Map.of("mappings", mapping(Map.of("model", "face")))));
    // Without a document there is nothing to compare with, and no shard to find the fault.
    assertEquals(
        201, http.put("/" + index + "/_doc/1?refresh=true", Map.of("face", Bulk.axis(0))).status());
    Response stored = post(http, index + "/_doc?refresh=true", "{'face':" + vector + "}");
    assertEquals(400, stored.status(), stored::toString);
    Response found =
        post(
            http,
            index + "/_search",
            "{'query':{'visual_knn':{'field':'face','vector':" + vector + "}}}");
    assertEquals(400, found.status(), found::toString);
    assertEquals(1, FaceGroup.assertOk(http.get("/" + index + "/_count")).path("count").asInt());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'k':0",
        "'k':10001",
        "'k':-1",
        "'k':'x'",
        "'ef':0",
        "'k':10,'ef':5",
        "'ef':10001",
        "'threshold':1.1",
        "'threshold':-1.1",
        "'threshold':'high'",
        "'filter':5",
        "'unknown':1",
        "'field':'kind'",
        "'field':'none'"
      })
  void aBadOptionIsRefused(String option, TestCluster cluster) throws IOException {
    String index = FaceGroup.freshName("bad-options");
    Http http = cluster.http(0);
    FaceGroup.assertOk(http.put("/" + index, Map.of("mappings", mapping(Map.of("model", "face")))));
    String field = option.contains("'field'") ? "" : "'field':'face',";
    Response response =
        post(
            http,
            index + "/_search",
            "{'query':{'visual_knn':{"
                + field
                + option
                + ",'vector':"
                + Http.text(Bulk.axis(0))
                + "}}}");
    assertEquals(400, response.status(), response::toString);
  }

  private static Response post(Http http, String path, String body) throws IOException {
    return http.postText("/" + path, "application/json", body.replace('\'', '"'));
  }
}
