package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** More work than a node may queue. */
class OverloadIT {

  private static final int REQUESTS = 30;

  @Test
  void aFullQueueAnswers429AndNothingElseBreaks() throws Exception {
    try (TestCluster cluster =
        TestCluster.named("overload")
            .setting("plugins.face_search.inference.size", "1")
            .setting("plugins.face_search.inference.queue_size", "1")
            .setting("indices.breaker.total.use_real_memory", "false")
            .start()) {
      FaceGroup group = FaceGroup.create(cluster.http(0), "overload");
      group.enrol("first", Person.ANNA.uri());
      String picture = Pictures.dataUri(Pictures.sample(6));
      List<Future<Response>> answers = new ArrayList<>();
      try (ExecutorService clients = Executors.newFixedThreadPool(REQUESTS)) {
        for (int i = 0; i < REQUESTS; i++) {
          String id = "id-" + i;
          boolean add = i % 2 == 0;
          answers.add(
              clients.submit(
                  () ->
                      add
                          ? group.add(id, picture, Map.of())
                          : group.search(List.of(picture, picture), Map.of())));
        }
      }
      int done = 0;
      int added = 0;
      int refused = 0;
      for (int i = 0; i < REQUESTS; i++) {
        Response answer = answers.get(i).get();
        if (answer.status() == 200) {
          done++;
          added += i % 2 == 0 ? 1 : 0;
        } else {
          FaceGroup.assertError(
              429, "too many pictures are waiting for analysis, try again later", answer);
          refused++;
        }
      }
      assertTrue(done > 0, "some are served");
      assertTrue(refused > 0, "some are refused");
      assertEquals(1 + added, group.count(), "what was refused is not stored, what was not is");
      for (int i = 0; i < 5; i++) {
        FaceGroup.assertOk(group.search(List.of(picture, picture, picture), Map.of()));
        FaceGroup.assertOk(group.add("later-" + i, Person.ANNA.uri(), Map.of()));
      }
      NodeStats stats = NodeStats.of(cluster.http(0));
      assertTrue(
          stats.at("/thread_pools/face_search_inference/rejected").asInt() > 0, stats::toString);
      assertEquals(
          refused,
          stats.at("/requests/v1_face_add/status/429").asInt()
              + stats.at("/requests/v1_face_search_group/status/429").asInt(),
          stats::toString);
      assertTheBreakerTrips(cluster, group);
      assertSlowCallsAreLogged(cluster, group);
    }
  }

  /** Pictures are refused, not decoded, while the breaker's limit leaves no room for them. */
  private static void assertTheBreakerTrips(TestCluster cluster, FaceGroup group)
      throws IOException {
    BadRequestsIT.setting(cluster.http(0), "breaker.face_search.limit", "1mb");
    Response answer = group.search(List.of(Person.ANNA.uri()), Map.of());
    assertEquals(429, answer.status(), answer::toString);
    assertTrue(
        answer
            .text()
            .contains("this node has no memory left for pictures, try again later: [face_search]"),
        answer::toString);
    NodeStats tripped = NodeStats.of(cluster.http(0));
    assertTrue(tripped.at("/breaker/tripped").asInt() > 0, tripped::toString);
    assertEquals(0, tripped.at("/memory/decode/used_in_bytes").asInt(), tripped::toString);
    BadRequestsIT.setting(cluster.http(0), "breaker.face_search.limit", "400mb");
    FaceGroup.assertOk(group.search(List.of(Person.ANNA.uri()), Map.of()));
  }

  private static void assertSlowCallsAreLogged(TestCluster cluster, FaceGroup group)
      throws IOException {
    String threshold = "plugins.face_search.slowlog.threshold.";
    BadRequestsIT.setting(cluster.http(0), threshold + "warn", "0ms");
    FaceGroup.assertOk(group.search(List.of(Person.ANNA.uri()), Map.of()));
    BadRequestsIT.setting(cluster.http(0), threshold + "warn", "1h");
    FaceGroup.assertOk(group.add("not-slow", Person.ANNA.uri(), Map.of()));
    String line =
        Comparing.await(
            () ->
                cluster.node(0).log().stream()
                    .filter(one -> one.contains("route[v1_face_search_group]"))
                    .findFirst(),
            "a line of the slow log");
    assertTrue(line.contains("WARN"), line);
    assertTrue(line.contains("status[200]"), line);
    assertTrue(line.contains("embed="), line);
    assertTrue(line.contains("searched[face_group:" + group.name() + "]"), line);
    assertTrue(line.contains("pictures[1], faces[1], hits["), line);
    assertTrue(line.length() < 600, "no picture: " + line);
    assertTrue(cluster.node(0).log().stream().noneMatch(one -> one.contains("route[v1_face_add]")));
  }

  /** {@code multi_faces_mode} is static too: it shares the node's start with nothing else. */
  @Test
  void severalFacesAreRefusedInSingleFaceMode() throws Exception {
    try (TestCluster cluster =
        TestCluster.named("single-face")
            .setting("plugins.face_search.v1.multi_faces_mode", "0")
            .setting("indices.breaker.total.use_real_memory", "false")
            .start()) {
      FaceGroup group = FaceGroup.create(cluster.http(0), "single");
      String crowd = Pictures.dataUri(Pictures.sample(4));
      FaceGroup.assertError(
          400, "multiple faces found in image", group.add("crowd", crowd, Map.of()));
      group.enrol("alone", Person.ANNA.uri());
      FaceGroup.assertError(
          400, "multiple faces found in image", group.update("alone", Map.of("uri", crowd)));
      FaceGroup.assertOk(
          group.add("chosen", crowd, Map.of("bounding_box", Boxes.of(227, 199, 439, 465))));
      assertEquals(
          4,
          FaceGroup.assertOk(group.search(List.of(crowd), Map.of()))
              .at("/search_results/0/faces")
              .size());
      assertEquals(List.of("alone", "chosen"), group.ids());
    }
  }
}
