package org.facesearch.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.util.Version;

/**
 * How far from the limit: measures a node beside raw lower bounds and its peer, prints one table of
 * ratios, and writes them as JSON.
 *
 * <p>Arguments: the node's address, then {@code name=value}: {@code rows} (keys with commas between
 * them, all), {@code sizes} of the groups (10000,100000), {@code rounds} (9), {@code brief=true} to
 * see that all runs, {@code out} (docs/benchmarks.json), {@code page} whose table is replaced, and
 * the folders {@code bundles}, {@code samples} and {@code work}.
 */
public final class Benchmarks {

  private static final List<Row> ROWS =
      List.of(
          new PictureRow(),
          new TakenRow(),
          new KnnRows(),
          new MemoryRow(),
          new GroupSearchRow(),
          new CompareRow(),
          new EventRow(),
          new EnrolRow(),
          new GrowthRow());

  private Benchmarks() {}

  /**
   * Measures what is asked for; a row that fails ends it, with what was measured before written.
   */
  public static void main(String[] args) throws Exception {
    List<String> arguments = Arrays.asList(args);
    URI url = URI.create(arguments.getFirst());
    Map<String, String> options = Plan.options(arguments.subList(1, arguments.size()));
    Plan plan = Plan.of(url, options);
    List<Row> wanted = rows(options.get("rows"));
    ResultFile results =
        new ResultFile(Path.of(options.getOrDefault("out", "docs/benchmarks.json")));
    Machine machine = Machine.here();
    Map<String, String> versions = versions(plan.node());
    for (Row row : wanted) {
      System.out.println("# " + row.key());
      for (Outcome outcome : row.measure(plan)) {
        results.put(outcome, command(row, plan));
      }
      results.write(machine, versions);
    }
    System.out.print("\n" + results.table());
    if (options.containsKey("page")) {
      new Page(Path.of(options.get("page"))).write(about(machine, versions) + results.table());
    }
  }

  private static String about(Machine machine, Map<String, String> versions) {
    return "\n"
        + LocalDate.now(ZoneOffset.UTC)
        + " on "
        + machine
        + "; "
        + versions.entrySet().stream()
            .map(version -> version.getKey() + " " + version.getValue())
            .collect(Collectors.joining(", "))
        + ".\n\n";
  }

  private static List<Row> rows(String keys) {
    if (keys == null) {
      return ROWS;
    }
    Set<String> wanted = Set.of(keys.split(","));
    List<Row> rows = ROWS.stream().filter(row -> wanted.contains(row.key())).toList();
    if (rows.size() != wanted.size()) {
      throw new IllegalArgumentException(
          "rows=" + keys + ": there are " + ROWS.stream().map(Row::key).toList());
    }
    return rows;
  }

  private static String command(Row row, Plan plan) {
    return "bin/benchmark rows="
        + row.key()
        + " sizes="
        + plan.sizes().stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  private static Map<String, String> versions(Node node) throws IOException, InterruptedException {
    Map<String, String> versions = new LinkedHashMap<>();
    JsonNode version = node.call("GET", "/", "").path("version");
    versions.put("opensearch", version.path("number").asText());
    versions.put("lucene", version.path("lucene_version").asText());
    for (JsonNode plugin : node.call("GET", "/_cat/plugins?format=json", "")) {
      versions.put(plugin.path("component").asText(), plugin.path("version").asText());
    }
    for (JsonNode each : node.call("GET", "/_nodes/jvm", "").path("nodes")) {
      versions.put("java", each.at("/jvm/version").asText());
    }
    versions.put("raw lucene", Version.LATEST.toString());
    return versions;
  }
}
