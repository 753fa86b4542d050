package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A group is an ordinary index, and an ordinary index is no group. */
@RealCluster
class GroupsAndIndicesIT {

  @Test
  void aGroupIsSearchedLikeAnyIndex(TestCluster cluster) throws IOException {
    FaceGroup group = FaceGroup.create(cluster.http(0), "ordinary");
    for (Person person : Person.all()) {
      group.enrol(person.name(), person, Map.of("tag", person == Person.ANNA ? "day" : "night"));
    }
    Response refreshed = cluster.http(1).post("/" + group.index() + "/_refresh");
    assertEquals(200, refreshed.status(), refreshed::toString);
    JsonNode anna =
        FaceGroup.assertOk(cluster.http(1).get("/" + group.index() + "/_doc/ANNA")).at("/_source");
    assertEquals("ANNA", anna.path("id").asText());
    assertEquals(512, anna.path("vector").size());

    JsonNode all = knn(cluster, group, Map.of("vector", anna.get("vector"), "k", 10));
    assertEquals(5, all.size());
    assertEquals("ANNA", all.at("/0/_id").asText());
    assertEquals(1, all.at("/0/_score").asDouble(), 1e-4);
    JsonNode filtered =
        knn(
            cluster,
            group,
            Map.of(
                "vector",
                anna.get("vector"),
                "k",
                3,
                "filter",
                Map.of("term", Map.of("tag", "night"))));
    assertEquals(3, filtered.size());
    assertFalse(filtered.toString().contains("\"ANNA\""), filtered::toString);
    JsonNode counted =
        FaceGroup.assertOk(cluster.http(0).get("/" + group.index() + "/_count?q=tag:night"));
    assertEquals(4, counted.path("count").asInt());
  }

  private static JsonNode knn(TestCluster cluster, FaceGroup group, Map<String, ?> query)
      throws IOException {
    Map<String, Object> full = new HashMap<>(query);
    full.put("field", "vector");
    return FaceGroup.assertOk(
            cluster
                .http(1)
                .post(
                    "/" + group.index() + "/_search",
                    Map.of("query", Map.of("visual_knn", full), "_source", false)))
        .at("/hits/hits");
  }

  @Test
  void whatOthersIndexIsPartOfTheGroup(TestCluster cluster) throws IOException {
    FaceGroup group = FaceGroup.create(cluster.http(0), "others");
    group.enrol("anna", Person.ANNA, Map.of());
    JsonNode vector =
        FaceGroup.assertOk(cluster.http(0).get("/" + group.index() + "/_doc/anna"))
            .at("/_source/vector");
    // No box, no desc, no date: a group may be filled by anybody.
    Response stored =
        cluster
            .http(0)
            .put(
                "/" + group.index() + "/_doc/copy",
                Map.of("id", "copy", "tag", "t", "vector", vector));
    assertEquals(201, stored.status(), stored::toString);
    assertEquals(List.of("anna", "copy"), group.ids());
    assertEquals(List.of("anna", "copy"), group.found(Person.ANNA.uri()));
    assertEquals(2, group.info().path("tags").asInt());
    FaceGroup.assertOk(group.update("copy", Map.of("tag", "u")));
    FaceGroup.assertOk(group.delete(List.of("copy")));
    assertEquals(List.of("anna"), group.ids());
  }

  @Test
  void anIndexOfTheUserIsNoGroup(TestCluster cluster) throws IOException {
    FaceGroup none = new FaceGroup(cluster.http(0), FaceGroup.freshName("users-own"));
    FaceGroup.assertOk(cluster.http(0).put("/" + none.index(), Map.of()));
    Response made =
        cluster.http(0).put("/" + none.index() + "/_doc/1?refresh=true", Map.of("id", "mine"));
    assertEquals(201, made.status(), made::toString);
    for (int node = 0; node < cluster.size(); node++) {
      FaceGroup here = none.through(cluster.http(node));
      JsonNode groups = FaceGroup.assertOk(cluster.http(node).get(FaceGroup.ALL)).path("groups");
      assertFalse(groups.toString().contains('"' + none.name() + '"'), groups::toString);
      List<Response> answers = new ArrayList<>();
      answers.add(cluster.http(node).get(here.path()));
      answers.add(cluster.http(node).get(here.path() + "/images"));
      answers.add(cluster.http(node).get(here.path() + "/tags"));
      answers.add(here.add("a", Person.ANNA.uri(), Map.of()));
      answers.add(here.update("1", Map.of("tag", "x")));
      answers.add(here.delete(List.of("1")));
      answers.add(here.search(List.of(Person.ANNA.uri()), Map.of()));
      answers.add(here.remove());
      for (Response answer : answers) {
        FaceGroup.assertError(400, "group not exist", answer);
      }
      FaceGroup.assertError(
          409, "index " + none.index() + " exists and is not a group", here.create(10));
    }
    JsonNode kept = FaceGroup.assertOk(cluster.http(0).get("/" + none.index() + "/_doc/1"));
    assertEquals(Http.json("{'id':'mine'}"), kept.get("_source"));
  }

