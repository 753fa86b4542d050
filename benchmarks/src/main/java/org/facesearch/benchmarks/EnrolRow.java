package org.facesearch.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.facesearch.benchmarks.raw.RawSessions;

/**
 * Faces that are enrolled one request at a time, and then looked for one at a time, every one of
 * which must be found; by the bare sessions of as many pictures, each once for either.
 */
final class EnrolRow implements Row {

  private static final String PATH = "/v1/face/groups/benchmark-enrol";

  @Override
  public String key() {
    return "enrol";
  }

  @Override
  public List<Outcome> measure(Plan plan) throws Exception {
    // A round is a part of them, so that the sessions take turns with the calls.
    int rounds = plan.brief() ? 1 : 10;
    int faces = plan.faces() / rounds;
    Node node = plan.node();
    try (Pictures pictures = new Pictures(plan);
        RawSessions raw = pictures.sessions(0)) {
      List<String> base64 = new ArrayList<>();
      for (int i = 0; i < (rounds + plan.warm()) * faces; i++) {
        base64.add(pictures.base64(i));
      }
      node.call("POST", PATH, "{\"config\":{\"capacity\":" + plan.faces() + "}}");
      try {
        Turns turns =
            Turns.of(
                plan.warm(),
                rounds,
                Turns.millis(round -> enrol(node, base64, round * faces, faces)),
                Turns.millis(
                    round -> {
                      for (int i = 0; i < 2 * faces; i++) {
                        raw.run();
                      }
                    }));
        return List.of(
            Outcome.atMost(
                1.3,
                String.format(
                    Locale.ROOT,
                    "%,d faces enrolled and then found, one request at a time: time by that of the"
                        + " bare sessions",
                    rounds * faces),
                turns.ratio(0, 1),
                String.format(
                    Locale.ROOT,
                    "%.1f and %.1f ms a picture",
                    turns.of(0).median() / (2 * faces),
                    turns.of(1).median() / (2 * faces))));
      } finally {
        node.call("POST", PATH + "/remove", "");
      }
    }
  }

  private static void enrol(Node node, List<String> base64, int from, int count)
      throws IOException, InterruptedException {
    for (int i = from; i < from + count; i++) {
      node.call("POST", PATH + "/add", TakenRow.add("face-" + i, base64.get(i)));
    }
    for (int i = from; i < from + count; i++) {
      JsonNode answer =
          node.call(
              "POST",
              PATH + "/search",
              "{\"images\":[\"data:image/jpeg;base64," + base64.get(i) + "\"],\"limit\":10}");
      if (!answer.toString().contains("\"face-" + i + "\"")) {
        throw new IOException("face-" + i + " was enrolled and is not found: " + answer);
      }
    }
  }
}
