package org.facesearch.plugin.observe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.facesearch.models.bundle.Manifest;
import org.facesearch.models.image.DecodeBudget;
import org.facesearch.plugin.settings.ThreadPools;
import org.opensearch.threadpool.ThreadPool;
import org.opensearch.threadpool.ThreadPoolStats;

/** What a node tells of itself, as the values of a JSON object. */
public final class NodeStatus implements Supplier<Map<String, Object>> {

  private final Map<String, Supplier<?>> parts = new LinkedHashMap<>();

  /** Adds a part: JSON values, asked for at every call. */
  public NodeStatus with(String name, Supplier<?> part) {
    parts.put(name, part);
    return this;
  }

  @Override
  public Map<String, Object> get() {
    Map<String, Object> all = new LinkedHashMap<>();
    parts.forEach((name, part) -> all.put(name, part.get()));
    return all;
  }

  /** What budgets have and how much of it is taken. */
  public static Map<String, Object> of(Map<String, DecodeBudget> budgets) {
    Map<String, Object> all = new TreeMap<>();
    budgets.forEach((name, budget) -> all.put(name, of(budget)));
    return all;
  }

  private static Map<String, Object> of(DecodeBudget budget) {
    Map<String, Object> memory = new LinkedHashMap<>();
    memory.put("limit_in_bytes", budget.bytes());
    memory.put("used_in_bytes", budget.taken());
    return memory;
  }

  /** What is loaded, by which file, under which licence. */
  public static List<Map<String, Object>> of(List<Manifest> loaded) {
    List<Map<String, Object>> models = new ArrayList<>();
    for (Manifest manifest : loaded) {
      Map<String, Object> model = new LinkedHashMap<>();
      model.put("id", manifest.id());
      model.put("version", manifest.version());
      model.put("role", manifest.role());
      model.put("sha256", manifest.sha256());
      model.put("licence", manifest.licence());
      models.add(model);
    }
    return models;
  }

  /** The plugin's thread pools. */
  public static Map<String, Object> of(ThreadPool threads) {
    Map<String, Object> pools = new TreeMap<>();
    for (ThreadPoolStats.Stats stats : threads.stats()) {
      if (stats.getName().equals(ThreadPools.INFERENCE)
          || stats.getName().equals(ThreadPools.DOWNLOAD)) {
        Map<String, Object> pool = new LinkedHashMap<>();
        pool.put("threads", stats.getThreads());
        pool.put("active", stats.getActive());
        pool.put("queue", stats.getQueue());
        pool.put("completed", stats.getCompleted());
        pool.put("rejected", stats.getRejected());
        pools.put(stats.getName(), pool);
      }
    }
    return pools;
  }
}
