package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Updating and deleting faces (sections 2.7 and 2.8). */
@RealCluster
class ChangesIT {

  @Test
  void whatIsGivenReplacesAndWhatIsAbsentStays(TestCluster cluster) throws IOException {
    FaceGroup group = FaceGroup.create(cluster.http(0), "update");
    group.enrol("a", Person.ANNA, Map.of("tag", "day", "desc", Map.of("name", "Anna", "age", 7)));
    JsonNode box = group.entry("a").get("bounding_box");

    assertEquals(Http.json("{}"), FaceGroup.assertOk(group.update("a", Map.of("tag", "night"))));
    assertEquals("night", group.entry("a").path("tag").asText());
    assertEquals(Http.json("{'name':'Anna','age':7}"), group.entry("a").get("desc"));

    FaceGroup.assertOk(group.update("a", Map.of("desc", Map.of("name", "Ann"))));
    assertEquals(Http.json("{'name':'Ann'}"), group.entry("a").get("desc"), "replaced, not merged");
    assertEquals("night", group.entry("a").path("tag").asText());

    FaceGroup.assertOk(group.update("a", Map.of()));
    FaceGroup.assertOk(group.update("a", Map.of("uri", "")));
    assertEquals("night", group.entry("a").path("tag").asText());
    assertEquals(Http.json("{'name':'Ann'}"), group.entry("a").get("desc"));
    assertEquals(box, group.entry("a").get("bounding_box"));
    assertEquals(List.of("a"), group.found(Person.ANNA.uri()));

    FaceGroup.assertOk(group.update("a", Map.of("tag", "")));
    assertEquals("default", group.entry("a").path("tag").asText());
    assertEquals(1, group.count());
  }

  @Test
  void aNewPictureIsEmbeddedAgain(TestCluster cluster) throws IOException {
    FaceGroup group = FaceGroup.create(cluster.http(0), "new-picture");
    group.enrol("a", Person.ANNA, Map.of("tag", "day", "desc", "kept"));
    assertFalse(group.entry("a").get("bounding_box").has("score"));

    FaceGroup.assertOk(group.update("a", Map.of("uri", Person.BELA.uri())));
    assertEquals(List.of(), group.found(Person.ANNA.uri()));
    assertEquals(List.of("a"), group.found(Person.BELA.uri()));
    JsonNode entry = group.entry("a");
    assertEquals("day", entry.path("tag").asText());
    assertEquals("kept", entry.path("desc").asText());
    assertTrue(entry.get("bounding_box").has("score"), "the box is that of the new picture");
    assertEquals(1, group.count());
  }

  @Test
  void anUpdateThatFailsChangesNothing(TestCluster cluster) throws IOException {
    FaceGroup group = FaceGroup.create(cluster.http(0), "failed-update");
    group.enrol("a", Person.ANNA, Map.of("tag", "day"));
    JsonNode before = group.entry("a");
    String nobody = Pictures.dataUri(Pictures.jpeg(Pictures.plain(300, 300)));
    FaceGroup.assertError(
        400,
        "no face found in image",
        group.update("a", Map.of("uri", nobody, "tag", "night", "desc", 5)));
    assertEquals(before, group.entry("a"));
    FaceGroup.assertError(400, "b not exist", group.update("b", Map.of("tag", "x")));
    assertEquals(List.of("a"), group.ids());
  }

  @Test
  void updatesAtTheSameTimeAllCount(TestCluster cluster) throws Exception {
    FaceGroup group = FaceGroup.create(cluster.http(0), "together");
    group.enrol("a", Person.ANNA, Map.of());
    List<Future<Response>> answers = new ArrayList<>();
    try (ExecutorService clients = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 20; i++) {
        Http http = cluster.http(i % 2);
        Map<String, Object> change = i % 4 < 2 ? Map.of("tag", "t") : Map.of("desc", "d");
        answers.add(clients.submit(() -> group.through(http).update("a", change)));
      }
    }
    for (Future<Response> answer : answers) {
      assertEquals(200, answer.get().status(), answer.get()::toString);
    }
    assertEquals("t", group.entry("a").path("tag").asText());
    assertEquals("d", group.entry("a").path("desc").asText());
  }

  @Test
  void onlyOneOfSeveralGetsAnId(TestCluster cluster) throws Exception {
    FaceGroup group = FaceGroup.create(cluster.http(0), "race");
    List<Future<Response>> answers = new ArrayList<>();
    try (ExecutorService clients = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 8; i++) {
        Http http = cluster.http(i % 2);
        answers.add(
            clients.submit(
                () ->
                    group
                        .through(http)
                        .add(
                            "same", Person.ANNA.uri(), Map.of("bounding_box", Person.ANNA.box()))));
      }
    }
    int ok = 0;
    for (Future<Response> answer : answers) {
      if (answer.get().status() == 200) {
        ok++;
      } else {
        FaceGroup.assertError(409, "same already exist", answer.get());
      }
    }
    assertEquals(1, ok);
    assertEquals(1, group.count());
  }

  @Test
  void deletedNamesThoseThatExistedInOrderAndOnce(TestCluster cluster) throws IOException {
    FaceGroup group = FaceGroup.create(cluster.http(0), "delete");
    for (String id : List.of("a", "b", "c", "d")) {
      group.enrol(id, Person.ANNA, Map.of());
    }
    assertEquals(
        Http.json("{'deleted':['c','a']}"),
        FaceGroup.assertOk(group.delete(List.of("c", "nobody", "a", "c", "x", "a"))));
    assertEquals(List.of("b", "d"), group.ids());
    assertEquals(Http.json("{'deleted':[]}"), FaceGroup.assertOk(group.delete(List.of("a", "c"))));
    assertEquals(2, group.count());
    assertEquals(
        Http.json("{'deleted':[]}"),
        FaceGroup.assertOk(group.delete(List.of("i".repeat(600)))),
        "an id that cannot be there is an unknown id");
    group.enrol("a", Person.BELA, Map.of());
    assertEquals(List.of("a"), group.found(Person.BELA.uri()), "a deleted id is free again");
  }
}
