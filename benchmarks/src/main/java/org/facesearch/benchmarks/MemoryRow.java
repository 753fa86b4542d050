package org.facesearch.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What has to be in memory for searches to be fast: the files that a walk reads, which are the
 * graph and the vectors as it sees them. Full vectors behind encoded ones are read for the
 * candidates alone and may stay on disk.
 */
final class MemoryRow implements Row {

  @Override
  public String key() {
    return "memory";
  }

  @Override
  public List<Outcome> measure(Plan plan) throws Exception {
    LargeGroup group = plan.group(plan.largest());
    Node node = plan.node();
    if (!KnnPlugin.isThere(node)) {
      System.out.println("# the node has no k-NN plugin, whose floats the memory is compared with");
      return List.of();
    }
    GroupNeighbours ours = new GroupNeighbours(plan, group);
    KnnPlugin floats = new KnnPlugin(plan, group);
    ours.fill();
    floats.fill();
    long encoded = bytes(node, ours.index(), "vex", "vem", "veq", "vemq");
    long full = bytes(node, floats.index(), "vex", "vem", "vec", "vemf");
    return List.of(
        Outcome.atMost(
            0.35,
            String.format(
                Locale.ROOT,
                "memory that a walk through %,d faces reads, by that of a graph over floats",
                group.count()),
            Spread.of(List.of((double) encoded / full)),
            String.format(Locale.ROOT, "%.0f and %.0f MB", encoded / 1e6, full / 1e6)));
  }

  private static long bytes(Node node, String index, String... extensions)
      throws IOException, InterruptedException {
    JsonNode files =
        node.call("GET", "/" + index + "/_stats?include_segment_file_sizes=true", "")
            .at("/_all/primaries/segments/file_sizes");
    return Stream.of(extensions)
        .mapToLong(extension -> files.path(extension).path("size_in_bytes").asLong())
        .sum();
  }
}
