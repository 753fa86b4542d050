package org.facesearch.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The middle time of a search as a group grows; groups take turns. */
final class GrowthRow implements Row {

  /** As a search does that asks for nothing else. */
  private static final int WIDTH = 100;

  private static final int SEARCHES = 50;

  @Override
  public String key() {
    return "growth";
  }

  @Override
  public List<Outcome> measure(Plan plan) throws Exception {
    List<Turns.Side> sides = new ArrayList<>();
    List<Neighbours.Client> clients = new ArrayList<>();
    try {
      for (int size : plan.sizes()) {
        GroupNeighbours group = new GroupNeighbours(plan, plan.group(size));
        group.fill();
        Neighbours.Client client = group.client("", WIDTH);
        clients.add(client);
        sides.add(round -> middle(client, plan.brief() ? 3 : SEARCHES));
      }
      Turns turns = Turns.of(plan.warm(), plan.rounds(), sides.toArray(Turns.Side[]::new));
      int last = sides.size() - 1;
      return List.of(
          Outcome.atMost(
              2.5,
              String.format(
                  Locale.ROOT,
                  "growth: p50 of visual_knn in a group of %,d by that of %,d",
                  plan.sizes().getLast(),
                  plan.sizes().getFirst()),
              turns.ratio(last, 0),
              String.format(
                  Locale.ROOT, "%.2f and %.2f ms", turns.of(last).median(), turns.of(0).median())));
    } finally {
      for (Neighbours.Client client : clients) {
        client.close();
      }
    }
  }

  private static double middle(Neighbours.Client client, int searches) throws Exception {
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < searches; i++) {
      int probe = i;
      times.add(Turns.millis(round -> client.search(probe)).measure(i));
    }
    return Spread.of(times).median();
  }
}
