package org.facesearch.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the calls of a face group take when it is large. Makes the groups {@code group-size-<n>} of
 * 10,000 and of so many faces, through {@code _bulk}, unless they are there from another run, and
 * puts what was measured in both side by side: medians in milliseconds, as a client sees them. It
 * leaves the groups there.
 *
 * <p>Arguments: the node's address, the number of faces (1000000), a JPEG of one face for those
 * calls that take a picture, and how many of the faces have a vector (all): a million graphs' nodes
 * take hours on a small machine, and the listings do not need them.
 */
public final class GroupSize {

  private static final int SMALL = 10_000;
  private static final int PROBES = 50;
  private static final int ROUNDS = 15;

  private final Node node;

  private GroupSize(Node node) {
    this.node = node;
  }

  /** Fills both groups and measures. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Node node = new Node(args.length > 0 ? args[0] : "http://127.0.0.1:9200");
    int count = args.length > 1 ? Integer.parseInt(args[1]) : 1_000_000;
    Path photo = args.length > 2 ? Path.of(args[2]) : null;
    int withVector = args.length > 3 ? Integer.parseInt(args[3]) : count;
    new GroupSize(node)
        .run(new LargeGroup(node, SMALL, SMALL), new LargeGroup(node, count, withVector), photo);
  }

  private void run(LargeGroup small, LargeGroup large, Path photo)
      throws IOException, InterruptedException {
    for (LargeGroup group : List.of(small, large)) {
      System.out.printf(Locale.ROOT, "%s: filled in %.0f s%n", group.name(), group.fill());
    }
    tellSize(large);
    // Behind those of a probe's own person are strangers, all about as near as each other.
    int mates =
        (int) ((long) FaceLikeVectors.PHOTOS_OF_A_PERSON * large.withVector() / large.count());
    System.out.printf(Locale.ROOT, "recall@%d: %.3f%n", mates, recall(large, mates));
    GroupCalls ofSmall = new GroupCalls(node, small);
    GroupCalls ofLarge = new GroupCalls(node, large);
    System.out.printf(
        Locale.ROOT, "| ms | %,d faces | %,d faces | ratio |%n", small.count(), large.count());
    tell(Timing.medians(ROUNDS, ofSmall.reading(), ofLarge.reading()));
    if (photo != null) {
      tell(Timing.medians(ROUNDS, ofSmall.changing(photo), ofLarge.changing(photo)));
    }
    tellSize(large);
  }

  private static void tell(Map<String, Timing.Pair> times) {
    times.forEach(
        (call, time) ->
            System.out.printf(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %.1f |%n",
                call,
                time.small(),
                time.large(),
                time.large() / time.small()));
  }

  private void tellSize(LargeGroup group) throws IOException, InterruptedException {
    JsonNode index =
        node.call("GET", "/" + group.index() + "/_stats/store,segments,docs", "")
            .at("/_all/primaries");
    long heap = 0;
    for (JsonNode each : node.call("GET", "/_nodes/stats/jvm", "").path("nodes")) {
      heap += each.at("/jvm/mem/heap_used_in_bytes").asLong();
    }
    System.out.printf(
        Locale.ROOT,
        "%,d faces, %,d with a vector, %d segments, %.1f GB on disk; heap in use, all nodes: %.0f MB%n",
        index.at("/docs/count").asLong(),
        group.withVector(),
        index.at("/segments/count").asInt(),
        index.at("/store/size_in_bytes").asLong() / 1e9,
        heap / 1e6);
  }

  private double recall(LargeGroup group, int k) throws IOException, InterruptedException {
    List<float[]> probes = new ArrayList<>();
    for (int i = 0; i < PROBES; i++) {
      probes.add(group.vectors().probe(i));
    }
    List<Set<Integer>> nearest =
        group.vectors().nearest(probes, k, face -> face < group.withVector());
    Map<String, Integer> faces = new HashMap<>();
    nearest.forEach(set -> set.forEach(face -> faces.put(LargeGroup.id(face), face)));
    int found = 0;
    for (int i = 0; i < PROBES; i++) {
      String query =
          "{\"size\":"
              + k
              + ",\"_source\":false,\"query\":{\"visual_knn\":{\"field\":\"vector\",\"k\":"
              + k
              + ",\"vector\":"
              + BulkFill.json(probes.get(i))
              + "}}}";
      Set<Integer> hits = new HashSet<>();
      for (JsonNode hit :
          node.call("POST", "/" + group.index() + "/_search", query).at("/hits/hits")) {
        hits.add(faces.getOrDefault(hit.path("_id").asText(), -1));
      }
      hits.retainAll(nearest.get(i));
      found += hits.size();
    }
    return (double) found / (k * PROBES);
  }
}
