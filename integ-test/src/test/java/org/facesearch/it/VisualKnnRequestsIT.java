package org.facesearch.it;

import static org.facesearch.it.FaceGroup.assertOk;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code visual_knn} by a picture in the requests that take a query, other than a search. */
@RealCluster
class VisualKnnRequestsIT {

  private String index;

  @BeforeEach
  void enrolEveryone(TestCluster cluster) throws IOException {
    FaceGroup group = FaceGroup.create(cluster.http(0), "requests");
    for (Person person : Person.all()) {
      group.enrol(person.name(), person, Map.of());
    }
    index = group.index();
    assertOk(cluster.http(0).post("/" + index + "/_refresh"));
  }

  /** Everybody in the index who looks as in this picture. */
  private static Map<String, Object> like(String image) {
    return Map.of(
        "query",
        Map.of("visual_knn", Map.of("field", "vector", "image", image, "k", 10, "threshold", 0.5)));
  }

  private Response send(TestCluster cluster, String call, String image) throws IOException {
    return cluster.http(1).post("/" + index + "/" + call, like(image));
  }

  @Test
  void countValidateAndExplain(TestCluster cluster) throws IOException {
    String bela = Person.BELA.uri();
    assertEquals(1, assertOk(send(cluster, "_count", bela)).path("count").asInt());
    assertTrue(assertOk(send(cluster, "_validate/query", bela)).path("valid").asBoolean());
    JsonNode explained = assertOk(send(cluster, "_explain/BELA", bela));
    assertTrue(explained.path("matched").asBoolean(), explained::toString);
    String why = explained.path("explanation").toString();
    for (String part :
        List.of("cosine of the two vectors, model [", "v1 score", "false-match rate")) {
      assertTrue(why.contains(part), why);
    }
    assertFalse(assertOk(send(cluster, "_explain/CLEO", bela)).path("matched").asBoolean(true));
  }

  @Test
  void updateAndDeleteByQuery(TestCluster cluster) throws IOException {
    JsonNode updated = assertOk(send(cluster, "_update_by_query?refresh=true", Person.CLEO.uri()));
    assertEquals(1, updated.path("updated").asInt(), updated::toString);
    JsonNode changed = assertOk(cluster.http(0).get("/" + index + "/_doc/CLEO"));
    assertEquals(2, changed.path("_version").asInt(), changed::toString);
    JsonNode deleted = assertOk(send(cluster, "_delete_by_query?refresh=true", Person.CLEO.uri()));
    assertEquals(1, deleted.path("deleted").asInt(), deleted::toString);
    assertEquals(404, cluster.http(0).get("/" + index + "/_doc/CLEO").status());
    assertEquals(
        Person.all().size() - 1,
        assertOk(cluster.http(0).get("/" + index + "/_count")).path("count").asInt());
  }

  @Test
  void whatIsNotASearchOfThisNodeSaysSo(TestCluster cluster) throws IOException {
    Http http = cluster.http(0);
    Map<String, ?> percolator = Map.of("type", "percolator");
    String rules = "/" + FaceGroup.freshName("rules");
    assertOk(
        http.put(
            rules,
            Map.of(
                "mappings",
                Map.of(
                    "properties",
                    Map.of(
                        "query",
                        percolator,
                        "vector",
                        Map.of("type", "visual_vector", "model", "face"))))));
    Response percolated = http.put(rules + "/_doc/1", like(Person.ANNA.uri()));
    assertEquals(400, percolated.status(), percolated::toString);
    assertTrue(
        percolated.text().contains("[visual_knn] cannot be percolated"), percolated::toString);
    Response alias =
        http.post(
            "/_aliases",
            Map.of(
                "actions",
                List.of(
                    Map.of(
                        "add",
                        Map.of(
                            "index",
                            index,
                            "alias",
                            FaceGroup.freshName("of-anna"),
                            "filter",
                            like(Person.ANNA.uri()).get("query"))))));
    assertEquals(400, alias.status(), alias::toString);
    assertTrue(alias.text().contains("failed to parse filter for alias"), alias::toString);
  }

  @Test
  void aSearchThatWaitsForItsPictureCanBeCancelled(TestCluster cluster) throws Exception {
    String hosts = "plugins.face_search.download.allowed_hosts";
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    Http http = cluster.http(0);
    try (WebServer server =
            new WebServer(
                (path, out) -> {
                  asked.countDown();
                  await(over);
                });
        ExecutorService client = Executors.newSingleThreadExecutor()) {
      BadRequestsIT.setting(http, hosts, "127.0.0.1:" + server.port());
      BadRequestsIT.setting(http, "plugins.face_search.download.timeout", "5m");
      String picture = "http://127.0.0.1:" + server.port() + "/slow.jpg";
      Future<Response> search = client.submit(() -> send(cluster, "_search", picture));
      try {
        assertTrue(asked.await(1, TimeUnit.MINUTES), "the picture is asked for");
        JsonNode tasks = assertOk(http.get("/_tasks?detailed&actions=indices:data/read/search"));
        String task =
            tasks.findParents("description").stream()
                .filter(one -> one.path("description").asText().contains("indices[" + index + "]"))
                .map(one -> one.path("node").asText() + ":" + one.path("id").asText())
                .findFirst()
                .orElseThrow(() -> new AssertionError(tasks.toString()));
        assertOk(http.post("/_tasks/" + task + "/_cancel"));
        // The server has still not answered.
        Response cancelled = search.get(1, TimeUnit.MINUTES);
        assertTrue(cancelled.text().contains("task_cancelled_exception"), cancelled::toString);
        assertEquals(1, over.getCount());
      } finally {
        over.countDown();
        BadRequestsIT.setting(http, hosts, null);
        BadRequestsIT.setting(http, "plugins.face_search.download.timeout", null);
      }
    }
    assertEquals(1, assertOk(send(cluster, "_count", Person.ANNA.uri())).path("count").asInt());
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }
}
