package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A group of faces as a client of one node sees it. */
final class FaceGroup extends Group {

  static final String ALL = "/v1/face/groups";
  private static final AtomicInteger NAMES = new AtomicInteger();

  FaceGroup(Http http, String name) {
    super(http, ALL, "faces-", name);
  }

  /** A name that no other test has. */
  static String freshName(String hint) {
    return hint + "-" + NAMES.incrementAndGet();
  }

  /** A new, empty group. */
  static FaceGroup create(Http http, String hint) throws IOException {
    FaceGroup group = new FaceGroup(http, freshName(hint));
    assertOk(group.create(1000));
    return group;
  }

  /** A group that this server did not create, for vectors that it cannot make. */
  static FaceGroup ofAnotherModel(Http http) throws IOException {
    FaceGroup group = new FaceGroup(http, freshName("foreign"));
    assertOk(
        http.put(
            "/" + group.index(),
            Http.json(
                "{'settings':{'index.face_search.group.kind':'face',"
                    + " 'index.face_search.group.capacity':5},"
                    + " 'mappings':{'properties':{'id':{'type':'keyword'},"
                    + " 'tag':{'type':'keyword'}, 'vector':{'type':'visual_vector',"
                    + " 'model':'another-model', 'dimension':512}}}}")));
    return group;
  }

  /** What is said about such a group. */
  String refusal() {
    return "group "
        + name()
        + " holds vectors of model another-model, this node makes vectors of model arcface-fr-512";
  }

  /** The same group through another node. */
  FaceGroup through(Http other) {
    return new FaceGroup(other, name());
  }

  /** Adds a face at a given place, which is the fastest way, and wants it added. */
  JsonNode enrol(String id, Person person, Map<String, ?> more) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>(more);
    fields.put("bounding_box", person.box());
    return assertOk(add(id, person.uri(), fields));
  }

  /** Searches with pictures, and adds whom the group does not know. */
  Response cluster(List<String> uris, Map<String, ?> more) throws IOException {
    Map<String, Object> body = new LinkedHashMap<>(more);
    body.put("images", uris);
    return http().post(path() + "/cluster", body);
  }

  /** Searches in several groups; {@code more} are further fields of the request. */
  static Response searchAll(
      Http http, List<FaceGroup> groups, List<String> uris, Map<String, ?> more)
      throws IOException {
    Map<String, Object> body = new LinkedHashMap<>(more);
    body.put("groups", groups.stream().map(FaceGroup::name).toList());
    body.put("images", uris);
    return http.post(ALL + "/multi/search", body);
  }

  /** The hits of the largest face of one picture. */
  List<JsonNode> hits(String uri, Map<String, ?> more) throws IOException {
    JsonNode faces = assertOk(search(List.of(uri), more)).at("/search_results/0/faces/0/faces");
    List<JsonNode> hits = new ArrayList<>();
    faces.forEach(hits::add);
    return hits;
  }

  /** The ids of those hits. */
  List<String> found(String uri) throws IOException {
    return hits(uri, Map.of()).stream().map(hit -> hit.path("id").asText()).toList();
  }

  /** One field of each item of a list. */
  static List<String> texts(JsonNode list, String field) {
    List<String> texts = new ArrayList<>();
    list.forEach(item -> texts.add(item.path(field).asText()));
    return texts;
  }

  static JsonNode assertOk(Response response) {
    assertEquals(200, response.status(), response::toString);
    return response.body();
  }

  /** The answer is this status and {@code {"error": "<text>"}}, nothing else. */
  static void assertError(int status, String text, Response response) {
    assertEquals(status, response.status(), response::toString);
    assertEquals(Map.of("error", text), asMap(response.body()), response::toString);
  }

  private static Map<String, String> asMap(JsonNode body) {
    Map<String, String> map = new LinkedHashMap<>();
    body.properties()
        .forEach(
            field ->
                map.put(
                    field.getKey(),
                    field.getValue().isTextual()
                        ? field.getValue().asText()
                        : field.getValue().toString()));
    return map;
  }
}
