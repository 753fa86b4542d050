package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A group goes while others work with it: each call ends as if it had come before, or after. */
@RealCluster
class RemovalIT {

  private static final int FACES = 600;
  private static final int ROUNDS = 4;
  private static final int MOST_REFUSALS = 5;
  private static final String GONE = "400 group not exist";

  /**
   * Nothing found, not even the group. The others come from a node that has not heard of the
   * removal yet, and whose shards have gone already.
   */
  private static final Set<String> REFUSALS =
      Set.of(
          GONE,
          "503 not available for now, try again later",
          "503 the group is not available: some of its shards could not be refreshed, try again"
              + " later");

  private interface Call {
    Response send() throws IOException;
  }

  @Test
  void everyCallEndsCleanly(TestCluster cluster) throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      FaceGroup group = Comparing.large(cluster.http(round % 2), FACES);
      Map<String, Call> calls = calls(group, cluster);
      CountDownLatch underWay = new CountDownLatch(calls.size());
      Map<String, Future<Set<String>>> refusals = new LinkedHashMap<>();
      Future<Set<String>> bulk;
      try (ExecutorService clients = Executors.newCachedThreadPool()) {
        calls.forEach((name, call) -> refusals.put(name, clients.submit(repeat(call, underWay))));
        bulk = clients.submit(fill(group, cluster.http(1)));
        boolean begun = underWay.await(4, TimeUnit.MINUTES);
        // Whatever has happened: the clients end when the group has gone.
        Response removed = group.remove();
        assertTrue(begun, () -> "not all calls were answered: " + refusals);
        FaceGroup.assertOk(removed);
      }
      for (Map.Entry<String, Future<Set<String>>> refused : refusals.entrySet()) {
        Set<String> others = new TreeSet<>(refused.getValue().get());
        others.removeAll(REFUSALS);
        assertEquals(Set.of(), others, refused.getKey());
      }
      Set<String> types = bulk.get();
      types.remove("404 index_not_found_exception");
      assertEquals(Set.of(), types, "bulk");
      assertEquals(404, cluster.http(0).get("/" + group.index()).status());
    }
  }

  private static Map<String, Call> calls(FaceGroup group, TestCluster cluster) {
    FaceGroup other = group.through(cluster.http(1));
    String anna = Person.ANNA.uri();
    Map<String, Call> calls = new LinkedHashMap<>();
    calls.put("search", () -> other.search(List.of(anna), Map.of("threshold", 0)));
    calls.put("cluster", () -> group.cluster(List.of(anna), Map.of()));
    calls.put("images", () -> cluster.http(1).get(group.path() + "/images"));
    calls.put("tags", () -> cluster.http(0).get(group.path() + "/tags"));
    calls.put("info", () -> cluster.http(1).get(group.path()));
    calls.put("update", () -> other.update("id-10001", Map.of("tag", "new")));
    calls.put(
        "compare",
        () ->
            new Comparing(cluster.http(0))
                .compare(group, other, Map.of("threshold", 0.9, "limit", 10)));
    return calls;
  }

  /** Until it is refused for good; all that was said then and before. */
  private static Callable<Set<String>> repeat(Call call, CountDownLatch underWay) {
    return () -> {
      Set<String> refusals = new TreeSet<>();
      for (int i = 0; !refusals.contains(GONE) && refusals.size() < MOST_REFUSALS; i++) {
        Response answer = call.send();
        if (answer.status() != 200) {
          refusals.add(answer.status() + " " + answer.body().path("error").asText());
        }
        if (i == 0) {
          underWay.countDown();
        }
      }
      return refusals;
    };
  }

  /** Until no item is taken any more; what was said of the others. */
  private static Callable<Set<String>> fill(FaceGroup group, Http http) {
    return () -> {
      Set<String> types = new TreeSet<>();
      for (int i = 0; ; i++) {
        Bulk bulk = new Bulk();
        for (int j = 0; j < 20; j++) {
          bulk.face(group, "bulk-" + i + "-" + j, "t", i);
        }
        boolean taken = false;
        for (JsonNode item : FaceGroup.assertOk(bulk.attempt(http)).path("items")) {
          JsonNode result = item.path("index");
          taken |= result.path("status").asInt() < 300;
          if (result.path("status").asInt() >= 300) {
            types.add(result.path("status").asInt() + " " + result.at("/error/type").asText());
          }
        }
        if (!taken) {
          return types;
        }
      }
    };
  }

  @Test
  void noWriteCreatesAnIndexInTheGroupsPlace(TestCluster cluster) throws IOException {
    FaceGroup group = FaceGroup.create(cluster.http(0), "refilled");
    FaceGroup.assertOk(group.remove());
    FaceGroup ordinary = FaceGroup.create(cluster.http(0), "refilled-beside");
    Response filled =
        new Bulk().face(group, "a", "t", 1).face(ordinary, "b", "t", 1).attempt(cluster.http(1));
    JsonNode refused = FaceGroup.assertOk(filled).at("/items/0/index");
    assertEquals(404, refused.path("status").asInt(), filled::toString);
    assertEquals(
        "no such index ["
            + group.index()
            + "] and no write creates one in the place of a group that was removed: create the group,"
            + " or the index, before",
        refused.at("/error/reason").asText());
    assertEquals(201, filled.body().at("/items/1/index/status").asInt(), filled::toString);
    Response one = cluster.http(0).put("/" + group.index() + "/_doc/a", Map.of("id", "a"));
    assertEquals(404, one.status(), one::toString);
    assertEquals(404, cluster.http(0).get("/" + group.index()).status());

    FaceGroup.assertOk(group.create(1));
    new Bulk().face(group, "a", "t", 1).send(cluster.http(1));
    assertEquals(List.of("a"), group.ids());
    assertFalse(ordinary.ids().isEmpty());
  }
}
