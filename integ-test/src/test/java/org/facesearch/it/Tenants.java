package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Two groups of two tenants, and what must be true of them whoever controls access.
 *
 * @param admin may do everything with groups and events
 * @param mine may do everything with the group {@code ours}, and nothing with another
 * @param ours the group, as {@code mine}
 */
record Tenants(Http admin, Http mine, FaceGroup ours) {

  static final String OURS = "faces-ours";
  static final String SECRET = "secret";

  /** What the node is told that events are kept, and whom they are of. */
  static TestCluster.Builder configured(TestCluster.Builder cluster) {
    return cluster
        .setting("indices.breaker.total.use_real_memory", "false")
        .setting(EventClient.STORE_PICTURES, "true")
        .setting(EventClient.IDENTITY_GROUP, "theirs")
        .keystore(Facepp.KEYSTORE);
  }

  /** Makes the group {@code ours}. */
  static Tenants begin(Http admin, Http mine) throws IOException {
    FaceGroup.assertOk(new FaceGroup(admin, "ours").create(10));
    FaceGroup ours = new FaceGroup(mine, "ours");
    ours.enrol("anna", Person.ANNA, Map.of("tag", "t"));
    ours.enrol("bela", Person.BELA, Map.of("tag", SECRET));
    return new Tenants(admin, mine, ours);
  }

  /** A call, as somebody makes it. */
  private interface Call {
    Response as(Http http) throws IOException;
  }

  private static Call post(String path, Map<String, ?> body) {
    return http -> http.post(path, body);
  }

  /** Calls that only read, each of which would tell of the group {@code theirs}. */
  private Map<String, Call> reading() {
    String group = FaceGroup.ALL + "/theirs";
    List<String> anna = List.of(Person.ANNA.uri());
    List<String> nobody = List.of(Pictures.dataUri(Pictures.jpeg(Pictures.plain(200, 200))));
    Map<String, Call> calls = new LinkedHashMap<>();
    calls.put("list", http -> http.get(FaceGroup.ALL));
    calls.put("list of pictures", http -> http.get(ImageGroup.ALL));
    calls.put("info", http -> http.get(group));
    calls.put("images", http -> http.get(group + "/images"));
    calls.put("tags", http -> http.get(group + "/tags"));
    calls.put("search", post(group + "/search", Map.of("images", anna)));
    calls.put("search by no face", post(group + "/search", Map.of("images", nobody)));
    calls.put(
        "multi",
        post(
            FaceGroup.ALL + "/multi/search",
            Map.of("groups", List.of("ours", "theirs"), "images", anna)));
    calls.put("compare in", post(group + "/compare", Map.of("target_group", "ours")));
    calls.put("compare to", post(ours.path() + "/compare", Map.of("target_group", "theirs")));
    calls.put(
        "like",
        post(
            "/" + OURS + "/_search",
            Map.of(
                "query",
                Map.of(
                    "visual_knn",
                    Map.of(
                        "field",
                        "vector",
                        "like",
                        Map.of("index", "faces-theirs", "id", "cleo"))))));
    calls.put("an image group", http -> http.get(ImageGroup.ALL + "/theirs"));
    calls.put("picturesearch", http -> new Sophon(http).call("picturesearch", window()));
    return calls;
  }

  private static Map<String, ?> window() {
    long now = Instant.now().getEpochSecond();
    return Map.of(
        "face_image_base64",
        Sophon.base64(Person.BELA.jpeg()),
        "starttime",
        now - 3600,
        "endtime",
        now + 3600);
  }

