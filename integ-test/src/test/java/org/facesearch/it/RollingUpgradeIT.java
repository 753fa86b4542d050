package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Three nodes get the next OpenSearch, with the plugin built for it, one after the other. Clients
 * add people and search through all of them meanwhile, and old and new nodes answer as one.
 *
 * <p>Runs in a build for an earlier OpenSearch that a later one has started.
 */
@EnabledIfSystemProperty(
    named = Installation.NEXT_ZIP,
    matches = ".+",
    disabledReason = "there is no later OpenSearch to go to")
class RollingUpgradeIT {

  private static final int NODES = 3;

  @Test
  void callsGoOnWhileNodeAfterNodeIsReplaced() throws Exception {
    Path next = Installation.next();
    Crowd crowd = Crowd.of(3);
    try (TestCluster cluster =
        TestCluster.named("rolling-upgrade")
            .nodes(NODES)
            // A primary that goes to a new node by itself leaves old ones without a copy.
            .setting("cluster.routing.rebalance.enable", "none")
            .setting("indices.breaker.total.use_real_memory", "false")
            .start()) {
      FourEncodings index =
          FourEncodings.create(
              cluster.http(0), "upgrading", Map.of("number_of_shards", 2, "number_of_replicas", 1));
      FaceGroup group = FaceGroup.create(cluster.http(0), "upgrading");
      FaceGroup empty = FaceGroup.create(cluster.http(0), "empty");
      cluster.awaitGreen();
      index.assertFound(cluster.http(0));
      Set<String> versions = versions(cluster);

      for (int i = 0; i < NODES; i++) {
        int node = i;
        try (ClusterStorm storm = new ClusterStorm(cluster, group, empty, crowd.shots())) {
          SteadySearches.during(
              () -> {
                storm.awaitUnderWay();
                cluster.moveTo(next, node);
                cluster.awaitGreen();
              },
              List.of(index),
              cluster.http((node + 1) % NODES));
          storm.finish();
        } catch (AssertionError e) {
          throw new AssertionError(cluster.logTails(), e);
        }
        index.assertFound(cluster.http(node));
        assertEquals(node + 1 < NODES ? 2 : 1, versions(cluster).size());
        FaceGroup upgraded = group.through(cluster.http(node));
        crowd.assertOneEntryEach(picture -> upgraded);
      }

      assertTrue(versions(cluster).stream().noneMatch(versions::contains));
      FaceGroup whole = group.through(cluster.http(0));
      FaceGroup.assertOk(new Comparing(cluster.http(0)).compare(whole, whole, Map.of()));
      index.replaceSome(cluster.http(0));
      index.assertFound(cluster.http(1));
    }
  }

  private static Set<String> versions(TestCluster cluster) throws Exception {
    Set<String> versions = new HashSet<>();
    for (JsonNode node :
        FaceGroup.assertOk(cluster.http(0).get("/_cat/nodes?format=json&h=version"))) {
      versions.add(node.path("version").asText());
    }
    return versions;
  }
}
