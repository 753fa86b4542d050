package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Pipelines, indices that have one, and documents that go through it. */
final class Ingest {

  private Ingest() {}

  static Response ok(Response response) {
    assertTrue(response.status() < 300, response::toString);
    return response;
  }

  static void pipeline(Http http, String name, String processors) throws IOException {
    ok(http.put("/_ingest/pipeline/" + name, Http.json("{'processors':[" + processors + "]}")));
  }

  /** An index of two shards. */
  static void index(Http http, String name, String pipeline, String properties) throws IOException {
    ok(
        http.put(
            "/" + name,
            Http.json(
                "{'settings':{'number_of_shards':2,'default_pipeline':'"
                    + pipeline
                    + "'},'mappings':{'properties':{"
                    + properties
                    + "}}}")));
  }

  /** One {@code _bulk} of documents by id. */
  static Response bulk(Http http, String index, Map<String, ?> documents) throws IOException {
    StringBuilder body = new StringBuilder();
    documents.forEach(
        (id, document) ->
            body.append("{\"index\":{\"_id\":\"")
                .append(id)
                .append("\"}}\n")
                .append(Http.text(document))
                .append('\n'));
    return ok(
        http.postText(
            "/" + index + "/_bulk?refresh=true", "application/x-ndjson", body.toString()));
  }

  static JsonNode source(Http http, String index, String id) throws IOException {
    return ok(http.get("/" + index + "/_doc/" + id)).body().path("_source");
  }

  /** With one good photo, one bad one, and a document that the processor is to leave alone. */
  static void assertSimulated(
      Http http, String processor, String options, String photo, Consumer<JsonNode> assertGood)
      throws IOException {
    ObjectNode body =
        (ObjectNode)
            Http.json(
                "{'pipeline':{'processors':[{'"
                    + processor
                    + "':{'tag':'t','description':'d','field':'photo','if':'ctx.skip != true',"
                    + options
                    + "}}]},"
                    + "'docs':[{'_source':{}},{'_source':{'photo':'aGVsbG8='}},{'_source':{'skip':true}}]}");
    ((ObjectNode) body.path("docs").path(0).path("_source")).put("photo", photo);
    for (String verbose : List.of("", "?verbose")) {
      JsonNode docs =
          ok(http.post("/_ingest/pipeline/_simulate" + verbose, body)).body().path("docs");
      assertGood.accept(docs.path(0));
      assertTrue(
          docs.path(1).findPath("error").findPath("reason").asText().contains("field [photo]: "),
          docs::toString);
      assertFalse(docs.path(2).toString().contains("error"), docs::toString);
    }
  }

  /** Each of these options is wrong. */
  static void assertRefused(Http http, String processor, List<String> options) throws IOException {
    for (String wrong : options) {
      Response answer =
          http.put(
              "/_ingest/pipeline/wrong",
              Http.json("{'processors':[{'" + processor + "':{" + wrong + "}}]}"));
      assertEquals(400, answer.status(), answer::toString);
    }
  }
}
