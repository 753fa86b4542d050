package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Every shard has a copy on two of three nodes. So whichever node restarts, or is lost, searches go
 * on and find the same, with replicas that index for themselves and with such as copy segments.
 */
@Endurance
class NodesComeAndGoIT {

  private static final int SHARDS = 2;
  private static final Duration TO_RECOVER = Duration.ofMinutes(2);

  @Test
  void searchesGoOn() throws Exception {
    try (TestCluster cluster =
        TestCluster.named("rolling")
            .nodes(3)
            .setting("indices.breaker.total.use_real_memory", "false")
            .start()) {
      List<FourEncodings> indices = List.of(index(cluster, "DOCUMENT"), index(cluster, "SEGMENT"));
      cluster.awaitGreen();
      awaitFound(indices, cluster.http(0));
      for (int node = 0; node < cluster.size(); node++) {
        restart(cluster, node, indices);
      }
      for (FourEncodings index : indices) {
        losePrimary(cluster, index, indices);
      }
    }
  }

  private static FourEncodings index(TestCluster cluster, String replication) throws IOException {
    return FourEncodings.create(
        cluster.http(0),
        replication.toLowerCase(Locale.ROOT),
        Map.of(
            "number_of_shards",
            SHARDS,
            "number_of_replicas",
            1,
            "index.replication.type",
            replication));
  }

  private static void restart(TestCluster cluster, int node, List<FourEncodings> indices)
      throws Exception {
    Http other = cluster.http((node + 1) % cluster.size());
    SteadySearches.during(
        () -> {
          cluster.node(node).stop();
          awaitFound(indices, other);
          cluster.restart(node);
          cluster.awaitGreen();
        },
        indices,
        other);
    for (FourEncodings index : indices) {
      index.assertFound(cluster.http(node));
    }
  }

  /** Kills a node that has a primary; a replica takes its place, and takes writes. */
  private static void losePrimary(
      TestCluster cluster, FourEncodings index, List<FourEncodings> indices) throws Exception {
    String lost = primaries(cluster.http(0), index).getFirst();
    int node =
        IntStream.range(0, cluster.size())
            .filter(i -> cluster.node(i).name().equals(lost))
            .findFirst()
            .orElseThrow();
    Http other = cluster.http((node + 1) % cluster.size());
    SteadySearches.during(
        () -> {
          cluster.node(node).kill();
          awaitFound(indices, other);
          await(
              "replicas in place of those on " + lost,
              () -> {
                List<String> nodes = primaries(other, index);
                return nodes.size() == SHARDS && !nodes.contains(lost);
              });
        },
        indices,
        other);
    index.replaceSome(other);
    FaceGroup.assertOk(other.post("/" + index.index() + "/_forcemerge?max_num_segments=1"));
    awaitFound(List.of(index), other);
    cluster.restart(node);
    cluster.awaitGreen();
    awaitFound(indices, cluster.http(node));
  }

  /** The nodes of an index's working primaries; none while there is no cluster manager to ask. */
  private static List<String> primaries(Http http, FourEncodings index) throws IOException {
    List<String> nodes = new ArrayList<>();
    for (JsonNode shard : http.get("/_cat/shards/" + index.index() + "?format=json").body()) {
      if (shard.path("prirep").asText().equals("p")
          && shard.path("state").asText().equals("STARTED")) {
        nodes.add(shard.path("node").asText());
      }
    }
    return nodes;
  }

  /** Waits for complete and exact answers: replicas that copy segments come after. */
  private static void awaitFound(List<FourEncodings> indices, Http http) throws Exception {
    for (FourEncodings index : indices) {
      await(index.index() + " found completely", () -> index.isFound(http));
    }
  }

  private static void await(String what, Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + TO_RECOVER.toNanos();
    while (!condition.call()) {
      assertTrue(System.nanoTime() < deadline, () -> "not after " + TO_RECOVER + ": " + what);
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }
}
