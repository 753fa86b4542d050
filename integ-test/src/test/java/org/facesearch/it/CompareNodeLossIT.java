package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A kept comparison whose node is lost, one too many, and one whose time is over. */
@Endurance
class CompareNodeLossIT {

  @Test
  void whatItsNodeTookWithItIsInterrupted() throws IOException {
    try (TestCluster cluster = TestCluster.named("compare-loss").nodes(3).start()) {
      FaceGroup group = Comparing.large(cluster.http(0), 2000);
      Comparing comparing = new Comparing(cluster.http(0));
      String id =
          new Comparing(cluster.http(2))
              .start(group, group, Comparing.LONG)
              .path("comparison")
              .asText();
      JsonNode before = comparing.awaitState(id, now -> now.path("compared").asInt() > 0);
      assertEquals("running", before.path("state").asText(), before::toString);
      cluster.awaitGreen();
      cluster.node(2).kill();
      JsonNode after = awaitInterrupted(comparing, id);
      assertTrue(after.path("compared").asInt() < 2000, after::toString);
      assertTrue(
          after.path("compared").asInt() >= before.path("compared").asInt(), after::toString);
      assertEquals(1, after.path("compare_results").size(), "what was found is there");

      // Its tasks begin at 1 again: none of them is taken for the lost one.
      cluster.restart(2);
      assertEquals("interrupted", comparing.state(id).path("state").asText());
      FaceGroup.assertOk(cluster.http(0).delete(Comparing.KEPT + id));
      assertEquals(404, comparing.page(id, "").status());
      oneTooMany(cluster);
      expires(cluster);
    }
  }

  private static void oneTooMany(TestCluster cluster) throws IOException {
    set(cluster, "plugins.face_search.compare.max_kept", "1");
    FaceGroup empty = FaceGroup.create(cluster.http(0), "empty");
    Comparing comparing = new Comparing(cluster.http(1));
    String id = comparing.start(empty, empty, Map.of()).path("comparison").asText();
    FaceGroup.assertError(
        429,
        "1 comparisons are kept already, remove one or try again later",
        new Comparing(cluster.http(0)).tryToStart(empty, empty, Map.of()));
    FaceGroup.assertOk(cluster.http(0).delete(Comparing.KEPT + id));
    String next = comparing.start(empty, empty, Map.of()).path("comparison").asText();
    FaceGroup.assertOk(cluster.http(0).delete(Comparing.KEPT + next));
  }

  private static void set(TestCluster cluster, String key, String value) throws IOException {
    FaceGroup.assertOk(
        cluster.http(0).put("/_cluster/settings", Map.of("persistent", Map.of(key, value))));
  }

  /** A copy of a shard may have to become the primary one first. */
  private static JsonNode awaitInterrupted(Comparing comparing, String id) throws IOException {
    return Comparing.await(
        () -> {
          Response answer = comparing.page(id, "?limit=1");
          return answer.status() == 200
                  && answer.body().path("state").asText().equals("interrupted")
              ? Optional.of(answer.body())
              : Optional.empty();
        },
        "interrupted");
  }

  private static void expires(TestCluster cluster) throws IOException {
    set(cluster, "plugins.face_search.compare.keep", "10s");
    FaceGroup empty = FaceGroup.create(cluster.http(0), "empty");
    Comparing comparing = new Comparing(cluster.http(1));
    String id = comparing.start(empty, empty, Map.of()).path("comparison").asText();
    Comparing.await(
        () -> comparing.page(id, "").status() == 404 ? Optional.of(true) : Optional.empty(),
        "the end of its time");
    Comparing.await(
        () ->
            cluster.http(0).get("/.face-comparison-" + id).status() == 404
                ? Optional.of(true)
                : Optional.empty(),
        "the index to be removed");
  }
}
