package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Comparisons that nobody waits for: {@code ?wait_for_completion=false}. */
@RealCluster
class KeptComparisonIT {

  private static final String UNKNOWN =
      "comparison not exist: it never did, was removed or has expired";

  @Test
  void thePagesMakeTheAnswer(TestCluster cluster) throws IOException {
    FaceGroup group = Comparing.large(cluster.http(0), 600);
    FaceGroup target = FaceGroup.create(cluster.http(0), "target");
    Bulk bulk = new Bulk();
    for (int i = 0; i < 550; i++) {
      bulk.face(target, "id-" + (1000 + i), "t", i);
    }
    bulk.send(cluster.http(0));
    Map<String, ?> asked = Map.of("threshold", 0.5, "limit", 7);
    Comparing comparing = new Comparing(cluster.http(1));
    JsonNode begun = comparing.start(group, target, asked);
    String id = begun.path("comparison").asText();
    JsonNode state =
        new Comparing(cluster.http(0))
            .awaitState(id, now -> !now.path("state").asText().equals("running"));
    assertEquals("completed", state.path("state").asText(), state::toString);
    assertEquals(begun.path("task").asText(), state.path("task").asText());
    assertEquals(group.name(), state.path("group").asText());
    assertEquals(target.name(), state.path("target_group").asText());
    assertEquals(550, state.path("total").asInt());
    assertEquals(550, state.path("compared").asInt());
    assertEquals(550, state.path("rows").asInt());
    assertTrue(state.has("ended_at"), state::toString);

    List<JsonNode> whole = new ArrayList<>();
    FaceGroup.assertOk(comparing.compare(group, target, asked))
        .path("compare_results")
        .forEach(whole::add);
    assertEquals(550, whole.size());
    for (int size : List.of(1000, 549, 100)) {
      assertEquals(whole, walk(cluster, id, size), "pages of " + size);
    }
    assertEquals(Http.json("{}"), FaceGroup.assertOk(cluster.http(1).delete(Comparing.KEPT + id)));
    FaceGroup.assertError(404, UNKNOWN, comparing.page(id, ""));
    FaceGroup.assertError(404, UNKNOWN, cluster.http(0).delete(Comparing.KEPT + id));
  }

  /** Reads all pages, one from each node in turn. */
  private static List<JsonNode> walk(TestCluster cluster, String id, int size) throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    String marker = "";
    for (int page = 0; page == 0 || !marker.isEmpty(); page++) {
      JsonNode answer =
          FaceGroup.assertOk(
              new Comparing(cluster.http(page % cluster.size()))
                  .page(id, "?limit=" + size + "&marker=" + marker));
      answer.path("compare_results").forEach(rows::add);
      marker = answer.path("marker").asText();
    }
    return rows;
  }

  @Test
  void whatIsUnknownIsSaidClearly(TestCluster cluster) throws IOException {
    Comparing comparing = new Comparing(cluster.http(0));
    for (String id : List.of("nobody", "*", UUID.randomUUID().toString())) {
      FaceGroup.assertError(404, UNKNOWN, comparing.page(id, ""));
      FaceGroup.assertError(404, UNKNOWN, cluster.http(0).delete(Comparing.KEPT + id));
    }
    FaceGroup empty = FaceGroup.create(cluster.http(0), "empty");
    String id = comparing.start(empty, empty, Map.of()).path("comparison").asText();
    JsonNode done = comparing.awaitState(id, now -> now.path("state").asText().equals("completed"));
    assertEquals(0, done.path("compare_results").size());
    assertEquals("", done.path("marker").asText());
    FaceGroup.assertError(400, "invalid marker", comparing.page(id, "?marker=abc"));
    FaceGroup.assertError(
        400, "limit must be an integer from 1 to 1000", comparing.page(id, "?limit=0"));
    FaceGroup.assertOk(cluster.http(0).delete(Comparing.KEPT + id));
  }

  @Test
  void aLongOneShowsItsProgressAndIsCancelled(TestCluster cluster) throws IOException {
    FaceGroup group = Comparing.large(cluster.http(0), 3000);
    Comparing comparing = new Comparing(cluster.http(0));
    JsonNode begun = comparing.start(group, group, Comparing.LONG);
    String id = begun.path("comparison").asText();
    JsonNode running = comparing.awaitState(id, now -> now.path("compared").asInt() > 0);
    assertEquals("running", running.path("state").asText());
    assertEquals(3000, running.path("total").asInt());
    assertEquals(1, running.path("compare_results").size(), "rows are there while it runs");
    JsonNode task = Comparing.await(() -> comparing.task(group), "task");
    assertEquals(begun.path("task").asText(), Comparing.name(task));
    assertEquals(3000, task.at("/status/total").asInt(), task::toString);
    assertTrue(Comparing.hasProgress(task), task::toString);
    assertTrue(task.path("description").asText().contains(id), task::toString);

    new Comparing(cluster.http(1)).cancel(begun.path("task").asText());
    JsonNode cancelled =
        comparing.awaitState(id, now -> !now.path("state").asText().equals("running"));
    assertEquals("cancelled", cancelled.path("state").asText(), cancelled::toString);
    assertTrue(cancelled.path("compared").asInt() < 3000, cancelled::toString);
    // 3000 hits in each row: a page ends before its limit.
    JsonNode page = FaceGroup.assertOk(comparing.page(id, "?limit=1000"));
    assertTrue(page.path("compare_results").size() <= 6, () -> "a page is not bounded");
    Comparing.await(
        () -> comparing.task(group).isEmpty() ? Optional.of(true) : Optional.empty(), "the end");
    FaceGroup.assertOk(cluster.http(0).delete(Comparing.KEPT + id));
  }

  @Test
  void removingOneThatRunsEndsItAndLeavesNothing(TestCluster cluster) throws IOException {
    FaceGroup group = Comparing.large(cluster.http(0), 3000);
    Comparing comparing = new Comparing(cluster.http(0));
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      ids.add(comparing.start(group, group, Comparing.LONG).path("comparison").asText());
    }
    // A node runs two at a time.
    FaceGroup.assertError(
        429,
        "this node compares 2 pairs of groups already, try again later",
        comparing.tryToStart(group, group, Comparing.LONG));
    for (String id : ids) {
      FaceGroup.assertOk(cluster.http(1).delete(Comparing.KEPT + id));
    }
    Comparing.await(
        () -> comparing.task(group).isEmpty() ? Optional.of(true) : Optional.empty(), "the end");
    for (String id : ids) {
      FaceGroup.assertError(404, UNKNOWN, comparing.page(id, ""));
      assertEquals(404, cluster.http(0).get("/.face-comparison-" + id).status());
    }
  }
}
