package org.facesearch.benchmarks;

import java.util.List;
import java.util.Locale;
import org.facesearch.benchmarks.raw.RawSessions;

/**
 * A v1 {@code search} with one picture in the largest group, by the bare sessions of the picture.
 */
final class GroupSearchRow implements Row {

  private static final int SEARCHES = 10;

  @Override
  public String key() {
    return "search";
  }

  @Override
  public List<Outcome> measure(Plan plan) throws Exception {
    LargeGroup group = plan.group(plan.largest());
    new GroupNeighbours(plan, group).fill();
    int searches = plan.brief() ? 2 : SEARCHES;
    try (Pictures pictures = new Pictures(plan);
        RawSessions raw = pictures.sessions(0);
        Connection connection = new Connection(plan.url())) {
      byte[] request =
          Connection.post(
              plan.url(),
              group.path() + "/search",
              "{\"images\":[\"" + pictures.uri(0) + "\"],\"limit\":5}");
      Turns turns =
          Turns.of(
              2,
              plan.rounds(),
              Turns.millis(
                  round -> {
                    for (int i = 0; i < searches; i++) {
                      connection.send(request);
                    }
                  }),
              Turns.millis(
                  round -> {
                    for (int i = 0; i < searches; i++) {
                      raw.run();
                    }
                  }));
      return List.of(
          Outcome.atMost(
              1.3,
              String.format(
                  Locale.ROOT,
                  "v1 search with a picture in a group of %,d: time by that of the bare sessions",
                  group.count()),
              turns.ratio(0, 1),
              String.format(
                  Locale.ROOT,
                  "%.1f and %.1f ms",
                  turns.of(0).median() / searches,
                  turns.of(1).median() / searches)));
    }
  }
}
