package org.facesearch.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.facesearch.benchmarks.raw.RawSessions;

/**
 * Pictures that are taken in a second, through {@code _bulk} with the processor {@code
 * face_embedding} and through v1 {@code add}, by that of the bare sessions on as many threads as
 * there are cores.
 */
final class TakenRow implements Row {

  private static final String NAME = "benchmark-taken";
  private static final String INDEX = "benchmark-bulk";
  private static final int IN_A_BULK = 16;

  @Override
  public String key() {
    return "taken";
  }

  @Override
  public List<Outcome> measure(Plan plan) throws Exception {
    int count = plan.brief() ? 4 : 256;
    try (Pictures pictures = new Pictures(plan)) {
      List<String> base64 = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        base64.add(pictures.base64(i));
      }
      List<RawSessions> raw = pictures.sessionsForEach(plan.cores());
      Clients clients = new Clients(2 * plan.cores());
      Node node = plan.node();
      begin(node);
      try {
        Turns turns =
            Turns.of(
                1,
                plan.rounds(),
                Turns.millis(round -> bulks(node, clients, base64)),
                Turns.millis(round -> adds(node, clients, base64, round)),
                Turns.millis(
                    round ->
                        new Clients(plan.cores())
                            .share(count, (thread, number) -> raw.get(thread).run())));
        return List.of(outcome("_bulk", turns, 0, count), outcome("v1 add", turns, 1, count));
      } finally {
        end(node);
        node.call("DELETE", "/_ingest/pipeline/" + INDEX, "");
        for (RawSessions one : raw) {
          one.close();
        }
      }
    }
  }

  /** Times are of as many pictures, so the ratio of speeds is that of the other's time. */
  private static Outcome outcome(String by, Turns turns, int side, int count) {
    return Outcome.atLeast(
        0.85,
        "pictures a second through " + by + ", by those of the bare sessions on all cores",
        turns.ratio(2, side),
        String.format(
            Locale.ROOT,
            "%.0f and %.0f a second",
            1000 * count / turns.of(side).median(),
            1000 * count / turns.of(2).median()));
  }

  private static void begin(Node node) throws IOException, InterruptedException {
    end(node);
    node.call("POST", "/v1/face/groups/" + NAME, "{\"config\":{\"capacity\":10000}}");
    node.call(
        "PUT",
        "/_ingest/pipeline/" + INDEX,
        "{\"processors\":[{\"face_embedding\":{\"field\":\"photo\"}}]}");
    node.call(
        "PUT",
        "/" + INDEX,
        "{\"settings\":{\"default_pipeline\":\""
            + INDEX
            + "\",\"number_of_replicas\":0},\"mappings\":{\"properties\":{\"face\":{\"properties\":"
            + "{\"vector\":{\"type\":\"visual_vector\",\"model\":\"face\"}}}}}}");
  }

  private static void end(Node node) throws IOException, InterruptedException {
    if (node.call("GET", "/v1/face/groups", "").toString().contains('"' + NAME + '"')) {
      node.call("POST", "/v1/face/groups/" + NAME + "/remove", "");
    }
    node.call("DELETE", "/" + INDEX + "?ignore_unavailable=true", "");
  }

  private static void bulks(Node node, Clients clients, List<String> base64) throws Exception {
    clients.share(
        Math.ceilDiv(base64.size(), IN_A_BULK),
        (client, part) -> {
          StringBuilder lines = new StringBuilder();
          int to = Math.min(base64.size(), (part + 1) * IN_A_BULK);
          for (String photo : base64.subList(part * IN_A_BULK, to)) {
            lines.append("{\"index\":{}}\n{\"photo\":\"").append(photo).append("\"}\n");
          }
          JsonNode answer = node.call("POST", "/" + INDEX + "/_bulk", lines.toString());
          if (answer.path("errors").asBoolean()) {
            throw new IOException(answer.toString());
          }
        });
  }

  private static void adds(Node node, Clients clients, List<String> base64, int round)
      throws Exception {
    clients.share(
        base64.size(),
        (client, i) ->
            node.call(
                "POST", "/v1/face/groups/" + NAME + "/add", add(round + "-" + i, base64.get(i))));
  }

  /** The body of a v1 {@code add}. */
  static String add(String id, String base64) {
    return "{\"image\":{\"id\":\"" + id + "\",\"uri\":\"data:image/jpeg;base64," + base64 + "\"}}";
  }
}