  /** Calls that would write. */
  private Map<String, Call> others() {
    String group = FaceGroup.ALL + "/theirs";
    List<String> anna = List.of(Person.ANNA.uri());
    Map<String, ?> image = Map.of("id", "cleo", "uri", Person.CLEO.uri());
    Map<String, Call> calls = new LinkedHashMap<>();
    calls.put("create", post(group, Map.of("config", Map.of("capacity", 3))));
    calls.put("add", post(group + "/add", Map.of("image", image)));
    calls.put("update", post(group + "/update", Map.of("image", image)));
    calls.put("delete", post(group + "/delete", Map.of("ids", List.of("cleo"))));
    calls.put("cluster", post(group + "/cluster", Map.of("images", anna)));
    calls.put(
        "cluster_group",
        post(
            FaceGroup.ALL + "/multi/search",
            Map.of("groups", List.of("ours"), "cluster_group", "theirs", "images", anna)));
    for (String each : List.of(group, ours.path())) {
      calls.put(
          "comparison in " + each,
          post(
              each + "/compare?wait_for_completion=false",
              Map.of("target_group", each.equals(group) ? "ours" : "theirs")));
    }
    calls.put(
        "PictureMatch",
        post(
            "/SophonMatch/api/PictureMatch",
            Map.of("rgb_image_base64", Sophon.base64(Person.ANNA.jpeg()), "device_ip", "d")));
    calls.put("forget", http -> new EventClient(http).forget("anybody"));
    calls.put("remove", post(group + "/remove", Map.of()));
    return calls;
  }

  private static Map<String, String> answers(Map<String, Call> calls, Http http)
      throws IOException {
    Map<String, String> answers = new LinkedHashMap<>();
    for (Map.Entry<String, Call> call : calls.entrySet()) {
      answers.put(call.getKey(), call.getValue().as(http).toString());
    }
    return answers;
  }

  /** Their face group, image group, comparison and events; gives the comparison. */
  private String fillTheirs() throws IOException {
    FaceGroup theirs = new FaceGroup(admin, "theirs");
    FaceGroup.assertOk(theirs.create(1_000));
    theirs.enrol("cleo", Person.CLEO, Map.of("tag", "theirs"));
    theirs.enrol("bela", Person.BELA, Map.of("tag", "theirs"));
    FaceGroup.assertOk(new ImageGroup(admin, "theirs").create(5));
    EventClient.installed(admin);
    FaceGroup.assertOk(
        new Sophon(admin)
            .match(
                Map.of("rgb_image_base64", Sophon.base64(Person.BELA.jpeg()), "device_ip", "d")));
    Comparing comparing = new Comparing(admin);
    String id = comparing.start(ours, theirs, Map.of()).path("comparison").asText();
    comparing.awaitState(id, now -> now.path("state").asText().equals("completed"));
    return id;
  }

  /** Whatever is in another group, no answer to {@code mine} is another by it. */
  void assertOthersChangeNoAnswer() throws IOException {
    Map<String, String> reading = answers(reading(), mine);
    Map<String, String> others = answers(others(), mine);
    assertEquals("200 {\"groups\":[\"ours\"]}", reading.get("list"));
    String comparison = fillTheirs();

    assertEquals(reading, answers(reading(), mine));
    assertEquals(others, answers(others(), mine));
    // Whoever may learns of it all by the same calls.
    Map<String, String> seen = answers(reading(), admin);
    reading.forEach((call, answer) -> assertNotEquals(answer, seen.get(call), call));
    for (String refused : List.of("info", "search by no face", "multi", "like", "picturesearch")) {
      assertTrue(reading.get(refused).startsWith("403 "), () -> refused + reading.get(refused));
    }
    // Nothing of what was refused was done.
    FaceGroup theirs = new FaceGroup(admin, "theirs");
    assertEquals(List.of("bela", "cleo"), theirs.ids());
    assertEquals(List.of("anna", "bela"), ours.ids());

    assertUnknown(comparison);
    FaceGroup.assertOk(new Comparing(admin).page(comparison, ""));
    assertPicturesAreNotTold();
    // Not even when their group is no more.
    FaceGroup.assertOk(theirs.remove());
    assertUnknown(comparison);
    FaceGroup.assertOk(admin.delete(Comparing.KEPT + comparison));
  }

  private void assertUnknown(String comparison) throws IOException {
    String unknown = "comparison not exist: it never did, was removed or has expired";
    FaceGroup.assertError(404, unknown, new Comparing(mine).page(comparison, ""));
    FaceGroup.assertError(404, unknown, mine.delete(Comparing.KEPT + comparison));
  }

