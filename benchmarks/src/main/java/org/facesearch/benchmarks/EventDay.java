package org.facesearch.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * A day of events that nobody else uses, one in each second, in an index as the plugin makes it.
 */
final class EventDay {

  private static final String DAY = "2090.01.01";
  private static final double BEGIN = Instant.parse("2090-01-01T00:00:00Z").toEpochMilli() / 1000.0;
  private static final String MODEL = "arcface-fr-512";
  private static final String INDEX = "face-events-" + MODEL + "-" + DAY;

  private final Node node;
  private final FaceLikeVectors vectors;

  EventDay(Node node, FaceLikeVectors vectors) {
    this.node = node;
    this.vectors = vectors;
  }

  /** An index of as many, from an earlier run, has the same. */
  void fill() throws IOException, InterruptedException {
    JsonNode there = node.call("GET", "/_cat/indices/" + INDEX + "*?format=json", "");
    if (there.at("/0/docs.count").asInt() == vectors.size()) {
      return;
    }
    remove();
    ObjectNode body = Node.JSON.createObjectNode();
    body.putObject("aliases").putObject("face-events");
    body.putObject("settings")
        .put("number_of_replicas", 0)
        .put("index.max_result_window", 60_000)
        .put("index.face_search.events.model", MODEL)
        .putPOJO("index.sort.field", List.of("timestamp", "event_id"))
        .putPOJO("index.sort.order", List.of("desc", "asc"));
    ObjectNode mapping = body.putObject("mappings").put("dynamic", false);
    ObjectNode fields = mapping.putObject("properties");
    fields.putObject("timestamp").put("type", "double");
    fields.putObject("event_id").put("type", "keyword");
    fields.putObject("vector").put("type", "visual_vector").put("model", MODEL);
    node.call("PUT", "/" + INDEX, body.toString());
    long begin = System.nanoTime();
    new BulkFill(node, INDEX, vectors.size(), this::document).run();
    node.call("POST", "/" + INDEX + "/_refresh", "");
    System.out.printf(
        Locale.ROOT, "# %s filled in %.0f s%n", INDEX, (System.nanoTime() - begin) / 1e9);
  }

  void remove() throws IOException, InterruptedException {
    node.call("DELETE", "/" + INDEX + "?ignore_unavailable=true", "");
  }

  private BulkFill.Document document(int number) {
    String id = "event-" + number;
    return new BulkFill.Document(
        id,
        String.format(
            Locale.ROOT,
            "{\"event_id\":\"%s\",\"timestamp\":%.3f,\"identity_name\":\"stranger\",\"vector\":%s}",
            id,
            BEGIN + number,
            BulkFill.json(vectors.photo(number))));
  }

  /**
   * A {@code picturesearch} over all of the day.
   *
   * @param face in base64
   * @param threshold 0 to 100
   */
  JsonNode search(String face, int threshold) throws IOException, InterruptedException {
    String body =
        Node.JSON
            .createObjectNode()
            .put("face_image_base64", face)
            .put("starttime", BEGIN)
            .put("endtime", BEGIN + vectors.size())
            .put("threshold", threshold)
            .put("with_debug_info", true)
            .toString();
    return node.call("POST", "/SophonMatch/api/picturesearch", body);
  }
}
