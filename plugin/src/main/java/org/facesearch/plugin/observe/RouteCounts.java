package org.facesearch.plugin.observe;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How often each call was answered, with which status, and how long that took. */
final class RouteCounts {

  private final Map<String, Route> routes = new ConcurrentHashMap<>();

  private static final class Route {
    private final Map<Integer, LongAdder> statuses = new ConcurrentHashMap<>();
    private final Latencies took = new Latencies();
  }

  void add(String route, int status, long nanos) {
    Route counts = routes.computeIfAbsent(route, name -> new Route());
    counts.statuses.computeIfAbsent(status, code -> new LongAdder()).increment();
    counts.took.add(nanos);
  }

  /** By route, for a JSON object. */
  Map<String, Object> stats() {
    Map<String, Object> stats = new TreeMap<>();
    routes.forEach((name, route) -> stats.put(name, stats(route)));
    return stats;
  }

  private static Map<String, Object> stats(Route route) {
    Map<String, Object> statuses = new TreeMap<>();
    long all = 0;
    long errors = 0;
    for (Map.Entry<Integer, LongAdder> entry : route.statuses.entrySet()) {
      long count = entry.getValue().sum();
      statuses.put(entry.getKey().toString(), count);
      all += count;
      errors += entry.getKey() >= 400 ? count : 0;
    }
    return Map.of(
        "requests", all, "errors", errors, "status", statuses, "took", route.took.stats());
  }
}