  /** The same while the picture is there, once it has gone, and once its whole day has. */
  private void assertPicturesAreNotTold() throws IOException {
    JsonNode event = new Sophon(admin).events("d").getFirst();
    String picture = EventClient.picture(event.path("recognize_face_pic_id").asText());
    String answer = mine.get(picture).toString();
    assertTrue(answer.startsWith("403 "), answer);
    assertEquals(200, admin.download(picture).statusCode());
    FaceGroup.assertOk(admin.delete("/face-event*"));
    assertEquals(answer, mine.get(picture).toString());
    FaceGroup.assertError(404, "picture not exist", admin.get(picture));
  }

  /**
   * FaceSets are the plugin's own: no right to any index is needed, and none gives access.
   *
   * @param nothing may make the calls and touch no index
   */
  void assertFaceSetsAreThePluginsOwn(Http nothing) throws IOException {
    Facepp faces = new Facepp(nothing);
    String token = faces.token(Person.DORA);
    faces.ok("faceset/create", Map.of("outer_id", "set", "face_tokens", token));
    JsonNode found = faces.ok("search", Map.of("outer_id", "set", "face_token", token));
    assertEquals(token, found.at("/results/0/face_token").asText());
    for (String own : List.of(".face-search-tokens", ".face-search-facesets")) {
      assertEquals(403, mine.get("/" + own + "/_search").status());
    }
    faces.ok("faceset/delete", Map.of("outer_id", "set", "check_empty", 0));
  }

  /**
   * Of documents that are hidden from a client nothing is told.
   *
   * @param blind does not see what has the tag {@link #SECRET}
   * @param way how it is hidden, for messages
   */
  void assertHidden(Http blind, String way) throws IOException {
    FaceGroup group = ours.through(blind);
    assertEquals(List.of("bela"), ours.found(Person.BELA.uri()), "seen by whoever may");
    assertEquals(List.of(), group.found(Person.BELA.uri()), way);
    assertEquals(List.of("anna"), group.found(Person.ANNA.uri()), way);
    assertEquals(List.of("anna"), group.ids(), way);
    assertEquals(1, group.count(), way);
    assertEquals(1, group.info().path("tags").asInt(), way);
    assertEquals(List.of("t"), FaceGroup.texts(group.tags(Map.of()).path("tags"), "name"), way);
    assertEquals(
        List.of("anna"),
        FaceGroup.texts(
            FaceGroup.assertOk(new Comparing(blind).compare(group, group, Map.of()))
                .path("compare_results"),
            "id"),
        way);
    for (Map<String, ?> more :
        List.of(
            Map.of("k", 5),
            Map.of("k", 5, "threshold", -1),
            Map.of("k", 5, "filter", Map.of("exists", Map.of("field", "id"))))) {
      assertEquals(List.of("anna"), nearest(blind, more), () -> way + more);
      assertEquals(2, nearest(mine, more).size(), () -> "seen by whoever may " + more);
    }
  }

  /** Nor is a hidden document a picture to search by. */
  void assertNotLiked(Http blind) throws IOException {
    Response like =
        blind.post(
            "/" + OURS + "/_search",
            Map.of(
                "query",
                Map.of(
                    "visual_knn",
                    Map.of("field", "vector", "like", Map.of("index", OURS, "id", "bela")))));
    assertEquals(400, like.status(), like::toString);
    assertTrue(like.text().contains("there is no document [bela]"), like::toString);
  }

  /** Whom {@code visual_knn} finds by a picture of somebody hidden, whatever the way. */
  private static List<String> nearest(Http http, Map<String, ?> more) throws IOException {
    Map<String, Object> knn = new LinkedHashMap<>(more);
    knn.put("field", "vector");
    knn.put("image", Person.BELA.uri());
    JsonNode hits =
        FaceGroup.assertOk(
                http.post("/" + OURS + "/_search", Map.of("query", Map.of("visual_knn", knn))))
            .at("/hits/hits");
    return FaceGroup.texts(hits, "_id").stream().sorted().toList();
  }
}
