package org.facesearch.benchmarks;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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
  private static final String PATH = "/v1/face/groups/" + NAME + "/add";
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
      List<byte[]> bulks = bulks(plan.url(), base64);
      List<byte[]> adds =
          base64.stream().map(photo -> Connection.post(plan.url(), PATH, add(photo))).toList();
      Node node = plan.node();
      begin(node);
      try (Connections clients = new Connections(plan.url(), 2 * plan.cores())) {
        Turns turns =
            Turns.of(
                plan.warm(),
                plan.rounds(),
                Turns.millis(round -> clients.send(bulks, TakenRow::checkBulk)),
                Turns.millis(round -> clients.send(adds, answer -> {})),
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

  private static List<byte[]> bulks(URI url, List<String> base64) {
    List<byte[]> bulks = new ArrayList<>();
    for (int from = 0; from < base64.size(); from += IN_A_BULK) {
      StringBuilder lines = new StringBuilder();
      for (String photo : base64.subList(from, Math.min(base64.size(), from + IN_A_BULK))) {
        lines.append("{\"index\":{}}\n{\"photo\":\"").append(photo).append("\"}\n");
      }
      bulks.add(Connection.post(url, "/" + INDEX + "/_bulk", lines.toString()));
    }
    return bulks;
  }

  private static void checkBulk(byte[] answer) throws IOException {
    String text = new String(answer, StandardCharsets.UTF_8);
    if (!text.contains("\"errors\":false")) {
      throw new IOException(text);
    }
  }

  /** Connections that share requests among them. */
  private static final class Connections implements Closeable {

    private final Clients clients;
    private final List<Connection> all = new ArrayList<>();

    Connections(URI url, int count) throws IOException {
      clients = new Clients(count);
      for (int i = 0; i < count; i++) {
        all.add(new Connection(url));
      }
    }

    void send(List<byte[]> requests, Check check) throws Exception {
      clients.share(
          requests.size(), (client, i) -> check.answer(all.get(client).send(requests.get(i))));
    }

    @Override
    public void close() throws IOException {
      for (Connection connection : all) {
        connection.close();
      }
    }
  }

  private interface Check {
    void answer(byte[] answer) throws IOException;
  }

  /** The body of a v1 {@code add} under a random id. */
  private static String add(String base64) {
    return "{\"image\":{\"uri\":\"data:image/jpeg;base64," + base64 + "\"}}";
  }

  /** The body of a v1 {@code add}. */
  static String add(String id, String base64) {
    return "{\"image\":{\"id\":\"" + id + "\",\"uri\":\"data:image/jpeg;base64," + base64 + "\"}}";
  }
}
