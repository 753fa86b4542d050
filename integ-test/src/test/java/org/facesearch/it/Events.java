package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The log of events as a client of one node sees it, who writes its documents himself. */
final class Events {

  static final String ALIAS = "face-events";
  static final String MODEL = "arcface-fr-512";

  /** An index of one day; the fields that a search needs. */
  private static final String DAY =
      "{'aliases':{'face-events':{}},"
          + " 'settings':{'index.face_search.events.model':'MODEL','number_of_shards':2,"
          + " 'auto_expand_replicas':'0-1','max_result_window':60000},"
          + " 'mappings':{'dynamic':false,'properties':{'event_id':{'type':'keyword'},"
          + " 'timestamp':{'type':'double'},"
          + " 'ep_info':{'properties':{'device_id':{'type':'keyword'}}},"
          + " 'vector':{'type':'visual_vector','model':'MODEL','dimension':512}}}}";

  private final Http http;

  Events(Http http) {
    this.http = http;
  }

  /** The index of a day, {@code yyyy.MM.dd}, which is made if it is not there. */
  String day(String model, String day) throws IOException {
    String index = ALIAS + "-" + model + "-" + day;
    Response made = http.put("/" + index, Http.json(DAY.replace("MODEL", model)));
    assertTrue(
        made.status() == 200
            || made.body().at("/error/type").asText().equals("resource_already_exists_exception"),
        made::toString);
    return index;
  }

  /** Events of one index to be sent at once. */
  static final class Batch {

    private final Bulk bulk = new Bulk();
    private final String index;

    Batch(String index) {
      this.index = index;
    }

    Batch add(String id, double time, List<?> vector, Map<String, ?> more) {
      Map<String, Object> fields = new HashMap<>(more);
      fields.put("event_id", id);
      fields.put("timestamp", time);
      fields.put("vector", vector);
      bulk.index(index, id, fields);
      return this;
    }

    void send(Http http) throws IOException {
      bulk.send(http);
    }
  }

  Response search(Map<String, ?> request) throws IOException {
    return http.post("/SophonMatch/api/picturesearch", request);
  }

  JsonNode ok(Map<String, ?> request) throws IOException {
    Response answer = search(request);
    assertEquals(200, answer.status(), answer::toString);
    return answer.body();
  }

  /** The vector of a picture's largest face. */
  static List<Double> vector(Http http, Person person) throws IOException {
    FaceGroup group = FaceGroup.create(http, "event-faces");
    group.enrol("one", person.uri());
    http.post("/" + group.index() + "/_refresh");
    Response found =
        http.post("/" + group.index() + "/_search", Http.json("{'_source':['vector'],'size':1}"));
    ArrayNode numbers = (ArrayNode) found.body().at("/hits/hits/0/_source/vector");
    assertEquals(Bulk.DIMENSION, numbers.size(), found::toString);
    group.remove();
    List<Double> vector = new ArrayList<>();
    numbers.forEach(number -> vector.add(number.asDouble()));
    return vector;
  }
}
