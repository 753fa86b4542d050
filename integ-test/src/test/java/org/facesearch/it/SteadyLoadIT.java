package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** One client that sends full-size photographs one after the other is no overload. */
class SteadyLoadIT {

  private static final int PHOTOGRAPHS = 16;
  private static final int CLIENTS = 24;

  @Test
  void photographsOneByOneAreAllEnrolled() throws Exception {
    try (TestCluster cluster = TestCluster.named("steady").start()) {
      FaceGroup group = FaceGroup.create(cluster.http(0), "steady");
      Map<Integer, Integer> statuses = new TreeMap<>();
      String last = "";
      for (int i = 0; i < PHOTOGRAPHS; i++) {
        Response response =
            group.add("id-" + i, Pictures.dataUri(Pictures.sample(1 + i % 6)), Map.of());
        statuses.merge(response.status(), 1, Integer::sum);
        last = response.status() == 200 ? last : response.toString();
      }
      assertEquals(Map.of(200, PHOTOGRAPHS), statuses, last);
      assertEquals(PHOTOGRAPHS, group.count());
      assertStormPasses(cluster);
    }
  }

  /** The same node under clients who do not wait; OverloadEnduranceIT is its long form. */
  private static void assertStormPasses(TestCluster cluster) throws Exception {
    PictureStorm storm =
        new PictureStorm(cluster.http(0), FaceGroup.create(cluster.http(0), "storm"));
    Map<Integer, Integer> statuses = storm.blow(CLIENTS, Duration.ofSeconds(10));
    assertTrue(Set.of(200, 413, 429).containsAll(statuses.keySet()), statuses::toString);
    assertTrue(statuses.getOrDefault(200, 0) > 0, statuses::toString);
    Comparing.await(
        () -> {
          NodeStats stats = NodeStats.of(cluster.http(0));
          return stats.at("/memory/decode/used_in_bytes").asLong() == 0
                  && stats.at("/memory/download/used_in_bytes").asLong() == 0
              ? Optional.of(true)
              : Optional.empty();
        },
        "all memory of pictures given back");
    // The heap may be full of what the storm left, until it is collected.
    Comparing.await(
        () ->
            storm.send(true) == 200 && storm.send(false) == 200
                ? Optional.of(true)
                : Optional.empty(),
        "a node that serves again");
    assertTrue(
        cluster.node(0).log().stream()
            .noneMatch(line -> line.contains("java.lang.OutOfMemoryError")),
        cluster::logTails);
  }
}
