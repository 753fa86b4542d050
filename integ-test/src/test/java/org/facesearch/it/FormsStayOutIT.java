package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * OpenSearch's own calls answer a form as they do without the plugin: 406, and nothing has
 * happened.
 */
@RealCluster
class FormsStayOutIT {

  private static final String MULTIPART = "multipart/form-data; boundary=xyz";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String INDEX = "forms-there";
  private static final String NEW = "forms-never-made";

  private static Http http;

  @BeforeAll
  static void oneDocument(TestCluster cluster) throws IOException {
    http = cluster.http(1);
    assertEquals(201, http.put("/" + INDEX + "/_doc/1?refresh=true", Map.of("a", 1)).status());
  }

  private static Response send(String method, String path, String contentType) throws IOException {
    String body =
        contentType.equals(FORM)
            ? "query=%7B%7D"
            : "--xyz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n--xyz--\r\n";
    return http.send(method, path, contentType, BodyPublishers.ofString(body));
  }

  @ParameterizedTest
  @ValueSource(strings = {MULTIPART, FORM})
  void formsAreRefusedEverywhere(String contentType) throws IOException {
    for (String call :
        List.of(
            "POST /" + NEW + "/_doc",
            "PUT /" + NEW + "/_doc/1",
            "PUT /" + NEW + "/_create/1",
            "POST /" + NEW + "/_update/1",
            "POST /" + NEW + "/_bulk",
            "PUT /" + NEW,
            "POST /_bulk",
            "POST /" + INDEX + "/_doc",
            "POST /" + INDEX + "/_search",
            "GET /" + INDEX + "/_search",
            "POST /" + INDEX + "/_count",
            "POST /" + INDEX + "/_delete_by_query",
            "POST /_msearch",
            "POST /_reindex",
            "POST /_aliases",
            "PUT /_cluster/settings",
            "PUT /" + INDEX + "/_mapping",
            "PUT /" + INDEX + "/_settings",
            "PUT /_ingest/pipeline/forms",
            "PUT /_scripts/forms",
            "PUT /_index_template/forms",
            "POST /" + INDEX + "/_close",
            "POST /" + INDEX + "/_refresh",
            "DELETE /" + INDEX,
            "POST /v1/face/groups/forms-there")) {
      String[] words = call.split(" ", -1);
      Response answer = send(words[0], words[1], contentType);
      assertEquals(406, answer.status(), () -> call + ": " + answer);
      assertTrue(answer.contentType().startsWith("application/json"), answer::contentType);
      String reason = answer.body().path("error").asText();
      if (call.endsWith("_bulk") || call.endsWith("_msearch")) {
        // OpenSearch looks at these more closely before anything else does.
        assertTrue(reason.contains(contentType.split(";", -1)[0]), answer::text);
      } else {
        // To the letter what a node without the plugin says.
        assertEquals("Content-Type header [" + contentType + "] is not supported", reason);
        assertEquals(Set.of("error", "status"), names(answer.body()));
      }
    }
    assertEquals(404, http.get("/" + NEW).status());
    assertEquals(404, http.get("/_ingest/pipeline/forms").status());
    assertEquals(404, http.get("/_scripts/forms").status());
    assertEquals(404, http.get("/_index_template/forms").status());
    http.post("/" + INDEX + "/_refresh");
    assertEquals(1, http.get("/" + INDEX + "/_count").body().path("count").asInt());
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new HashSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
