package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The log of events as a client of one node sees it. */
record EventClient(Http http) {

  static final String ALIAS = "/face-events";
  static final String INSTALL = "/_plugins/_face_search/events";
  static final String IDENTITY_GROUP = "plugins.face_search.sophonmatch.identity_group";
  static final String KEEP_PHOTOS = "plugins.face_search.v1.keep_photos";
  static final String MAX_AHEAD = "plugins.face_search.events.max_ahead";
  static final String STORE_PICTURES = "plugins.face_search.events.store_pictures";

  /** Ready for documents. */
  static EventClient installed(Http http) throws IOException {
    Response answer = http.put(INSTALL, Map.of());
    assertEquals(
        Http.json("{'alias':'face-events','pipeline':'face-events'}"), FaceGroup.assertOk(answer));
    return new EventClient(http);
  }

  /** Unix seconds. */
  static double time(String instant) {
    return Instant.parse(instant).toEpochMilli() / 1000.0;
  }

  static String index(String day) {
    return "face-events-arcface-fr-512-" + day;
  }

  static String pictureIndex(String day) {
    return "face-event-pictures-arcface-fr-512-" + day;
  }

  /** What a camera sends. */
  static Map<String, Object> camera(String device, double time, String picture) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("picture", picture);
    document.put("timestamp", time);
    document.put(
        "ep_info",
        Map.of(
            "ep_id",
            "0x1__" + device,
            "ep_type",
            "rtsp",
            "ep_ip",
            "192.168.1.100",
            "ep_name",
            "door",
            "device_id",
            device));
    return document;
  }

  /** What another system has of the past; the vector looks in one of 512 directions. */
  static Map<String, Object> past(String device, double time, int direction) {
    Map<String, Object> document = camera(device, time, "");
    document.remove("picture");
    document.put("vector", Bulk.axis(direction));
    return document;
  }

  Response post(Map<String, ?> document) throws IOException {
    return http.post(ALIAS + "/_doc?refresh=true", document);
  }

  /** Sends a document, and gives the event as it is stored, without its vector. */
  JsonNode posted(Map<String, ?> document) throws IOException {
    Response answer = post(document);
    assertEquals(201, answer.status(), answer::toString);
    String index = answer.body().path("_index").asText();
    String id = answer.body().path("_id").asText();
    JsonNode event = only(Map.of("term", Map.of("event_id", id)));
    assertEquals(index, event.path("_index").asText());
    assertEquals(id, event.path("_id").asText());
    return event;
  }

  /** The hits of an ordinary search. */
  List<JsonNode> found(Map<String, ?> query) throws IOException {
    Response answer =
        http.post(
            ALIAS + "/_search",
            Map.of("query", query, "size", 1000, "sort", List.of(Map.of("timestamp", "asc"))));
    List<JsonNode> hits = new ArrayList<>();
    FaceGroup.assertOk(answer).at("/hits/hits").forEach(hits::add);
    return hits;
  }

  List<JsonNode> ofDevice(String device) throws IOException {
    return found(Map.of("term", Map.of("ep_info.device_id", device)));
  }

  private JsonNode only(Map<String, ?> query) throws IOException {
    List<JsonNode> hits = found(query);
    assertEquals(1, hits.size(), hits::toString);
    return hits.getFirst();
  }

  /** One {@code _bulk}; gives what became of each document. */
  JsonNode bulk(List<? extends Map<String, ?>> documents) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (Map<String, ?> document : documents) {
      lines.append("{\"index\":{}}\n").append(Http.text(document)).append('\n');
    }
    Response answer =
        http.postText(ALIAS + "/_bulk?refresh=true", "application/x-ndjson", lines.toString());
    JsonNode items = FaceGroup.assertOk(answer).path("items");
    assertEquals(documents.size(), items.size(), answer::toString);
    return items;
  }

  /** The path of a picture by its name. */
  static String picture(String name) {
    assertTrue(name.matches("[A-Za-z0-9_-]+"), name);
    return "/_plugins/_face_search/pictures/" + name;
  }

  Response forget(String identity) throws IOException {
    return http.delete("/_plugins/_face_search/identities/" + identity);
  }
}
