package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** From one embedder to another, over a pause, the loss of a node, and writes at any time. */
@Endurance
class ChangingModelsIT {

  private static final String OLD = "arcface-fr-512";
  private static final String NEW = "arcface-of-ours";
  private static final int PHOTOS = 40;

  @Test
  void everythingIsFoundByTheNewModelAndNothingByBoth() throws Exception {
    try (TestCluster cluster =
        TestCluster.named("changing-models")
            .nodes(2)
            .ownInstallation()
            .ownEmbedder(NEW)
            .setting("plugins.face_search.v1.keep_photos", "staff")
            .start()) {
      Http http = cluster.http(0);
      fill(http);
      FaceGroup staff = new FaceGroup(http, "staff");
      FaceGroup.assertOk(staff.create(10));
      for (Person person : Person.all()) {
        FaceGroup.assertOk(staff.add(person.name(), person.uri(), Map.of("tag", "day")));
      }
      cluster.awaitGreen();
      throughPausesAndLosses(cluster);
      group(staff);
      assertSwappedWithoutARestart(http, staff);

      cluster.node(0).stop();
      cluster.node(0).addSetting("plugins.face_search.embedder", NEW);
      cluster.restart(0);
      assertNewNodesFind(cluster.http(0), new FaceGroup(cluster.http(0), "staff"));
    }
  }

  private static void fill(Http http) throws IOException {
    Ingest.pipeline(http, "people", "{'face_embedding':{'field':'photo','remove_source':false}}");
    Ingest.index(
        http,
        "people",
        "people",
        "'photo':{'type':'object','enabled':false},'n':{'type':'integer'},'face':{'properties':"
            + "{'vector':{'type':'visual_vector','model':'face'},'model':{'type':'keyword'}}}");
    Map<String, Object> documents = new LinkedHashMap<>();
    for (int i = 0; i < PHOTOS; i++) {
      Person person = Person.all().get(i % Person.all().size());
      documents.put("p" + i, Map.of("photo", person.uri(), "n", i));
    }
    Response stored = Ingest.bulk(http, "people", documents);
    assertEquals(false, stored.body().path("errors").asBoolean(), stored::toString);
  }

  private static Response byPicture(Http http, Person person) throws IOException {
    return http.post(
        "/people/_search",
        Map.of(
            "query",
            Map.of(
                "visual_knn",
                Map.of("field", "face.vector", "image", person.uri(), "threshold", 0.9, "k", 100)),
            "size",
            100,
            "_source",
            List.of("n")));
  }

  private static Set<String> ids(Response search) {
    List<String> ids = new ArrayList<>();
    FaceGroup.assertOk(search).at("/hits/hits").forEach(hit -> ids.add(hit.path("_id").asText()));
    return new TreeSet<>(ids);
  }

  private static void throughPausesAndLosses(TestCluster cluster) throws IOException {
    Http http = cluster.http(0);
    Reembedding here = new Reembedding(http);
    Reembedding there = new Reembedding(cluster.http(1));
    Map<String, Object> asked =
        Map.of(
            "source",
            "people",
            "dest",
            "people-2",
            "alias",
            "people",
            "model",
            NEW,
            "picture",
            Map.of("field", "photo"));
    String id = there.start(asked);
    JsonNode paused = FaceGroup.assertOk(here.pause(id));
    assertEquals("paused", paused.path("state").asText(), paused::toString);
    assertEquals(409, here.pause(id).status());
    Map<String, Object> another = new LinkedHashMap<>(asked);
    another.put("dest", "people-3");
    assertEquals(409, here.tryToStart(another).status(), "one at a time");

    cluster.awaitGreen();
    // While it is paused, and while it works, people are found, come, change and go.
    Ingest.ok(http.put("/people/_doc/late?refresh=true", Map.of("photo", Person.ANNA.uri())));
    Ingest.ok(http.delete("/people/_doc/p0?refresh=true"));
    FaceGroup.assertOk(there.resume(id));
    Ingest.ok(http.put("/people/_doc/p1?refresh=true", Map.of("photo", Person.EMIL.uri())));
    assertTrue(ids(byPicture(http, Person.EMIL)).contains("p1"));
    JsonNode before = here.get(id);
    assertEquals("running", before.path("state").asText(), "too fast to be lost: " + before);
    cluster.node(1).kill();
    JsonNode lost = here.await(id, "interrupted");
    assertTrue(lost.path("done").asInt() < PHOTOS, lost::toString);
    assertEquals("people", lost.path("source").asText());
    assertTrue(ids(byPicture(http, Person.EMIL)).contains("p1"), "searches go on");

    FaceGroup.assertOk(here.resume(id));
    JsonNode done = here.await(id, "completed");
    assertEquals(0, done.path("failed").asInt() + done.path("missing").asInt(), done::toString);
    assertEquals(
        List.of(id),
        FaceGroup.texts(FaceGroup.assertOk(http.get(Reembedding.PATH)).path("reembeddings"), "id"));
  }

