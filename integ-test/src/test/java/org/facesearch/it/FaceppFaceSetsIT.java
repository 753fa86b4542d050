package org.facesearch.it;

import static org.facesearch.it.Facepp.assertError;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** FaceSets and faces: the calls that make them, fill them and describe them. */
@RealCluster
class FaceppFaceSetsIT {

  /** The indices of FaceSets and their faces. */
  private static final List<String> OWN = List.of(".face-search-tokens", ".face-search-facesets");

  private static Facepp facepp;
  private static Facepp elsewhere;
  private static Facepp stranger;

  @BeforeAll
  static void clients(TestCluster cluster) {
    facepp = new Facepp(cluster.http(0));
    elsewhere = new Facepp(cluster.http(1));
    stranger = new Facepp(cluster.http(0), "other");
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(entry -> texts.add(entry.asText()));
    return texts;
  }

  @Test
  void faceSetLivesItsWholeLife() throws IOException {
    String anna = facepp.token(Person.ANNA);
    String bela = facepp.token(Person.BELA);
    JsonNode made =
        facepp.ok(
            "faceset/create",
            Map.of(
                "outer_id", "life",
                "display_name", "A life",
                "tags", "day,night",
                "user_data", "{}",
                "face_tokens", anna + ",nobody"));
    String token = made.path("faceset_token").asText();
    assertTrue(token.matches("[0-9a-f]{32}"), made::toString);
    assertEquals("life", made.path("outer_id").asText());
    assertEquals(1, made.path("face_added").asInt());
    assertEquals(1, made.path("face_count").asInt());
    assertEquals(
        Http.json("[{'reason': 'INVALID_FACE_TOKEN', 'face_token': 'nobody'}]"),
        made.path("failure_detail"));

    JsonNode added =
        elsewhere.ok(
            "faceset/addface", Map.of("faceset_token", token, "face_tokens", bela + "," + anna));
    assertEquals(1, added.path("face_added").asInt(), added::toString);
    assertEquals(2, added.path("face_count").asInt());
    assertEquals(Http.json("[]"), added.path("failure_detail"));

    JsonNode detail = facepp.ok("faceset/getdetail", Map.of("outer_id", "life"));
    assertEquals(token, detail.path("faceset_token").asText());
    assertEquals("A life", detail.path("display_name").asText());
    assertEquals("day,night", detail.path("tags").asText());
    assertEquals("{}", detail.path("user_data").asText());
    assertEquals(2, detail.path("face_count").asInt());
    assertEquals(List.of(anna, bela), texts(detail.path("face_tokens")));
    assertTrue(detail.path("next").isMissingNode());

    JsonNode face = elsewhere.ok("face/getdetail", Map.of("face_token", bela));
    assertEquals(bela, face.path("face_token").asText());
    assertEquals("", face.path("user_id").asText());
    assertTrue(face.path("face_rectangle").path("width").isInt(), face::toString);
    assertEquals(token, face.path("facesets").get(0).path("faceset_token").asText());

    JsonNode updated =
        elsewhere.ok(
            "faceset/update",
            Map.of("outer_id", "life", "new_outer_id", "afterlife", "display_name", ""));
    assertEquals("afterlife", updated.path("outer_id").asText());
    JsonNode renamed = facepp.ok("faceset/getdetail", Map.of("outer_id", "afterlife"));
    assertEquals("", renamed.path("display_name").asText());
    assertEquals("day,night", renamed.path("tags").asText());
    assertError(
        400, "INVALID_OUTER_ID", facepp.call("faceset/getdetail", Map.of("outer_id", "life")));

    assertError(
        400, "FACESET_NOT_EMPTY", facepp.call("faceset/delete", Map.of("outer_id", "afterlife")));
    JsonNode removed =
        facepp.ok(
            "faceset/removeface", Map.of("outer_id", "afterlife", "face_tokens", anna + ",nobody"));
    assertEquals(1, removed.path("face_removed").asInt());
    assertEquals(1, removed.path("face_count").asInt());
    assertEquals("nobody", removed.path("failure_detail").get(0).path("face_token").asText());
    JsonNode emptied =
        elsewhere.ok(
            "faceset/removeface",
            Map.of("outer_id", "afterlife", "face_tokens", "RemoveAllFaceTokens"));
    assertEquals(1, emptied.path("face_removed").asInt());
    assertEquals(0, emptied.path("face_count").asInt());
    JsonNode deleted = facepp.ok("faceset/delete", Map.of("outer_id", "afterlife"));
    assertEquals(token, deleted.path("faceset_token").asText());
    assertError(
        400,
        "INVALID_FACESET_TOKEN",
        elsewhere.call("faceset/getdetail", Map.of("faceset_token", token)));
    // The face lives on.
    JsonNode left = facepp.ok("face/getdetail", Map.of("face_token", bela));
    assertEquals(Http.json("[]"), left.path("facesets"));
  }

