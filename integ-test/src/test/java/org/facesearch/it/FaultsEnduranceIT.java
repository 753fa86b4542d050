package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Clients enrol, cluster, search and compare without pause while nodes, the cluster manager first,
 * are killed and come back, and while one is frozen for a minute. {@code
 * -Dface_search.test.rounds=N} kills as many times.
 */
@Endurance
class FaultsEnduranceIT {

  private static final int NODES = 3;
  private static final Duration CALM = Duration.ofSeconds(8);
  private static final Duration FROZEN = Duration.ofMinutes(1);

  @Test
  void nothingAcknowledgedIsLost() throws Exception {
    int rounds = Integer.getInteger("face_search.test.rounds", 6);
    try (TestCluster cluster =
        TestCluster.named("faults")
            .nodes(NODES)
            .setting("indices.breaker.total.use_real_memory", "false")
            .start()) {
      FaceGroup known = FaceGroup.create(cluster.http(0), "known");
      for (Person person : Person.all()) {
        known.enrol(person.name(), person, Map.of());
      }
      FaceGroup enrolled = new FaceGroup(cluster.http(0), FaceGroup.freshName("enrolled"));
      FaceGroup.assertOk(enrolled.create(10_000));
      FaceGroup clustered = FaceGroup.create(cluster.http(0), "clustered");
      cluster.awaitGreen();
      try (FaultClients clients = new FaultClients(cluster, known, enrolled, clustered)) {
        for (int round = 0; round < rounds; round++) {
          int node = round % 2 == 0 ? manager(cluster) : round % NODES;
          clients.calmFor(CALM);
          cluster.node(node).kill();
          TimeUnit.SECONDS.sleep(3);
          cluster.restart(node);
          cluster.awaitGreen();
        }
        clients.calmFor(CALM);
        freeze(cluster, 1 + rounds % (NODES - 1));
        clients.calmFor(CALM);
        clients.finish();
      } catch (Exception | AssertionError e) {
        throw new AssertionError(cluster.logTails(), e);
      }
      assertEquals(Person.all().size(), clustered.through(cluster.http(0)).count());
    }
  }

  private static void freeze(TestCluster cluster, int node) throws Exception {
    cluster.node(node).pause();
    try {
      TimeUnit.MILLISECONDS.sleep(FROZEN.toMillis());
    } finally {
      cluster.node(node).resume();
    }
    Comparing.await(
        () -> {
          Response health =
              cluster
                  .http(0)
                  .get("/_cluster/health?timeout=5s&wait_for_status=green&wait_for_nodes=" + NODES);
          return health.status() == 200 ? Optional.of(health) : Optional.empty();
        },
        "all nodes together again");
  }

  private static int manager(TestCluster cluster) throws IOException {
    JsonNode answer =
        FaceGroup.assertOk(cluster.http(0).get("/_cat/cluster_manager?format=json&h=node"));
    String name = answer.at("/0/node").asText();
    int node =
        List.of(cluster.node(0).name(), cluster.node(1).name(), cluster.node(2).name())
            .indexOf(name);
    assertTrue(node >= 0, answer::toString);
    return node;
  }
}
