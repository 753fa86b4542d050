package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who searched for whom is written down, where that is wanted. */
@RealCluster
class AuditIT {

  private static final String ENABLED = "plugins.face_search.audit.enabled";
  private static final String REQUIRED = "plugins.face_search.audit.required";

  /** All that an entry may say. */
  private static final Set<String> FIELDS =
      Set.of(
          "@timestamp",
          "node",
          "route",
          "searched",
          "user",
          "opaque_id",
          "address",
          "pictures",
          "faces",
          "hits",
          "took_millis",
          "outcome");

  private Http http;

  @BeforeEach
  void enable(TestCluster cluster) throws IOException {
    http = cluster.http(0);
    BadRequestsIT.setting(http, ENABLED, "true");
  }

  @AfterEach
  void disable() throws IOException {
    BadRequestsIT.setting(http, ENABLED, null);
    BadRequestsIT.setting(http, REQUIRED, null);
    BadRequestsIT.setting(http, EventClient.IDENTITY_GROUP, null);
  }

  @Test
  void searchesOfGroupsAreWrittenDown() throws IOException {
    FaceGroup group = FaceGroup.create(http, "audit");
    FaceGroup other = FaceGroup.create(http, "audit");
    group.enrol("anna", Person.ANNA, Map.of());
    String anna = Person.ANNA.uri();
    FaceGroup.assertOk(group.search(List.of(anna, Person.BELA.uri()), Map.of()));
    JsonNode search = entry(group, "v1_face_search_group");
    assertEquals("ok", search.path("outcome").asText());
    assertEquals(2, search.path("pictures").asInt(), search::toString);
    assertEquals(2, search.path("faces").asInt(), search::toString);
    assertEquals(1, search.path("hits").asInt(), search::toString);
    assertEquals("127.0.0.1", search.path("address").asText());
    assertEquals("node-0", search.path("node").asText());
    assertEquals(
        Http.json("[{'kind':'face_group','name':'" + group.name() + "'}]"),
        search.path("searched"));

    FaceGroup.assertOk(FaceGroup.searchAll(http, List.of(group, other), List.of(anna), Map.of()));
    assertEquals(2, entry(group, "v1_face_search_groups").path("searched").size());
    FaceGroup.assertOk(other.cluster(List.of(anna), Map.of()));
    assertEquals(1, entry(other, "v1_face_cluster_faces").path("hits").asInt());
    FaceGroup.assertOk(http.post(group.path() + "/compare", Map.of("target_group", other.name())));
    JsonNode comparison = entry(group, "v1_face_compare_group");
    assertEquals(2, comparison.path("searched").size(), comparison::toString);
    assertEquals(1, comparison.path("hits").asInt(), comparison::toString);

    assertEquals(
        400, group.search(List.of(Pictures.dataUri(new byte[] {1, 2})), Map.of()).status());
    Comparing.await(
        () ->
            entries(group, "v1_face_search_group").stream()
                .filter(one -> one.path("outcome").asText().equals("invalid"))
                .findFirst(),
        "the entry of a search that failed");
    assertTrue(entries(group, "v1_face_add").isEmpty(), "who enrols searches nobody");
  }

  @Test
  void searchesOfFaceSetsAndEventsAreWrittenDown() throws IOException {
    EventClient.installed(http);
    Facepp facepp = new Facepp(http);
    String set = FaceGroup.freshName("audit");
    String token = facepp.token(Person.ANNA);
    facepp.ok("faceset/create", Map.of("outer_id", set, "face_tokens", token));
    facepp.ok("search", Map.of("outer_id", set, "image_file", Person.ANNA.jpeg()));
    JsonNode search = entry(set, "facepp_search");
    assertEquals("faceset", search.at("/searched/0/kind").asText());
    assertEquals(1, search.path("hits").asInt(), search::toString);
    assertFalse(search.toString().contains(token), search::toString);
    assertFalse(search.toString().contains("full-key"), search::toString);

    FaceGroup people = FaceGroup.create(http, "audit");
    BadRequestsIT.setting(http, EventClient.IDENTITY_GROUP, people.name());
    String picture = Base64.getEncoder().encodeToString(Person.ANNA.jpeg());
    FaceGroup.assertOk(
        http.post(
            "/SophonMatch/api/PictureMatch",
            Map.of("rgb_image_base64", picture, "device_ip", people.name())));
    assertEquals(0, entry(people, "sophonmatch_PictureMatch").path("hits").asInt());
    int before = entries("face-events", "sophonmatch_picturesearch").size();
    FaceGroup.assertOk(
        http.post("/SophonMatch/api/picturesearch", Map.of("face_image_base64", picture)));
    Comparing.await(
        () ->
            entries("face-events", "sophonmatch_picturesearch").size() == before + 1
                ? Optional.of(true)
                : Optional.empty(),
        "the entry of a search of events");
  }

