package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code visual_knn} by a picture and by another document, in the index of a face group. */
@RealCluster
class VisualKnnByImageIT {
  private static final String INDEX = "faces-knnbyimage";
  private static final String SEARCH = "/" + INDEX + "/_search";

  /** People of the sample photographs, one face to a picture. */
  private enum Face {
    ANNA(6, 1347, 162, 452, 513, "office"),
    BELA(3, 945, 110, 457, 514, "field"),
    CLEO(5, 267, 778, 400, 489, "office"),
    EMIL(1, 312, 262, 381, 437, "field");

    private final int sample;
    private final int left;
    private final int top;
    private final int width;
    private final int height;
    private final String tag;

    Face(int sample, int left, int top, int width, int height, String tag) {
      this.sample = sample;
      this.left = left;
      this.top = top;
      this.width = width;
      this.height = height;
      this.tag = tag;
    }

    /** A JPEG of this face. */
    String base64() throws IOException {
      Path file =
          Path.of(System.getProperty("face_search.test.samples"), "sample" + sample + ".jpg");
      return jpeg(ImageIO.read(file.toFile()).getSubimage(left, top, width, height));
    }

    String uri() throws IOException {
      return "data:image/jpeg;base64," + base64();
    }
  }

  private static String jpeg(BufferedImage image) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertTrue(ImageIO.write(image, "jpg", out));
    return Base64.getEncoder().encodeToString(out.toByteArray());
  }

  @BeforeAll
  static void enrolEveryone(TestCluster cluster) throws IOException {
    Http http = cluster.http(0);
    ok(http.post("/v1/face/groups/knnbyimage", Http.json("{'config':{'capacity':100}}")));
    for (Face face : Face.values()) {
      Map<String, String> image = Map.of("id", face.name(), "tag", face.tag, "uri", face.uri());
      ok(http.post("/v1/face/groups/knnbyimage/add", Map.of("image", image)));
    }
    ok(http.post("/" + INDEX + "/_refresh"));
  }

  private static JsonNode ok(Response response) {
    assertEquals(200, response.status(), response::toString);
    return response.body();
  }

  private static Map<String, Object> knn(String key, Object probe, Map<String, ?> more) {
    Map<String, Object> query = new HashMap<>(more);
    query.put("field", "vector");
    query.put(key, probe);
    return Map.of("visual_knn", query);
  }

  private static Map<String, Object> byImage(String image) {
    return Map.of("query", knn("image", image, Map.of()));
  }

  private static String best(JsonNode answer) {
    return answer.at("/hits/hits/0/_id").asText();
  }

  @Test
  void everyNodeFindsThePersonInAPicture(TestCluster cluster) throws IOException {
    for (int node = 0; node < cluster.size(); node++) {
      for (Face face : Face.values()) {
        JsonNode answer = ok(cluster.http(node).post(SEARCH, byImage(face.uri())));
        assertEquals(face.name(), best(answer));
        assertEquals(Face.values().length, answer.at("/hits/hits").size());
        assertEquals(1, answer.at("/hits/max_score").asDouble(), 1e-3);
      }
    }
    assertEquals("CLEO", best(ok(cluster.http(1).post(SEARCH, byImage(Face.CLEO.base64())))));
  }

  @Test
  void aFilterNarrowsWhatIsSearched(TestCluster cluster) throws IOException {
    Map<String, ?> field = Map.of("filter", Map.of("term", Map.of("tag", "field")));
    JsonNode answer =
        ok(cluster.http(1).post(SEARCH, Map.of("query", knn("image", Face.BELA.uri(), field))));
    assertEquals("BELA", best(answer));
    assertEquals(2, answer.at("/hits/hits").size(), answer::toString);
  }

  @Test
  void insideABoolWithAnAggregationAndAnExplanation(TestCluster cluster) throws IOException {
    Map<String, Object> near = knn("image", Face.ANNA.uri(), Map.of("_name", "near", "boost", 2));
    JsonNode answer =
        ok(
            cluster
                .http(1)
                .post(
                    SEARCH,
                    Map.of(
                        "explain",
                        true,
                        "query",
                        Map.of(
                            "bool",
                            Map.of(
                                "must", near, "filter", Map.of("exists", Map.of("field", "tag")))),
                        "aggs",
                        Map.of("tags", Map.of("terms", Map.of("field", "tag"))))));
    assertEquals("ANNA", best(answer));
    assertEquals(2, answer.at("/hits/max_score").asDouble(), 1e-2);
    assertEquals("near", answer.at("/hits/hits/0/matched_queries/0").asText());
    assertEquals(2, answer.at("/aggregations/tags/buckets").size(), answer::toString);
    String explanation = answer.at("/hits/hits/0/_explanation").toString();
    assertTrue(explanation.contains("cosine of the two vectors, model ["), explanation);
  }

  @Test
  void aDocumentIsMostLikeItself(TestCluster cluster) throws IOException {
    for (Face face : Face.values()) {
      Map<String, String> like = Map.of("index", INDEX, "id", face.name());
      JsonNode answer =
          ok(cluster.http(1).post(SEARCH, Map.of("query", knn("like", like, Map.of()))));
      assertEquals(face.name(), best(answer));
      assertEquals(1, answer.at("/hits/max_score").asDouble(), 1e-5);
    }
    Response missing =
        cluster
            .http(0)
            .post(
                SEARCH,
                Map.of("query", knn("like", Map.of("index", INDEX, "id", "ZOE"), Map.of())));
    assertEquals(400, missing.status(), missing::toString);
    assertTrue(missing.text().contains("there is no document [ZOE]"), missing::toString);
  }

  @Test
  void eachSearchOfAnMsearchHasItsOwnAnswer(TestCluster cluster) throws IOException {
    StringBuilder body = new StringBuilder();
    for (String image :
        new String[] {Face.EMIL.uri(), "data:image/jpeg;base64,bm90IGE=", Face.BELA.uri()}) {
      body.append("{}\n{\"query\":{\"visual_knn\":{\"field\":\"vector\",\"image\":\"")
          .append(image)
          .append("\"}}}\n");
    }
    JsonNode answer =
        ok(
            cluster
                .http(1)
                .postText("/" + INDEX + "/_msearch", "application/x-ndjson", body.toString()));
    assertEquals("EMIL", best(answer.at("/responses/0")));
    assertEquals(400, answer.at("/responses/1/status").asInt(), answer::toString);
    assertEquals("BELA", best(answer.at("/responses/2")));
  }

  @Test
  void aWrongPictureIsTheCallersFault(TestCluster cluster) throws IOException {
    BufferedImage grey = new BufferedImage(200, 200, BufferedImage.TYPE_INT_RGB);
    Response noFace = cluster.http(0).post(SEARCH, byImage(jpeg(grey)));
    assertEquals(400, noFace.status(), noFace::toString);
    assertTrue(noFace.text().contains("no face found in image"), noFace::toString);
    for (String image : new String[] {"", "!", "ftp://somewhere/x.jpg", "bm90IGEgcGljdHVyZQ=="}) {
      Response bad = cluster.http(1).post(SEARCH, byImage(image));
      assertEquals(400, bad.status(), bad::toString);
    }
  }

  @Test
  void vectorsOfTwoModelsAreNotCompared(TestCluster cluster) throws IOException {
    Http http = cluster.http(0);
    ok(
        http.put(
            "/knnbyimage-other",
            Http.json(
                "{'mappings':{'properties':{'vector':{'type':'visual_vector',"
                    + "'model':'another-model','dimension':512}}}}")));
    String model =
        ok(http.get("/" + INDEX + "/_mapping"))
            .at("/" + INDEX + "/mappings/properties/vector/model")
            .asText();
    assertNotEquals("", model);
    Response refused =
        cluster.http(1).post("/" + INDEX + ",knnbyimage-other/_search", byImage(Face.ANNA.uri()));
    assertEquals(409, refused.status(), refused::toString);
    assertTrue(refused.text().contains("[another-model]"), refused::toString);
    assertTrue(refused.text().contains("[" + model + "]"), refused::toString);

    // A picture cannot be turned into one of its vectors; a document's is one of another model.
    Response unknown = cluster.http(1).post("/knnbyimage-other/_search", byImage(Face.ANNA.uri()));
    assertEquals(400, unknown.status(), unknown::toString);
    assertTrue(unknown.text().contains("[another-model]"), unknown::toString);
    Response like =
        cluster
            .http(1)
            .post(
                "/knnbyimage-other/_search",
                Map.of("query", knn("like", Map.of("index", INDEX, "id", "ANNA"), Map.of())));
    assertEquals(409, like.status(), like::toString);
    assertTrue(like.text().contains("[another-model]"), like::toString);
  }
}