  @Test
  void vectorsOfAnotherModelAreNeverCompared(TestCluster cluster) throws IOException {
    FaceGroup foreign = FaceGroup.ofAnotherModel(cluster.http(0));
    String text = foreign.refusal();
    String anna = Person.ANNA.uri();
    FaceGroup.assertError(409, text, foreign.search(List.of(anna), Map.of()));
    FaceGroup.assertError(409, text, foreign.add("a", anna, Map.of()));
    FaceGroup.assertError(409, text, foreign.update("a", Map.of("uri", anna)));
    assertEquals(0, foreign.count());
    FaceGroup.assertOk(foreign.remove());
  }

  @Test
  void theMarkIsForGood(TestCluster cluster) throws IOException {
    FaceGroup group = FaceGroup.create(cluster.http(0), "marked");
    Response changed =
        cluster
            .http(0)
            .put(
                "/" + group.index() + "/_settings", Map.of("index.face_search.group.kind", "none"));
    assertEquals(400, changed.status(), changed::toString);
    assertEquals(0, group.count());
  }

  @Test
  void removingAGroupTakesItsIndexAndNoOther(TestCluster cluster) throws IOException {
    FaceGroup group = FaceGroup.create(cluster.http(0), "gone");
    FaceGroup longer = new FaceGroup(cluster.http(0), group.name() + "-longer");
    FaceGroup.assertOk(longer.create(1));
    longer.enrol("a", Person.ANNA, Map.of());
    FaceGroup.assertOk(group.remove());
    assertEquals(404, cluster.http(1).get("/" + group.index()).status());
    FaceGroup.assertError(400, "group not exist", group.remove());
    assertEquals(1, longer.count());
    FaceGroup.assertOk(group.create(1));
    assertEquals(0, group.count());
  }

  @Test
  void onlyOneOfSeveralCreatesAGroup(TestCluster cluster) throws Exception {
    for (int round = 0; round < 10; round++) {
      String name = FaceGroup.freshName("create-race");
      List<Future<Response>> answers = new ArrayList<>();
      try (ExecutorService clients = Executors.newFixedThreadPool(4)) {
        for (int i = 0; i < 6; i++) {
          FaceGroup group = new FaceGroup(cluster.http(i % 2), name);
          answers.add(clients.submit(() -> group.create(7)));
        }
      }
      int created = 0;
      for (Future<Response> answer : answers) {
        if (answer.get().status() == 200) {
          created++;
        } else {
          FaceGroup.assertError(409, "group already exist", answer.get());
        }
      }
      assertEquals(1, created);
      FaceGroup.assertOk(new FaceGroup(cluster.http(0), name).remove());
    }
  }

  @Test
  void addingWhileTheGroupIsRemovedLeavesNoStrayIndex(TestCluster cluster) throws Exception {
    Set<Integer> statuses = new TreeSet<>();
    Set<String> errors = new TreeSet<>();
    for (int round = 0; round < 15; round++) {
      FaceGroup group = FaceGroup.create(cluster.http(round % 2), "race");
      List<Future<Response>> writes = new ArrayList<>();
      try (ExecutorService clients = Executors.newFixedThreadPool(5)) {
        for (int i = 0; i < 12; i++) {
          writes.add(clients.submit(write(group.through(cluster.http(i % 2)), i)));
        }
        if (round < 10) {
          Thread.sleep(round * 20L);
        } else {
          // However slow the machine is, something has been added by then.
          assertEquals(200, writes.get(0).get().status());
        }
        FaceGroup.assertOk(group.remove());
      }
      for (Future<Response> write : writes) {
        statuses.add(write.get().status());
        if (write.get().status() != 200) {
          errors.add(write.get().toString().replaceAll("race-\\d+", "race"));
        }
      }
      Response settings = cluster.http(0).get("/" + group.index() + "/_settings");
      assertEquals(404, settings.status(), settings::toString);
    }
    assertTrue(statuses.containsAll(Set.of(200, 400)), () -> "no race: " + statuses);
    errors.remove("400 {\"error\":\"group not exist\"}");
    errors.remove("400 {\"error\":\"id-0 not exist\"}");
    // From a node that has not heard of the removal yet, and whose shards have gone already.
    errors.remove("503 {\"error\":\"not available for now, try again later\"}");
    assertEquals(Set.of(), errors);
  }

  private static Callable<Response> write(FaceGroup group, int number) {
    return number == 5
        ? () -> group.update("id-0", Map.of("tag", "x"))
        : () ->
            group.add("id-" + number, Person.ANNA.uri(), Map.of("bounding_box", Person.ANNA.box()));
  }
}