  @Test
  void fullFaceSetIsDeletedOnlyWhenToldTo() throws IOException {
    facepp.ok(
        "faceset/create", Map.of("outer_id", "full-set", "face_tokens", facepp.token(Person.CLEO)));
    facepp.ok("faceset/delete", Map.of("outer_id", "full-set", "check_empty", 0));
  }

  @Test
  void outerIdIsTakenOnceUnlessMerged() throws IOException {
    String dora = facepp.token(Person.DORA);
    JsonNode first = facepp.ok("faceset/create", Map.of("outer_id", "once"));
    assertError(400, "FACESET_EXIST", facepp.call("faceset/create", Map.of("outer_id", "once")));
    JsonNode merged =
        elsewhere.ok(
            "faceset/create", Map.of("outer_id", "once", "force_merge", 1, "face_tokens", dora));
    assertEquals(first.path("faceset_token"), merged.path("faceset_token"));
    assertEquals(1, merged.path("face_count").asInt());
    facepp.ok("faceset/create", Map.of("outer_id", "twice"));
    assertError(
        400,
        "NEW_OUTER_ID_EXIST",
        facepp.call("faceset/update", Map.of("outer_id", "twice", "new_outer_id", "once")));
  }

  @Test
  void faceSetsAreListedByTheirTags() throws IOException {
    facepp.ok("faceset/create", Map.of("outer_id", "tagged-1", "tags", "listed,red"));
    facepp.ok("faceset/create", Map.of("outer_id", "tagged-2", "tags", "listed,blue"));
    JsonNode both = elsewhere.ok("faceset/getfacesets", Map.of("tags", "listed"));
    assertEquals(2, both.path("facesets").size(), both::toString);
    JsonNode first = both.path("facesets").get(0);
    assertEquals("tagged-1", first.path("outer_id").asText());
    assertEquals("listed,red", first.path("tags").asText());
    assertEquals("", first.path("display_name").asText());
    JsonNode blue = facepp.ok("faceset/getfacesets", Map.of("tags", "blue,listed"));
    assertEquals(1, blue.path("facesets").size());
    assertTrue(blue.path("next").isMissingNode());
    JsonNode second = facepp.ok("faceset/getfacesets", Map.of("tags", "listed", "start", 2));
    assertEquals("tagged-2", second.path("facesets").get(0).path("outer_id").asText());
    JsonNode none = facepp.ok("faceset/getfacesets", Map.of("tags", "nobody has this"));
    assertEquals(Http.json("[]"), none.path("facesets"));
  }

  @Test
  void keysSeeNothingOfEachOther() throws IOException {
    String emil = facepp.token(Person.EMIL);
    JsonNode mine = facepp.ok("faceset/create", Map.of("outer_id", "mine", "face_tokens", emil));
    assertError(
        400, "INVALID_OUTER_ID", stranger.call("faceset/getdetail", Map.of("outer_id", "mine")));
    assertError(
        400,
        "INVALID_FACESET_TOKEN",
        stranger.call(
            "search",
            Map.of(
                "faceset_token",
                mine.path("faceset_token").asText(),
                "image_file",
                Person.EMIL.jpeg())));
    assertError(
        400,
        "INVALID_FACE_TOKEN: " + emil,
        stranger.call("face/getdetail", Map.of("face_token", emil)));
    JsonNode theirs =
        stranger.ok("faceset/create", Map.of("outer_id", "mine", "face_tokens", emil));
    assertEquals(0, theirs.path("face_added").asInt());
  }

