package org.facesearch.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.lucene.util.VectorUtil;

/**
 * A group compared with a ten times larger one, by one search for each of its faces over HTTP, and
 * by a loop over the same pairs: all in memory, by Lucene's vectorised dot product, on all cores.
 *
 * <p>Searches are of two kinds. A client that has pictures alone sends one v1 {@code search} for
 * each; one that has the vectors sends {@code visual_knn}. Some of them are timed, with as many
 * clients as there are cores.
 */
final class CompareRow implements Row {

  private static final int LIMIT = 5;
  private static final int BLOCK = 64;

  /** Keeps the loop from being left out. */
  private volatile float best;

  @Override
  public String key() {
    return "compare";
  }

  @Override
  public List<Outcome> measure(Plan plan) throws Exception {
    LargeGroup target = plan.group(plan.sizes().getFirst());
    LargeGroup group = plan.group(plan.sizes().get(1));
    new GroupNeighbours(plan, target).fill();
    GroupNeighbours neighbours = new GroupNeighbours(plan, group);
    neighbours.fill();
    float[][] probes = vectors(target);
    float[][] faces = vectors(group);
    int some = plan.brief() ? 2 : 200;
    Node node = plan.node();
    Clients clients = new Clients(plan.cores());
    List<Neighbours.Client> byVector = new ArrayList<>();
    try (Pictures pictures = new Pictures(plan)) {
      String search = "{\"images\":[\"" + pictures.uri(0) + "\"],\"limit\":" + LIMIT + "}";
      for (int i = 0; i < plan.cores(); i++) {
        byVector.add(neighbours.client("", 100));
      }
      double each = (double) target.count() / some;
      Turns turns =
          Turns.of(
              plan.brief() ? 0 : 1,
              Math.min(plan.rounds(), 5),
              Turns.millis(round -> compare(node, group, target)),
              round ->
                  each
                      * Turns.millis(
                              none ->
                                  clients.share(
                                      some,
                                      (client, i) ->
                                          node.call("POST", group.path() + "/search", search)))
                          .measure(round),
              round ->
                  each
                      * Turns.millis(
                              none ->
                                  clients.share(
                                      some, (client, i) -> byVector.get(client).search(i)))
                          .measure(round),
              Turns.millis(round -> best = loop(probes, faces)));
      String what =
          String.format(
              Locale.ROOT, "compare of %,d with %,d faces: ", target.count(), group.count());
      return List.of(
          faster(turns, 1, 10, what + "speed by that of one v1 search for each face"),
          faster(turns, 2, 10, what + "speed by that of one visual_knn for each face"),
          faster(turns, 3, 0.5, what + "speed by that of a loop over all pairs"));
    } finally {
      for (Neighbours.Client client : byVector) {
        client.close();
      }
    }
  }

  private static Outcome faster(Turns turns, int other, double goal, String name) {
    return Outcome.atLeast(
        goal,
        name,
        turns.ratio(other, 0),
        String.format(
            Locale.ROOT,
            "%.1f and %.1f s",
            turns.of(0).median() / 1000,
            turns.of(other).median() / 1000));
  }

  /** Every face of the target has photos of its own person in the group. */
  private static void compare(Node node, LargeGroup group, LargeGroup target)
      throws IOException, InterruptedException {
    JsonNode rows =
        node.call(
                "POST",
                group.path() + "/compare",
                "{\"target_group\":\"" + target.name() + "\",\"limit\":" + LIMIT + "}")
            .path("compare_results");
    if (rows.size() < 0.99 * target.count()) {
      throw new IOException(rows.size() + " of " + target.count() + " were found");
    }
  }

  private static float[][] vectors(LargeGroup group) {
    return IntStream.range(0, group.count())
        .parallel()
        .mapToObj(group.vectors()::photo)
        .toArray(float[][]::new);
  }

  /** A block of probes stays in a core's cache while all faces go by. */
  private static float loop(float[][] probes, float[][] faces) {
    return (float)
        IntStream.range(0, Math.ceilDiv(probes.length, BLOCK))
            .parallel()
            .mapToDouble(
                block -> {
                  float most = -1;
                  int to = Math.min(probes.length, (block + 1) * BLOCK);
                  for (float[] face : faces) {
                    for (int i = block * BLOCK; i < to; i++) {
                      most = Math.max(most, VectorUtil.dotProduct(probes[i], face));
                    }
                  }
                  return most;
                })
            .max()
            .orElseThrow();
  }
}