  private static void group(FaceGroup staff) throws IOException {
    Reembedding here = new Reembedding(staff.http());
    JsonNode done =
        here.await(here.start(Map.of("group", staff.name(), "model", NEW)), "completed");
    assertEquals(Person.all().size(), done.path("embedded").asInt(), done::toString);
    assertEquals(Person.all().size(), staff.count(), "the name is still the group's");
  }

  /** The node's settings still name the old model; what has vectors of the new one is served. */
  private static void assertSwappedWithoutARestart(Http http, FaceGroup staff) throws IOException {
    assertEquals(PHOTOS / Person.all().size(), ids(byPicture(http, Person.ANNA)).size());
    for (Person person : Person.all()) {
      assertEquals(List.of(person.name()), staff.found(person.uri()));
    }
    FaceGroup.assertOk(staff.add("between", Person.ANNA.uri(), Map.of()));
    assertTrue(staff.found(Person.ANNA.uri()).contains("between"));
    FaceGroup.assertOk(staff.delete(List.of("between")));

    FaceGroup guests = FaceGroup.create(http, "guests");
    FaceGroup.assertOk(guests.add("anna", Person.ANNA.uri(), Map.of()));
    for (Response refused :
        List.of(
            FaceGroup.searchAll(http, List.of(guests, staff), List.of(Person.ANNA.uri()), Map.of()),
            new Comparing(http).compare(guests, staff, Map.of()),
            http.put("/people/_doc/mixed", Map.of("photo", Person.ANNA.uri())))) {
      assertEquals(409, refused.status(), refused::toString);
      assertTrue(refused.text().contains(OLD) && refused.text().contains(NEW), refused::toString);
    }
    assertEquals(404, http.get("/people/_doc/mixed").status());
    FaceGroup.assertOk(guests.remove());
  }

  private static void assertNewNodesFind(Http http, FaceGroup staff) throws IOException {
    FaceGroup.assertOk(http.get("/_cluster/health?wait_for_status=yellow&timeout=60s"));
    Set<String> annas = ids(byPicture(http, Person.ANNA));
    assertTrue(annas.contains("late") && !annas.contains("p0"), annas::toString);
    assertEquals(PHOTOS / Person.all().size(), annas.size(), annas::toString);
    assertTrue(ids(byPicture(http, Person.EMIL)).contains("p1"));
    assertEquals(PHOTOS, FaceGroup.assertOk(http.get("/people/_count")).path("count").asInt());
    JsonNode index = FaceGroup.assertOk(http.get("/people"));
    assertEquals(
        NEW,
        index.at("/people-2/mappings/properties/face/properties/vector/model").asText(),
        index::toString);
    assertNotEquals(OLD, Ingest.source(http, "people", "late").at("/face/model").asText());
    Ingest.ok(http.put("/people/_doc/next", Map.of("photo", Person.ANNA.uri())));

    for (Person person : Person.all()) {
      assertEquals(List.of(person.name()), staff.found(person.uri()));
    }
    FaceGroup.assertOk(staff.add("again", Person.ANNA.uri(), Map.of()));
    assertTrue(staff.found(Person.ANNA.uri()).contains("again"));
    FaceGroup.assertError(409, "group already exist", staff.create(10));
  }
}
