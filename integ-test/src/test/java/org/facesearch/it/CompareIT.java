package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** Comparing two groups in one call (section 2.13). */
@RealCluster
class CompareIT {

  @Test
  void answersAsDocumented(TestCluster cluster) throws IOException {
    FaceGroup group = FaceGroup.create(cluster.http(0), "base");
    group.enrol("anna", Person.ANNA.uri());
    group.enrol("bela", Person.BELA.uri());
    FaceGroup target = FaceGroup.create(cluster.http(0), "target");
    target.enrol("seen-1", Person.ANNA.uri());
    JsonNode answer =
        FaceGroup.assertOk(
            new Comparing(cluster.http(1))
                .compare(group, target, Map.of("threshold", 0.45, "limit", 5)));
    String face =
        "{'id':'string', 'tag':'string', 'desc':'object',"
            + " 'bounding_box':{'pts':'corners', 'score':'score'}";
    String pattern =
        "{'compare_results':[" + face + ", 'faces':[" + face + ", 'score':'score'}]}]}";
    assertEquals(List.of(), Shape.differences(Http.json(pattern), answer), answer::toString);
    assertEquals("seen-1", answer.at("/compare_results/0/id").asText());
    assertEquals(1, answer.at("/compare_results").size());
    assertEquals("anna", answer.at("/compare_results/0/faces/0/id").asText());
    assertEquals(1, answer.at("/compare_results/0/faces").size());
    assertEquals(1, answer.at("/compare_results/0/faces/0/score").asDouble(), 1e-4);
  }

  @Test
  void rowsAreTheFacesThatAreFoundInTheOrderOfTheirIds(TestCluster cluster) throws IOException {
    FaceGroup group = FaceGroup.create(cluster.http(0), "base");
    FaceGroup target = FaceGroup.create(cluster.http(0), "target");
    Bulk bulk = new Bulk();
    bulk.face(group, "b", "t", 1).face(group, "a", "t", 1).face(group, "c", "t", 2);
    bulk.face(target, "z-1", "monday", 1).face(target, "A-2", "t", 2).face(target, "none", "t", 9);
    bulk.face(target, "\u4eba", "t", 2);
    bulk.send(cluster.http(1));
    JsonNode rows = rows(cluster, group, target, Map.of());
    assertEquals(List.of("A-2", "z-1", "\u4eba"), FaceGroup.texts(rows, "id"));
    assertEquals(List.of("a", "b"), FaceGroup.texts(rows.at("/1/faces"), "id"));
    assertEquals(
        Http.json("{'id':'z-1', 'tag':'monday', 'desc':{'direction':1}}"),
        without(rows.get(1), "faces", "bounding_box"));
    assertEquals(Http.json("{'pts':[[1,2],[30,2],[30,40],[1,40]]}"), rows.at("/1/bounding_box"));
    assertEquals(Http.json("{'direction':1}"), rows.at("/1/faces/0/desc"));
    assertEquals(
        List.of("a"),
        FaceGroup.texts(rows(cluster, group, target, Map.of("limit", 1)).at("/1/faces"), "id"));
    FaceGroup.assertOk(group.delete(List.of("a", "b")));
    assertEquals(
        List.of("A-2", "\u4eba"), FaceGroup.texts(rows(cluster, group, target, Map.of()), "id"));
  }

  @Test
  void aGroupComparedWithItselfFindsEachFaceFirst(TestCluster cluster) throws IOException {
    FaceGroup group = FaceGroup.create(cluster.http(0), "itself");
    Bulk bulk = new Bulk();
    for (int i = 0; i < 700; i++) {
      bulk.face(group, "id-" + i, "t", i % 512);
    }
    bulk.send(cluster.http(0));
    JsonNode rows = rows(cluster, group, group, Map.of("threshold", 1, "limit", 10));
    assertEquals(700, rows.size());
    int pairs = 0;
    for (JsonNode row : rows) {
      assertTrue(FaceGroup.texts(row.path("faces"), "id").contains(row.path("id").asText()));
      assertEquals(1, row.at("/faces/0/score").asDouble(), 1e-6);
      pairs += row.path("faces").size();
    }
    assertEquals(700 + 2 * (700 - 512), pairs);
  }

  @Test
  void nothingFoundIsAnEmptyList(TestCluster cluster) throws IOException {
    FaceGroup group = FaceGroup.create(cluster.http(0), "base");
    FaceGroup empty = FaceGroup.create(cluster.http(0), "empty");
    new Bulk().face(group, "a", "t", 1).send(cluster.http(0));
    Comparing comparing = new Comparing(cluster.http(1));
    JsonNode nothing = Http.json("{'compare_results':[]}");
    assertEquals(nothing, FaceGroup.assertOk(comparing.compare(group, empty, Map.of())));
    assertEquals(nothing, FaceGroup.assertOk(comparing.compare(empty, group, Map.of())));
  }

