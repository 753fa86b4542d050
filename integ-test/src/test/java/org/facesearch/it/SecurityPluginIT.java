package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The plugin beside OpenSearch's security plugin, with the roles of the documentation word for
 * word: their group {@code lobby} is {@code ours} here.
 */
@EnabledIfSystemProperty(
    named = SecurityPlugin.FOLDER,
    matches = ".+",
    disabledReason = "the security plugin is not published for this OpenSearch: -Psecurity")
class SecurityPluginIT {

  /** Beside those of the documentation: every call and no index, and one who does not see all. */
  private static final String MORE_ROLES =
      """
      every_call:
        cluster_permissions: ["cluster:face_search/*"]
      blind:
        index_permissions:
          - index_patterns: ["faces-ours"]
            dls: '{"bool": {"must_not": {"term": {"tag": "secret"}}}}'
            allowed_actions: ["read", "indices:admin/refresh*", "indices:data/read/point_in_time/*"]
      """;

  private static final String RETENTION = "plugins.face_search.events.retention";

  private static TestCluster cluster;
  private static Tenants tenants;

  @BeforeAll
  static void start() throws IOException {
    String documented = DocPage.block("security.md", "yaml").replace("lobby", "ours");
    cluster =
        Tenants.configured(
                SecurityPlugin.cluster(
                    "security",
                    documented + "\n" + MORE_ROLES,
                    Map.of(
                        "reader", List.of("face_reader"),
                        "enroller", List.of("face_enroller"),
                        "admin", List.of("face_admin"),
                        // No call is refused to it as a call: what it may not touch decides.
                        "mine", List.of("face_enroller", "every_call"),
                        "nothing", List.of("every_call"),
                        "blind", List.of("face_reader", "blind"))))
            .nodes(2)
            .setting(RETENTION, "60d")
            .start();
    tenants = Tenants.begin(as("admin"), as("mine"));
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  /** By another node than the operator. */
  private static Http as(String user) {
    return SecurityPlugin.as(cluster.http(1), user);
  }

  @Test
  void whatOthersHaveChangesNoAnswer() throws IOException {
    tenants.assertOthersChangeNoAnswer();
  }

  @Test
  void faceSetsAreKeptInThePluginsOwnName() throws IOException {
    tenants.assertFaceSetsAreThePluginsOwn(as("nothing"));
  }

  @Test
  void hiddenDocumentsStayHidden() throws IOException {
    tenants.assertHidden(as("blind"), "document-level security");
    tenants.assertNotLiked(as("blind"));
  }

  @Test
  void nobodyIsToldAnything() throws IOException {
    Http nobody = SecurityPlugin.asNobody(cluster.http(0));
    Http stranger = as("stranger");
    for (Http http : List.of(nobody, stranger)) {
      assertEquals(401, http.get("/").status());
      assertEquals(401, http.get(FaceGroup.ALL).status());
      assertEquals(
          401, tenants.ours().through(http).search(List.of(Person.ANNA.uri()), Map.of()).status());
      assertEquals(401, http.post("/" + Tenants.OURS + "/_search").status());
      assertEquals(
          401, new Facepp(http).call("detect", Map.of("image_file", new byte[1])).status());
      assertEquals(401, new Sophon(http).match(Map.of()).status());
      assertEquals(401, http.get(NodeStats.PATH).status());
      assertEquals(401, http.get(Comparing.KEPT + "x").status());
    }
  }

  @Test
  void aReaderReadsOneGroup() throws IOException {
    Http reader = as("reader");
    FaceGroup ours = tenants.ours().through(reader);
    assertEquals("{\"groups\":[\"ours\"]}", reader.get(FaceGroup.ALL).text());
    assertEquals(List.of("anna"), ours.found(Person.ANNA.uri()));
    assertEquals(List.of("anna", "bela"), ours.ids());
    assertEquals(2, ours.info().path("tags").asInt());
    assertEquals(2, ours.tags(Map.of()).path("tags").size());
    JsonNode hits =
        FaceGroup.assertOk(
            FaceGroup.searchAll(reader, List.of(ours, ours), List.of(Person.BELA.uri()), Map.of()));
    assertEquals("bela", hits.at("/search_results/0/faces/0/faces/0/id").asText());
    Comparing comparing = new Comparing(reader);
    FaceGroup.assertOk(comparing.compare(ours, ours, Map.of()));
    JsonNode started = comparing.start(ours, ours, Map.of());
    String id = started.path("comparison").asText();
    comparing.awaitState(id, now -> now.path("state").asText().equals("completed"));
    assertEquals(2, FaceGroup.assertOk(comparing.page(id, "")).path("compare_results").size());
    // Tasks tell what they work on, whoever began them.
    assertEquals(403, reader.get("/_tasks/" + started.path("task").asText()).status());
    assertEquals(403, reader.get("/_tasks?detailed").status());
    assertEquals(403, reader.get(NodeStats.PATH).status());
    FaceGroup.assertOk(reader.delete(Comparing.KEPT + id));

    assertRefused(ours.add("cleo", Person.CLEO.uri(), Map.of()));
    assertRefused(ours.update("anna", Map.of("tag", "other")));
    assertRefused(ours.delete(List.of("anna")));
    assertRefused(ours.cluster(List.of(Person.CLEO.uri()), Map.of()));
    assertRefused(ours.remove());
    assertRefused(new FaceGroup(reader, "mine").create(1));
    assertRefused(
        new Sophon(reader)
            .match(
                Map.of("rgb_image_base64", Sophon.base64(Person.ANNA.jpeg()), "device_ip", "d")));
    Facepp.assertError(
        403,
        "AUTHORIZATION_ERROR:Denied by Admin",
        new Facepp(reader).call("faceset/getfacesets", Map.of()));
  }

  private static void assertRefused(Response answer) {
    assertEquals(403, answer.status(), answer::toString);
  }

  @Test
  void anEnrollerWritesToOneGroup() throws IOException {
    FaceGroup ours = tenants.ours().through(as("enroller"));
    ours.enrol("emil", Person.EMIL, Map.of("tag", "t"));
    assertEquals(List.of("emil"), ours.found(Person.EMIL.uri()));
    FaceGroup.assertOk(ours.update("emil", Map.of("tag", "u")));
    assertEquals("u", ours.entry("emil").path("tag").asText());
    JsonNode clustered = FaceGroup.assertOk(ours.cluster(List.of(Person.DORA.uri()), Map.of()));
    String dora = clustered.at("/search_results/0/faces/0/faces/0/id").asText();
    assertEquals(List.of(dora), ours.found(Person.DORA.uri()));
    FaceGroup.assertOk(ours.delete(List.of("emil", dora)));
    assertEquals(List.of("anna", "bela"), ours.ids());

    assertRefused(new FaceGroup(as("enroller"), "mine").create(1));
    assertRefused(ours.remove());
  }

  @Test
  void anAdminKeepsGroupsAndEvents() throws IOException {
    Http admin = as("admin");
    FaceGroup group = FaceGroup.create(admin, "kept");
    group.enrol("anna", Person.ANNA, Map.of());
    assertEquals(List.of("anna"), group.found(Person.ANNA.uri()));
    FaceGroup.assertOk(group.remove());
    EventClient events = EventClient.installed(admin);
    double now = Instant.now().getEpochSecond();
    JsonNode event = events.posted(EventClient.camera("door", now, Person.ANNA.uri()));
    assertEquals(2, pictures(admin));
    assertEquals(
        1,
        FaceGroup.assertOk(
                new Sophon(admin)
                    .call(
                        "picturesearch",
                        Map.of(
                            "face_image_base64",
                            Sophon.base64(Person.ANNA.jpeg()),
                            "starttime",
                            now - 60,
                            "endtime",
                            now + 60)))
            .path("event_list")
            .size());
    FaceGroup.assertError(
        404, "no entry and no event of an identity nobody", events.forget("nobody"));

    // What follows a deletion is done in the plugin's own name.
    FaceGroup.assertOk(
        admin.delete("/" + event.path("_index").asText() + "/_doc/" + event.path("_id").asText()));
    Comparing.await(() -> Optional.of(pictures(admin)).filter(left -> left == 0), "no picture");
    events.posted(EventClient.past("door", now - 40 * 86_400, 1));
    BadRequestsIT.setting(cluster.http(0), RETENTION, "30d");
    Comparing.await(
        () -> Optional.of(events.ofDevice("door")).filter(List::isEmpty), "the end of an event");
  }

  private static int pictures(Http http) throws IOException {
    // They are hidden, so no pattern finds them by itself.
    String all = "?expand_wildcards=all";
    FaceGroup.assertOk(http.post("/face-event-pictures-*/_refresh" + all));
    return FaceGroup.assertOk(http.get("/face-event-pictures-*/_count" + all))
        .path("count")
        .asInt();
  }

  @Test
  void theAuditNamesTheUser() throws IOException {
    BadRequestsIT.setting(cluster.http(0), "plugins.face_search.audit.enabled", "true");
    tenants.ours().through(as("reader")).found(Person.ANNA.uri());
    Map<String, ?> byReader = Map.of("query", Map.of("term", Map.of("user", "reader")));
    JsonNode entry =
        Comparing.await(
            () ->
                Optional.of(
                        cluster
                            .http(0)
                            .post("/.face-search-audit-*/_search", byReader)
                            .body()
                            .at("/hits/hits/0/_source"))
                    .filter(JsonNode::isObject),
            "an entry");
    assertEquals("ours", entry.at("/searched/0/name").asText());
  }

  /** They are nobody's but the plugin's, whatever a user's roles say of all indices. */
  @Test
  void ownIndicesAreClosed() throws IOException {
    Facepp faces = new Facepp(as("nothing"), "other");
    String token = faces.token(Person.DORA);
    faces.ok("faceset/create", Map.of("outer_id", "closed", "face_tokens", token));
    Facepp.assertError(
        400,
        "INVALID_OUTER_ID",
        new Facepp(as("nothing"))
            .call("search", Map.of("outer_id", "closed", "image_file", Person.DORA.jpeg())));
    for (String index : List.of(".face-search-tokens", ".face-search-facesets")) {
      assertRefused(as("admin").get("/" + index + "/_search"));
      assertRefused(as("mine").get("/" + index + "/_doc/" + token));
      Http operator = cluster.http(0);
      assertEquals(
          0,
          FaceGroup.assertOk(operator.get("/" + index + "/_search"))
              .at("/hits/total/value")
              .asInt(-1));
      assertEquals(404, operator.get("/" + index + "/_doc/" + token).status());
      assertRefused(operator.put("/" + index + "/_doc/" + token, Map.of()));
      assertRefused(operator.delete("/" + index));
    }
  }
}
