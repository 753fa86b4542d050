package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Clustering by many clients through three nodes: one person, one entry, also while the shard that
 * takes the entries moves, or its node is killed or cut off.
 *
 * <p>There are few people here, to keep it short. {@code -Dface_search.test.people=50} makes it 200
 * pictures of 50 people from each of the 8 clients.
 */
class OnePersonOneEntryIT {

  private static final System.Logger LOGGER = System.getLogger(OnePersonOneEntryIT.class.getName());
  private static final int NODES = 3;
  private static final int MOVES = 3;

  private static Crowd crowd;
  private static TestCluster cluster;

  @RegisterExtension
  final AfterTestExecutionCallback logs =
      context -> {
        if (context.getExecutionException().isPresent()) {
          LOGGER.log(Level.ERROR, "{0} failed\n{1}", context.getDisplayName(), cluster.logTails());
        }
      };

  @BeforeAll
  static void start() throws IOException {
    crowd = Crowd.of(Integer.getInteger("face_search.test.people", 6));
    cluster =
        TestCluster.named("one-entry")
            .nodes(NODES)
            // Shards move when a test says so.
            .setting("cluster.routing.rebalance.enable", "none")
            .setting("indices.breaker.total.use_real_memory", "false")
            .start();
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void manyClientsAtOnce() throws Exception {
    FaceGroup group = FaceGroup.create(cluster.http(0), "calm");
    try (ClusterStorm storm = storm(group)) {
      storm.finish();
      assertOneEntryEach(group, storm);
      assertOneIdEach(storm);
    }
  }

  @Endurance
  @Test
  void whileTheShardMoves() throws Exception {
    FaceGroup group = FaceGroup.create(cluster.http(0), "moving");
    try (ClusterStorm storm = storm(group)) {
      storm.awaitUnderWay();
      for (int i = 0; i < MOVES; i++) {
        movePrimary(group);
      }
      storm.finish();
      assertOneEntryEach(group, storm);
      assertOneIdEach(storm);
    }
  }

  @Endurance
  @Test
  void whileTheNodeOfThePrimaryIsKilledAndComesBack() throws Exception {
    FaceGroup group = FaceGroup.create(cluster.http(0), "killed");
    try (ClusterStorm storm = storm(group)) {
      storm.awaitUnderWay();
      int node = nodeNumber(shards(group).primary());
      cluster.node(node).kill();
      cluster.restart(node);
      storm.finish();
      cluster.awaitGreen();
      assertOneEntryEach(group, storm);
    }
  }

  /**
   * Clients of the node that is cut off wait for it with requests that it takes up when it is back,
   * in the belief that it still has the primary. Who is told of an entry meanwhile is told of it by
   * the new primary, which nobody may take back.
   */
  @Test
  void whileTheNodeOfThePrimaryIsCutOffAndComesBack() throws Exception {
    FaceGroup group = FaceGroup.create(cluster.http(0), "cut-off");
    try (ClusterStorm storm = storm(group)) {
      giveNodesUpAfter("2s");
      storm.awaitUnderWay();
      int cutOff = nodeNumber(shards(group).primary());
      Http other = cluster.http((cutOff + 1) % NODES);
      Map<String, String> told;
      cluster.node(cutOff).pause();
      try {
        awaitPrimaryElsewhere(group, other, cutOff);
        told = ids(group.through(other));
      } finally {
        cluster.node(cutOff).resume();
      }
      storm.finish();
      FaceGroup.assertOk(
          other.get("/_cluster/health?timeout=90s&wait_for_status=green&wait_for_nodes=" + NODES));
      assertOneEntryEach(group, storm);
      assertEquals(told, ids(group.through(cluster.http(cutOff))));
    } finally {
      giveNodesUpAfter(null);
    }
  }

  /** How long each of three checks of a node may take; {@code null} for OpenSearch's default. */
  private static void giveNodesUpAfter(String timeout) throws IOException {
    Map<String, String> settings = new HashMap<>();
    settings.put("cluster.fault_detection.follower_check.timeout", timeout);
    settings.put("cluster.fault_detection.leader_check.timeout", timeout);
    FaceGroup.assertOk(cluster.http(0).put("/_cluster/settings", Map.of("persistent", settings)));
  }

  /** Asks the state that one node has: the others may not answer. */
  private static void awaitPrimaryElsewhere(FaceGroup group, Http asked, int cutOff)
      throws IOException {
    String path = "/_cluster/state/routing_table,nodes/" + group.index() + "?local=true";
    Comparing.await(
        () -> {
          JsonNode state = FaceGroup.assertOk(asked.get(path));
          for (JsonNode copy : state.at("/routing_table/indices/" + group.index() + "/shards/0")) {
            String node = state.at("/nodes/" + copy.path("node").asText() + "/name").asText();
            if (copy.path("primary").asBoolean()
                && copy.path("state").asText().equals("STARTED")
                && !node.equals("node-" + cutOff)) {
              return Optional.of(node);
            }
          }
          return Optional.empty();
        },
        "another primary");
  }

  /** The entry of each person, who is added if there is none. */
  private static Map<String, String> ids(FaceGroup group) throws IOException {
    Map<String, String> ids = new HashMap<>();
    for (int i = 0; i < crowd.shots().size(); i += Crowd.SHOTS) {
      Crowd.Shot shot = crowd.shots().get(i);
      JsonNode face =
          Comparing.await(
              () -> {
                Response answer = group.cluster(List.of(shot.uri()), Map.of());
                if (answer.status() == 429 || answer.status() == 503) {
                  return Optional.empty();
                }
                return Optional.of(FaceGroup.assertOk(answer).at("/search_results/0/faces/0"));
              },
              "an answer");
      assertEquals(1, face.path("faces").size(), face::toString);
      ids.put(shot.people().getFirst(), face.at("/faces/0/id").asText());
    }
    return ids;
  }

  @AfterEach
  void settle() throws IOException {
    cluster.awaitGreen();
  }

  private static ClusterStorm storm(FaceGroup group) throws IOException {
    FaceGroup empty = FaceGroup.create(cluster.http(0), "empty");
    cluster.awaitGreen();
    return new ClusterStorm(cluster, group, empty, crowd.shots());
  }

  private static void assertOneEntryEach(FaceGroup group, ClusterStorm storm) throws IOException {
    LOGGER.log(Level.INFO, "{0}: {1}", group.name(), storm);
    // A node that came back has another port than the one the group was created through.
    crowd.assertOneEntryEach(picture -> group.through(cluster.http(picture % NODES)));
  }

  /** Nobody was ever told another id than the one that stays. */
  private static void assertOneIdEach(ClusterStorm storm) {
    assertEquals(crowd.people().size(), storm.ids().size());
    storm.ids().forEach((person, ids) -> assertEquals(1, ids.size(), () -> person + ": " + ids));
  }

  /** The names of the nodes that hold the copies of a group's only shard. */
  private record Shards(String primary, Set<String> all) {}

  private static Shards shards(FaceGroup group) throws IOException {
    String primary = null;
    Set<String> all = new HashSet<>();
    JsonNode rows =
        FaceGroup.assertOk(
            cluster.http(0).get("/_cat/shards/" + group.index() + "?format=json&h=prirep,node"));
    for (JsonNode row : rows) {
      String node = row.path("node").asText();
      all.add(node);
      primary = row.path("prirep").asText().equals("p") ? node : primary;
    }
    return new Shards(primary, all);
  }

  private static void movePrimary(FaceGroup group) throws IOException {
    Shards shards = shards(group);
    String free =
        List.of("node-0", "node-1", "node-2").stream()
            .filter(node -> !shards.all().contains(node))
            .findFirst()
            .orElseThrow();
    FaceGroup.assertOk(
        cluster
            .http(0)
            .post(
                "/_cluster/reroute",
                Map.of(
                    "commands",
                    List.of(
                        Map.of(
                            "move",
                            Map.of(
                                "index",
                                group.index(),
                                "shard",
                                0,
                                "from_node",
                                shards.primary(),
                                "to_node",
                                free))))));
    cluster.awaitNoRelocation();
  }

  private static int nodeNumber(String name) {
    return Integer.parseInt(name.substring("node-".length()));
  }
}
