package org.facesearch.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * A day of events that nobody else uses, one in each second, in an index like one that the plugin
 * made.
 */
final class EventDay {

  private static final String DAY = "2090.01.01";
  private static final double BEGIN = Instant.parse("2090-01-01T00:00:00Z").toEpochMilli() / 1000.0;
  private static final String MODEL = "arcface-fr-512";
  private static final DateTimeFormatter TODAY =
      DateTimeFormatter.ofPattern("uuuu.MM.dd", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String ALIAS = "face-events";
  private static final String INDEX = ALIAS + "-" + MODEL + "-" + DAY;

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
    node.call("PUT", "/_plugins/_face_search/events", "");
    node.call("PUT", "/" + INDEX, likeThatOfToday().toString());
    long begin = System.nanoTime();
    new BulkFill(node, INDEX, vectors.size(), this::document).run();
    node.call("POST", "/" + INDEX + "/_refresh", "");
    System.out.printf(
        Locale.ROOT, "# %s filled in %.0f s%n", INDEX, (System.nanoTime() - begin) / 1e9);
  }

  /** A real one of the plugin, of a day that is too far ahead for its pipeline. */
  private ObjectNode likeThatOfToday() throws IOException, InterruptedException {
    String today = ALIAS + "-" + MODEL + "-" + TODAY.format(Instant.now());
    ObjectNode index = (ObjectNode) node.call("GET", "/" + today, "").path(today);
    ObjectNode settings = (ObjectNode) index.at("/settings/index");
    settings.remove(List.of("uuid", "version", "creation_date", "provided_name"));
    settings.put("default_pipeline", "_none");
    return index;
  }

  void remove() throws IOException, InterruptedException {
    node.call("DELETE", "/" + INDEX + "?ignore_unavailable=true", "");
  }

  /** With what a camera's event has, so that what is read of one is as long as it is in use. */
  private BulkFill.Document document(int number) {
    String id = "event-" + number;
    ObjectNode event =
        Node.JSON
            .createObjectNode()
            .put("event_id", id)
            .put("timestamp", BEGIN + number)
            .put("identity_name", "stranger");
    event
        .putObject("ep_info")
        .put("ep_id", "camera-" + number % 40)
        .put("ep_type", "camera")
        .put("ep_ip", "10.0.0." + number % 40)
        .put("ep_name", "door " + number % 40)
        .put("device_id", "device-" + number % 40);
    event
        .putObject("recognize_face_attr")
        .putPOJO("box", List.of(120.5, 80.25, 260.75, 270.5))
        .putPOJO(
            "point", List.of(160.1, 150.2, 220.3, 149.4, 190.5, 190.6, 165.7, 225.8, 216.9, 224.1));
    event.putRawValue("vector", new RawValue(BulkFill.json(vectors.photo(number))));
    return new BulkFill.Document(id, event.toString());
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
