package org.facesearch.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Searches in one second at a recall@10 of at least 0.99: each engine keeps as few candidates as
 * give it that recall, and then all answer the same probes with the same number of clients.
 */
final class KnnRows implements Row {

  private static final double RECALL = 0.99;
  private static final int[] WIDTHS = {
    10, 15, 20, 30, 40, 60, 80, 100, 150, 200, 300, 500, 750, 1000, 1500, 2000, 3000, 5000, 7500,
    10_000
  };

  /** Names of what is searched, and the tag that tells it. */
  private static final Map<String, String> FILTERS = filters();

  private static Map<String, String> filters() {
    Map<String, String> filters = new LinkedHashMap<>();
    filters.put("no filter", "");
    filters.put("50 %", LargeGroup.HALF);
    filters.put("1 %", LargeGroup.HUNDREDTH);
    return filters;
  }

  /** An engine and how wide it has to look. */
  private record Tuned(Neighbours engine, int ef, double recall) {
    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%s: ef %d, recall %.3f", engine.name(), ef, recall);
    }
  }

  @Override
  public String key() {
    return "knn";
  }

  @Override
  public List<Outcome> measure(Plan plan) throws Exception {
    List<Outcome> outcomes = new ArrayList<>();
    for (int size : plan.sizes()) {
      if (size >= 100_000 || plan.brief()) {
        outcomes.addAll(measure(plan, plan.group(size)));
      }
    }
    return outcomes;
  }

  private static List<Outcome> measure(Plan plan, LargeGroup group) throws Exception {
    try (RawLucene raw = new RawLucene(plan, group)) {
      List<Neighbours> engines = new ArrayList<>(List.of(new GroupNeighbours(plan, group), raw));
      if (KnnPlugin.isThere(plan.node())) {
        engines.add(new KnnPlugin(plan, group));
      } else {
        System.out.println("# the node has no k-NN plugin: no row is measured against it");
      }
      for (Neighbours engine : engines) {
        engine.fill();
      }
      List<float[]> probes = new ArrayList<>();
      for (int i = 0; i < plan.probes(); i++) {
        probes.add(group.vectors().probe(i));
      }
      List<Outcome> outcomes = new ArrayList<>();
      for (Map.Entry<String, String> filter : FILTERS.entrySet()) {
        String tag = filter.getValue();
        List<Set<Integer>> nearest =
            group
                .vectors()
                .nearest(
                    probes, Neighbours.K, face -> tag.isEmpty() || group.tag(face).equals(tag));
        List<Tuned> tuned = new ArrayList<>();
        for (Neighbours engine : engines) {
          tuned.add(tune(engine, tag, nearest));
          System.out.println(
              "# " + group.count() + ", " + filter.getKey() + ", " + tuned.getLast());
        }
        for (int clients : new int[] {1, 2}) {
          String what =
              String.format(
                  Locale.ROOT,
                  "visual_knn, %,d faces, %s, %d client%s",
                  group.count(),
                  filter.getKey(),
                  clients,
                  clients == 1 ? "" : "s");
          outcomes.addAll(race(plan, what, tuned, tag, clients));
        }
      }
      return outcomes;
    }
  }

  private static Tuned tune(Neighbours engine, String tag, List<Set<Integer>> nearest)
      throws Exception {
    Tuned best = null;
    for (int ef : WIDTHS) {
      int found = 0;
      int sought = 0;
      try (Neighbours.Client client = engine.client(tag, ef)) {
        for (int probe = 0; probe < nearest.size(); probe++) {
          Set<Integer> hits = client.found(probe);
          hits.retainAll(nearest.get(probe));
          found += hits.size();
          sought += nearest.get(probe).size();
        }
      }
      double recall = (double) found / sought;
      if (best == null || recall > best.recall()) {
        best = new Tuned(engine, ef, recall);
      }
      if (recall >= RECALL) {
        break;
      }
    }
    return best;
  }

  private static List<Outcome> race(
      Plan plan, String what, List<Tuned> tuned, String tag, int clients) throws Exception {
    List<List<Neighbours.Client>> open = new ArrayList<>();
    try {
      List<Turns.Side> sides = new ArrayList<>();
      for (Tuned one : tuned) {
        List<Neighbours.Client> some = new ArrayList<>();
        open.add(some);
        for (int i = 0; i < clients; i++) {
          some.add(one.engine().client(tag, one.ef()));
        }
        sides.add(
            round ->
                new Clients(clients)
                    .perSecond(plan.millis(), (client, probe) -> some.get(client).search(probe)));
      }
      Turns turns =
          Turns.of(plan.warm(), Math.min(plan.rounds(), 5), sides.toArray(Turns.Side[]::new));
      List<Outcome> outcomes = new ArrayList<>();
      for (int other = 1; other < tuned.size(); other++) {
        outcomes.add(
            Outcome.atLeast(
                tuned.get(other).engine() instanceof RawLucene ? 0.8 : 1.5,
                what + ": QPS by that of " + tuned.get(other).engine().name(),
                turns.ratio(0, other),
                String.format(
                    Locale.ROOT,
                    "%.0f and %.0f a second; %s; %s",
                    turns.of(0).median(),
                    turns.of(other).median(),
                    tuned.getFirst(),
                    tuned.get(other))));
      }
      return outcomes;
    } finally {
      for (List<Neighbours.Client> some : open) {
        for (Neighbours.Client client : some) {
          client.close();
        }
      }
    }
  }
}
