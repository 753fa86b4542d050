package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What may be wrong with a change of models, in what is asked for or in the documents. */
@RealCluster
class ReembedRequestsIT {

  private static final String IMAGE_MODEL = "squeezenet11-512";
  private static final String FIELDS =
      "'photo':{'type':'object','enabled':false},'n':{'type':'integer'},"
          + "'vector':{'type':'visual_vector','model':'face'}";

  private static Map<String, Object> asked(String source, Map<String, ?> more) {
    Map<String, Object> body = new HashMap<>();
    body.put("source", source);
    body.put("dest", source + "-new");
    body.put("picture", Map.of("field", "photo"));
    body.put("force", true);
    body.putAll(more);
    body.values().removeIf("absent"::equals);
    return body;
  }

  @Test
  void wrongRequestsAreRefusedByTheFieldAndLeaveNothing(TestCluster cluster) throws IOException {
    Http http = cluster.http(0);
    Reembedding reembedding = new Reembedding(http);
    String index = "reembed-wrong";
    Ingest.ok(http.put("/" + index, Http.json("{'mappings':{'properties':{" + FIELDS + "}}}")));
    Ingest.ok(http.put("/reembed-plain", Http.json("{}")));
    Ingest.ok(
        http.put(
            "/reembed-two",
            Http.json(
                "{'mappings':{'properties':{"
                    + FIELDS
                    + ",'other':{'type':'visual_vector','model':'image'}}}}")));
    FaceGroup group = FaceGroup.create(http, "reembed");
    refused(reembedding, 404, "source: there is no index", asked("reembed-never", Map.of()));
    refused(reembedding, 400, "no field of type visual_vector", asked("reembed-plain", Map.of()));
    refused(reembedding, 400, "vector_field is required", asked("reembed-two", Map.of()));
    refused(reembedding, 400, "is the group", asked(group.index(), Map.of()));
    refused(reembedding, 400, "either source or group", asked("absent", Map.of()));
    refused(reembedding, 404, "group: ", Map.of("group", "reembed-never"));
    refused(reembedding, 400, "dest is not for groups", Map.of("group", "a", "dest", "b"));
    refused(reembedding, 409, "already; force", Map.of("group", group.name()));
    Map<String, Map<String, ?>> wrong =
        Map.of(
            "dest is required",
            Map.of("dest", "absent"),
            "dest: [reembed-plain] exists already",
            Map.of("dest", "reembed-plain"),
            "picture.field is required",
            Map.of("picture", Map.of()),
            "picture.field: [n] is of type integer",
            Map.of("picture", Map.of("field", "n")),
            "vector_field: [n] is no field of type visual_vector",
            Map.of("vector_field", "n"),
            "alias: [reembed-plain] is neither free nor",
            Map.of("alias", "reembed-plain"),
            "model: there is no model bundle never",
            Map.of("model", "never"),
            "makes vectors of whole pictures, unlike",
            Map.of("model", IMAGE_MODEL),
            "on_missing must be one of",
            Map.of("on_missing", "ignore"),
            "force must be true or false",
            Map.of("force", "yes"));
    for (Map.Entry<String, Map<String, ?>> one : wrong.entrySet()) {
      refused(reembedding, 400, one.getKey(), asked(index, one.getValue()));
    }
    refused(reembedding, 409, "already; force", asked(index, Map.of("force", false)));
    for (Response unknown :
        List.of(
            http.get(Reembedding.PATH + "/never"),
            reembedding.pause("never"),
            reembedding.resume("never"),
            reembedding.delete("never"))) {
      assertEquals(404, unknown.status(), unknown::toString);
    }
    assertEquals(404, http.get("/" + index + "-new").status());
  }

  private static void refused(Reembedding reembedding, int status, String why, Map<String, ?> asked)
      throws IOException {
    Response answer = reembedding.tryToStart(asked);
    assertEquals(status, answer.status(), answer::toString);
    String error = answer.body().path("error").asText();
    assertEquals(true, error.contains(why), answer::toString);
  }

  @Test
  void documentsWithoutAUsablePictureAreNamedAndSkippedOrMended(TestCluster cluster)
      throws IOException {
    Http http = cluster.http(1);
    Reembedding reembedding = new Reembedding(http);
    Ingest.ok(http.put("/reembed-gaps", Http.json("{'mappings':{'properties':{" + FIELDS + "}}}")));
    double[] vector = new double[512];
    vector[0] = 1;
    Ingest.bulk(
        http,
        "reembed-gaps",
        Map.of(
            "good",
            Map.of("photo", Person.ANNA.uri(), "vector", vector),
            "bad",
            Map.of("photo", "aGVsbG8=", "vector", vector),
            "none",
            Map.of("vector", vector),
            "plain",
            Map.of("n", 1)));
    String failing = reembedding.start(asked("reembed-gaps", Map.of()));
    JsonNode failed = reembedding.await(failing, "failed");
    assertEquals(true, failed.path("error").asText().contains("mend or delete"), failed::toString);
    assertEquals("{}", FaceGroup.assertOk(reembedding.delete(failing)).toString());
    assertEquals(404, http.get("/reembed-gaps-new").status());

    String skipping = reembedding.start(asked("reembed-gaps", Map.of("on_missing", "skip")));
    JsonNode done = reembedding.await(skipping, "completed");
    for (String count : List.of("embedded", "unchanged", "missing", "failed")) {
      assertEquals(1, done.path(count).asInt(), done::toString);
    }
    assertEquals(2, done.path("failures").size(), done::toString);
    Ingest.ok(http.post("/reembed-gaps-new/_refresh"));
    assertEquals(2, FaceGroup.assertOk(http.get("/reembed-gaps-new/_count")).path("count").asInt());
    JsonNode made = Ingest.source(http, "reembed-gaps-new", "good").path("vector");
    assertEquals(512, made.size());
    assertFalse(made.path(1).asDouble() == 0, "a vector of the picture");
    assertEquals("{}", FaceGroup.assertOk(reembedding.delete(skipping)).toString());
    assertEquals(200, http.get("/reembed-gaps-new").status(), "what was completed stays");
  }
}
