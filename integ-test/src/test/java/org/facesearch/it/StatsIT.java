package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a node tells of itself. */
@RealCluster
class StatsIT {

  private static final String SEARCHES = "/requests/v1_face_search_group";

  @Test
  void callsAndTheirStagesAreCountedOnTheNodeThatTookThem(TestCluster cluster) throws IOException {
    FaceGroup group = FaceGroup.create(cluster.http(0), "stats");
    group.enrol("anna", Person.ANNA, Map.of());
    NodeStats before = NodeStats.of(cluster.http(0));
    FaceGroup.assertOk(group.search(List.of(Person.ANNA.uri()), Map.of()));
    assertEquals(400, group.search(List.of("data:,x"), Map.of()).status());
    NodeStats after = NodeStats.of(cluster.http(0));

    assertEquals(2, after.since(before, SEARCHES + "/requests"));
    assertEquals(1, after.since(before, SEARCHES + "/errors"));
    assertEquals(1, after.since(before, SEARCHES + "/status/200"));
    assertEquals(1, after.since(before, SEARCHES + "/status/400"));
    assertEquals(2, after.since(before, SEARCHES + "/took/count"));
    for (String stage : List.of("wait", "decode", "detect", "align", "embed", "search")) {
      String path = "/stages/" + stage;
      assertTrue(after.since(before, path + "/count") >= 1, after::toString);
      double p50 = after.at(path + "/p50_in_millis").asDouble();
      double p99 = after.at(path + "/p99_in_millis").asDouble();
      assertTrue(0 < p50 && p50 <= p99, after::toString);
      assertTrue(p99 <= after.at(path + "/max_in_millis").asDouble(), after::toString);
    }
    String pool = "/thread_pools/face_search_inference";
    assertTrue(after.since(before, pool + "/completed") >= 1, after::toString);
    assertTrue(after.at(pool + "/rejected").isIntegralNumber(), after::toString);
    assertTrue(after.at("/comparisons/running").isInt(), after::toString);
  }

  @Test
  void modelsAndMemoryAreTold(TestCluster cluster) throws IOException {
    NodeStats stats = NodeStats.of(cluster.http(0));
    JsonNode embedder = null;
    for (JsonNode model : stats.at("/models")) {
      embedder = model.path("id").asText().equals("arcface-fr-512") ? model : embedder;
    }
    assertTrue(embedder != null, stats::toString);
    assertEquals("embedder", embedder.path("role").asText());
    assertTrue(embedder.path("sha256").asText().matches("[0-9a-f]{64}"), embedder::toString);
    assertEquals("MIT", embedder.at("/licence/package").asText());

    assertTrue(stats.at("/memory/decode/limit_in_bytes").asLong() > 0, stats::toString);
    JsonNode breakers = cluster.http(0).get("/_nodes/_local/stats/breaker").body().path("nodes");
    JsonNode breaker = breakers.iterator().next().at("/breakers/face_search");
    assertEquals(
        breaker.path("limit_size_in_bytes").asLong(), stats.at("/breaker/limit_in_bytes").asLong());
    // The models at least.
    assertTrue(stats.at("/breaker/used_in_bytes").asLong() > 10_000_000, stats::toString);
    assertTrue(breaker.path("estimated_size_in_bytes").asLong() > 10_000_000, breaker::toString);
  }

  @Test
  void allNodesAnswerAndFacesAreCounted(TestCluster cluster) throws IOException {
    FaceGroup group = FaceGroup.create(cluster.http(0), "stats-faces");
    long before = faces(cluster);
    group.enrol("anna", Person.ANNA, Map.of());
    group.enrol("bela", Person.BELA, Map.of());
    assertEquals(2, group.count());
    assertEquals(before + 2, faces(cluster));
    JsonNode all = FaceGroup.assertOk(cluster.http(1).get("/_plugins/_face_search/stats"));
    assertEquals(2, all.path("nodes").size(), all::toString);
    assertEquals(2, all.at("/_nodes/successful").asInt(), all::toString);
    JsonNode named = FaceGroup.assertOk(cluster.http(1).get(NodeStats.PATH + "/node-0"));
    assertEquals(1, named.path("nodes").size(), named::toString);
    assertEquals(400, cluster.http(0).get(NodeStats.PATH + "?unheard_of=1").status());
  }

  private static long faces(TestCluster cluster) throws IOException {
    cluster.http(0).post("/faces-*/_refresh");
    return FaceGroup.assertOk(cluster.http(1).get(NodeStats.PATH))
        .at("/faces/face_groups")
        .asLong();
  }
}