  @Test
  void userIdIsGivenChangedAndTaken() throws IOException {
    String anna = facepp.token(Person.ANNA);
    JsonNode named = facepp.ok("face/setuserid", Map.of("face_token", anna, "user_id", "安娜"));
    assertEquals("安娜", named.path("user_id").asText());
    assertEquals(anna, named.path("face_token").asText());
    assertEquals(
        "安娜", elsewhere.ok("face/getdetail", Map.of("face_token", anna)).path("user_id").asText());
    facepp.ok("face/setuserid", Map.of("face_token", anna, "user_id", ""));
    assertEquals(
        "", elsewhere.ok("face/getdetail", Map.of("face_token", anna)).path("user_id").asText());
    assertError(
        400,
        "MISSING_ARGUMENTS: user_id",
        facepp.call("face/setuserid", Map.of("face_token", anna)));
  }

  @Test
  void wrongArgumentsAreNamed() throws IOException {
    facepp.ok("faceset/create", Map.of("outer_id", "wrong"));
    assertError(
        400,
        "INVALID_FACE_TOKENS_SIZE",
        facepp.call("faceset/addface", Map.of("outer_id", "wrong", "face_tokens", "a,b,c,d,e,f")));
    assertError(
        400, "BAD_ARGUMENTS:tags", facepp.call("faceset/create", Map.of("tags", "x".repeat(256))));
    assertError(
        400, "BAD_ARGUMENTS:outer_id", facepp.call("faceset/create", Map.of("outer_id", "a&b")));
    assertError(
        400, "BAD_ARGUMENTS:force_merge", facepp.call("faceset/create", Map.of("force_merge", 2)));
    assertError(
        400,
        "MISSING_ARGUMENTS: new_outer_id, display_name, user_data, tags",
        facepp.call("faceset/update", Map.of("outer_id", "wrong")));
    assertError(
        400,
        "BAD_ARGUMENTS:start",
        facepp.call("faceset/getdetail", Map.of("outer_id", "wrong", "start", 0)));
  }

  /** Whoever looks at all indices does not come upon them. */
  @Test
  void theirIndicesAreHidden(TestCluster cluster) throws IOException {
    Http http = cluster.http(1);
    facepp.ok(
        "faceset/create", Map.of("outer_id", "hidden", "face_tokens", facepp.token(Person.ANNA)));
    assertTrue(listed(http, "&expand_wildcards=all").containsAll(OWN));
    assertNone(OWN, listed(http, ""));
    for (String path : List.of("/_search", "/*/_search", "/_all/_search")) {
      assertTrue(searched(http, path + "?expand_wildcards=all").containsAll(OWN), path);
      assertNone(OWN, searched(http, path));
    }
  }

  private static void assertNone(List<String> unwanted, List<String> all) {
    assertTrue(unwanted.stream().noneMatch(all::contains), all::toString);
  }

  private static List<String> listed(Http http, String parameters) throws IOException {
    Response answer = http.get("/_cat/indices?format=json" + parameters);
    assertEquals(200, answer.status(), answer::toString);
    return answer.body().findValuesAsText("index");
  }

  /** The indices whose documents a search sees. */
  private static List<String> searched(Http http, String path) throws IOException {
    Response answer =
        http.post(
            path,
            Http.json("{'size':0,'aggs':{'indices':{'terms':{'field':'_index','size':10000}}}}"));
    assertEquals(200, answer.status(), answer::toString);
    return answer.body().at("/aggregations/indices/buckets").findValuesAsText("key");
  }

  @Test
  void theyComeBackFromASnapshot(TestCluster cluster) throws IOException {
    Http http = cluster.http(0);
    String anna = facepp.token(Person.ANNA);
    facepp.ok("faceset/create", Map.of("outer_id", "kept", "face_tokens", anna));
    Snapshots snapshots = Snapshots.repository(http, "facesets");
    snapshots.take("all", String.join(",", OWN));
    // With those of the other tests of this cluster, which come back too.
    for (String index : OWN) {
      FaceGroup.assertOk(http.delete("/" + index));
    }
    Map<String, ?> search = Map.of("outer_id", "kept", "image_file", Person.ANNA.jpeg());
    assertError(400, "INVALID_OUTER_ID", elsewhere.call("search", search));
    for (String index : OWN) {
      snapshots.restore("all", index, index);
    }
    JsonNode found = elsewhere.ok("search", search);
    assertEquals(anna, found.at("/results/0/face_token").asText(), found::toString);
    assertTrue(found.at("/results/0/confidence").asDouble() > 99, found::toString);
    elsewhere.ok("faceset/addface", Map.of("outer_id", "kept", "face_tokens", anna));
  }
}