  @Test
  void nobodyElseWrites() throws IOException {
    FaceGroup group = FaceGroup.create(http, "audit");
    FaceGroup.assertOk(group.search(List.of(Person.ANNA.uri()), Map.of()));
    entry(group, "v1_face_search_group");
    String index = today();
    assertEquals(403, http.post("/" + index + "/_doc", Map.of("route", "forged")).status());
    assertEquals(
        403,
        http.post("/" + index + "/_delete_by_query", Http.json("{'query':{'match_all':{}}}"))
            .status());
    JsonNode bulk =
        http.postText(
                "/_bulk",
                "application/x-ndjson",
                "{\"index\":{\"_index\":\"" + index + "\"}}\n{\"route\":\"forged\"}\n")
            .body();
    assertEquals(403, bulk.path("status").asInt(), bulk::toString);
    assertTrue(entries("forged", "forged").isEmpty());
    assertEquals(1, entries(group, "v1_face_search_group").size());
  }

  @Test
  void whatCannotBeWrittenIsCountedOrRefused() throws IOException {
    FaceGroup group = FaceGroup.create(http, "audit");
    List<String> anna = List.of(Person.ANNA.uri());
    FaceGroup.assertOk(group.search(anna, Map.of()));
    entry(group, "v1_face_search_group");
    BadRequestsIT.setting(http, REQUIRED, "true");
    FaceGroup.assertOk(group.search(anna, Map.of()));
    assertEquals(2, entries(group, "v1_face_search_group").size(), "it is there with the answer");
    block(true);
    try {
      NodeStats before = NodeStats.of(http);
      Response refused = group.search(anna, Map.of());
      assertEquals(503, refused.status(), refused::toString);
      assertTrue(refused.text().contains("the call cannot be audited"), refused::toString);
      BadRequestsIT.setting(http, REQUIRED, null);
      FaceGroup.assertOk(group.search(anna, Map.of()));
      Comparing.await(
          () ->
              NodeStats.of(http).since(before, "/audit/lost") == 2
                  ? Optional.of(true)
                  : Optional.empty(),
          "two entries to be lost");
    } finally {
      block(false);
    }
    FaceGroup.assertOk(group.search(anna, Map.of()));
    Comparing.await(
        () ->
            entries(group, "v1_face_search_group").size() == 3
                ? Optional.of(true)
                : Optional.empty(),
        "the audit to go on");
  }

  private void block(boolean writes) throws IOException {
    FaceGroup.assertOk(
        http.put("/" + today() + "/_settings", Map.of("index.blocks.write", writes)));
  }

  private static String today() {
    return ".face-search-audit-" + LocalDate.now(ZoneOffset.UTC).toString().replace('-', '.');
  }

  private JsonNode entry(Group group, String route) throws IOException {
    return entry(group.name(), route);
  }

  /** The first entry of a call; what is written down comes a moment after the answer. */
  private JsonNode entry(String searched, String route) throws IOException {
    return Comparing.await(
        () -> entries(searched, route).stream().findFirst(), route + " of " + searched);
  }

  private List<JsonNode> entries(Group group, String route) throws IOException {
    return entries(group.name(), route);
  }

  private List<JsonNode> entries(String searched, String route) throws IOException {
    String every = "/.face-search-audit-*";
    http.post(every + "/_refresh?expand_wildcards=all&allow_no_indices=true");
    Response answer =
        http.post(
            every + "/_search?expand_wildcards=all&size=1000",
            Http.json(
                "{'query':{'bool':{'filter':[{'term':{'searched.name':'"
                    + searched
                    + "'}},{'term':{'route':'"
                    + route
                    + "'}}]}}}"));
    if (answer.status() == 503) {
      // The day's index was made just now, and its shard is not up.
      return List.of();
    }
    List<JsonNode> entries = FaceGroup.assertOk(answer).at("/hits/hits").findValues("_source");
    for (JsonNode entry : entries) {
      entry.fieldNames().forEachRemaining(name -> assertTrue(FIELDS.contains(name), name));
      assertTrue(entry.toString().length() < 1000, entry::toString);
    }
    return entries;
  }
}