  @Test
  void wrongRequestsAreRefused(TestCluster cluster) throws IOException {
    FaceGroup group = FaceGroup.create(cluster.http(0), "base");
    String path = group.path() + "/compare";
    Http http = cluster.http(1);
    FaceGroup nobody = new FaceGroup(http, FaceGroup.freshName("nobody"));
    Comparing comparing = new Comparing(http);
    for (String wait : List.of("", "?wait_for_completion=false")) {
      FaceGroup.assertError(
          400, "target_group is required", http.post(path + wait, Map.of("limit", 1)));
      FaceGroup.assertError(
          400, "target_group must be a string", http.post(path + wait, Map.of("target_group", 1)));
      FaceGroup.assertError(
          400, "group not exist", http.post(path + wait, Comparing.body(nobody, Map.of())));
      FaceGroup.assertError(
          400,
          "invalid group name",
          http.post(path + wait, Map.of("target_group", "faces-" + group.name() + ",*")));
    }
    FaceGroup.assertError(400, "group not exist", comparing.compare(nobody, group, Map.of()));
    FaceGroup.assertError(
        400,
        "limit must be an integer from 0 to 10000",
        comparing.compare(group, group, Map.of("limit", 10_001)));
    FaceGroup.assertError(
        400,
        "threshold must be a number from 0.0 to 1.0",
        comparing.compare(group, group, Map.of("threshold", 1.1)));
    FaceGroup.assertError(
        400,
        "wait_for_completion must be true or false",
        http.post(path + "?wait_for_completion=later", Comparing.body(group, Map.of())));
  }

  @Test
  void vectorsOfAnotherModelAreNotCompared(TestCluster cluster) throws IOException {
    FaceGroup group = FaceGroup.create(cluster.http(0), "base");
    FaceGroup foreign = FaceGroup.ofAnotherModel(cluster.http(0));
    String text = foreign.refusal();
    Comparing comparing = new Comparing(cluster.http(0));
    FaceGroup.assertError(409, text, comparing.compare(group, foreign, Map.of()));
    FaceGroup.assertError(409, text, comparing.compare(foreign, group, Map.of()));
    FaceGroup.assertError(409, text, comparing.tryToStart(group, foreign, Map.of()));
    FaceGroup.assertOk(foreign.remove());
  }

  @Test
  void anAnswerThatWouldBeTooLargeIsRefused(TestCluster cluster) throws IOException {
    FaceGroup group = Comparing.large(cluster.http(0), 400);
    FaceGroup.assertError(
        400,
        "the comparison has more than 100000 hits: lower limit, raise threshold or use"
            + " wait_for_completion=false",
        new Comparing(cluster.http(0)).compare(group, group, Comparing.LONG));
  }

  /** Few hits, and yet many small steps: an answer that is long in coming. */
  private static final Map<String, ?> SLOW = Map.of("threshold", 1, "limit", 10_000);

  /** A comparison may have ended before it is cancelled; then it is tried again. */
  private static final int ATTEMPTS = 10;

  @Test
  void cancellingTheTaskEndsTheCall(TestCluster cluster) throws IOException {
    FaceGroup group = Comparing.large(cluster.http(0), 3000);
    Comparing comparing = new Comparing(cluster.http(0));
    Response answer = null;
    for (int i = 0; i < ATTEMPTS && (answer == null || answer.status() == 200); i++) {
      CompletableFuture<Response> call = call(() -> comparing.compare(group, group, SLOW));
      Optional<JsonNode> task =
          Comparing.await(
              () -> {
                Optional<JsonNode> seen = comparing.task(group).filter(Comparing::hasProgress);
                return seen.isPresent() || call.isDone() ? Optional.of(seen) : Optional.empty();
              },
              "task");
      if (task.isPresent()) {
        assertTrue(task.get().path("cancellable").asBoolean(), task::toString);
        assertEquals(3000, task.get().at("/status/total").asInt(), task::toString);
        // Through another node than the one that runs it.
        new Comparing(cluster.http(1)).cancel(Comparing.name(task.get()));
      }
      answer = call.join();
    }
    FaceGroup.assertError(409, "the comparison was cancelled", answer);
    assertEquals(Optional.empty(), comparing.task(group));
  }

  @Test
  void hangingUpCancels(TestCluster cluster) throws IOException {
    FaceGroup group = Comparing.large(cluster.http(0), 3000);
    Comparing comparing = new Comparing(cluster.http(0));
    long compared = 3000;
    for (int i = 0; i < ATTEMPTS && compared == 3000; i++) {
      URI uri = URI.create(cluster.http(0).url());
      try (Socket client = new Socket(uri.getHost(), uri.getPort())) {
        post(client, group);
        Comparing.await(
            () ->
                client.getInputStream().available() > 0
                        || comparing.task(group).filter(Comparing::hasProgress).isPresent()
                    ? Optional.of(true)
                    : Optional.empty(),
            "progress or an answer");
      }
      long[] seen = {0};
      Comparing.await(
          () -> {
            Optional<JsonNode> task = comparing.task(group);
            task.ifPresent(running -> seen[0] = running.at("/status/compared").asLong());
            return task.isEmpty() ? Optional.of(true) : Optional.empty();
          },
          "the end of the task");
      compared = seen[0];
    }
    assertNotEquals(3000, compared);
  }

  private static void post(Socket socket, FaceGroup group) throws IOException {
    byte[] body = Http.text(Comparing.body(group, SLOW)).getBytes(StandardCharsets.UTF_8);
    String head =
        "POST "
            + group.path()
            + "/compare HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "Content-Length: "
            + body.length
            + "\r\n\r\n";
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().write(body);
    socket.getOutputStream().flush();
  }

  private static JsonNode rows(
      TestCluster cluster, FaceGroup group, FaceGroup target, Map<String, ?> more)
      throws IOException {
    return FaceGroup.assertOk(new Comparing(cluster.http(1)).compare(group, target, more))
        .path("compare_results");
  }

  private static JsonNode without(JsonNode object, String... fields) {
    ObjectNode copy = object.deepCopy();
    copy.remove(List.of(fields));
    return copy;
  }

  private interface Call {
    Response send() throws IOException;
  }

  private static CompletableFuture<Response> call(Call call) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return call.send();
          } catch (IOException e) {
            throw new CompletionException(e);
          }
        });
  }
}
