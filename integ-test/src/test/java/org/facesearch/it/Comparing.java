package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Calls about comparisons, through one node. */
final class Comparing {

  static final String KEPT = "/_plugins/_face_search/compare/";
  private static final String ACTION = "cluster:face_search/group/compare";
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final Http http;

  Comparing(Http http) {
    this.http = http;
  }

  /** Searches the faces of {@code target} in {@code group}. */
  Response compare(Group group, Group target, Map<String, ?> more) throws IOException {
    return http.post(group.path() + "/compare", body(target, more));
  }

  /** The same without waiting: gives the id under which the rows are kept, and the task. */
  JsonNode start(Group group, Group target, Map<String, ?> more) throws IOException {
    return FaceGroup.assertOk(tryToStart(group, target, more));
  }

  Response tryToStart(Group group, Group target, Map<String, ?> more) throws IOException {
    return http.post(group.path() + "/compare?wait_for_completion=false", body(target, more));
  }

  static Map<String, Object> body(Group target, Map<String, ?> more) {
    Map<String, Object> body = new LinkedHashMap<>(more);
    body.put("target_group", target.name());
    return body;
  }

  Response page(String id, String query) throws IOException {
    return http.get(KEPT + id + query);
  }

  /** Its state with one row, which is cheap. */
  JsonNode state(String id) throws IOException {
    return FaceGroup.assertOk(page(id, "?limit=1"));
  }

  JsonNode awaitState(String id, Predicate<JsonNode> wanted) throws IOException {
    return await(() -> Optional.of(state(id)).filter(wanted), "comparison " + id);
  }

  /** The one task that compares something with this target, with its status. */
  Optional<JsonNode> task(Group target) throws IOException {
    Response tasks = http.get("/_tasks?detailed&actions=" + ACTION);
    for (JsonNode node : FaceGroup.assertOk(tasks).path("nodes")) {
      for (JsonNode task : node.path("tasks")) {
        if (task.path("description").asText().contains("[" + target.name() + "]")) {
          return Optional.of(task);
        }
      }
    }
    return Optional.empty();
  }

  /** Whether a task has compared something. */
  static boolean hasProgress(JsonNode task) {
    return task.at("/status/compared").asLong() > 0;
  }

  /** The name of a task that is listed. */
  static String name(JsonNode task) {
    return task.path("node").asText() + ":" + task.path("id").asText();
  }

  void cancel(String task) throws IOException {
    FaceGroup.assertOk(http.post("/_tasks/" + task + "/_cancel"));
  }

  /** Something that may be there. */
  interface Look<T> {
    Optional<T> look() throws IOException;
  }

  static <T> T await(Look<T> look, String what) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      Optional<T> seen = look.look();
      if (seen.isPresent()) {
        return seen.get();
      }
      try {
        TimeUnit.MILLISECONDS.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
    }
    throw new AssertionError("in vain for " + PATIENCE + ": " + what);
  }

  /**
   * A group whose comparison with itself takes long: at threshold 0 every face finds every other,
   * and with the highest limit only two are searched for at a time.
   */
  static FaceGroup large(Http http, int faces) throws IOException {
    FaceGroup group = FaceGroup.create(http, "large");
    Bulk bulk = new Bulk();
    for (int i = 0; i < faces; i++) {
      bulk.face(group, "id-" + (10_000 + i), "t", i);
      if (i % 500 == 499 || i == faces - 1) {
        bulk.send(http);
      }
    }
    assertEquals(faces, group.count());
    return group;
  }

  static final Map<String, ?> LONG = Map.of("threshold", 0, "limit", 10_000);
}
