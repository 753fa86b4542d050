package org.facesearch.benchmarks;

import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * On what and how much is measured.
 *
 * @param url of the node
 * @param bundles folder of the model bundles
 * @param samples folder of the sample photographs
 * @param work folder for what is made on the way and is worth keeping
 * @param sizes of the groups, ascending; multiples of a thousand
 * @param probes searches whose recall is measured
 * @param rounds that count
 * @param faces that are enrolled
 * @param events that are searched
 * @param millis that a stretch of searches lasts
 * @param brief whether it is only to be seen that all runs
 */
record Plan(
    URI url,
    Path bundles,
    Path samples,
    Path work,
    List<Integer> sizes,
    int probes,
    int rounds,
    int faces,
    int events,
    int millis,
    boolean brief) {

  Node node() {
    return new Node(url.toString());
  }

  int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  LargeGroup group(int size) {
    return new LargeGroup(node(), size, size);
  }

  /** Rounds before those that count: a node that has just started compiles what it runs. */
  int warm() {
    return brief ? 1 : 4;
  }

  int largest() {
    return sizes.getLast();
  }

  /**
   * Reads {@code name=value}.
   *
   * @throws IllegalArgumentException if something has no such form
   */
  static Map<String, String> options(List<String> arguments) {
    Map<String, String> options = new HashMap<>();
    for (String argument : arguments) {
      String[] parts = argument.split("=", 2);
      if (parts.length != 2) {
        throw new IllegalArgumentException(argument + ": name=value is needed");
      }
      options.put(parts[0], parts[1]);
    }
    return options;
  }

  /** The full measure, or {@code brief=true} to see that all runs, changed by options. */
  static Plan of(URI url, Map<String, String> options) {
    boolean brief = Boolean.parseBoolean(options.getOrDefault("brief", "false"));
    Path work = Path.of(options.getOrDefault("work", "target/benchmarks"));
    return new Plan(
        url,
        Path.of(options.getOrDefault("bundles", "models/target/bundles")),
        Path.of(options.getOrDefault("samples", "models/target/samples")),
        work,
        Arrays.stream(
                options.getOrDefault("sizes", brief ? "1000,2000" : "10000,100000").split(","))
            .map(Integer::valueOf)
            .sorted()
            .toList(),
        Integer.parseInt(options.getOrDefault("probes", brief ? "5" : "100")),
        Integer.parseInt(options.getOrDefault("rounds", brief ? "1" : "9")),
        Integer.parseInt(options.getOrDefault("faces", brief ? "4" : "1000")),
        Integer.parseInt(options.getOrDefault("events", brief ? "1000" : "50000")),
        brief ? 50 : 1500,
        brief);
  }
}
