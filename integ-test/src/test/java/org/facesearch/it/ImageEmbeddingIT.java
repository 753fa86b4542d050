package org.facesearch.it;

import static org.facesearch.it.Http.json;
import static org.facesearch.it.Ingest.ok;
import static org.facesearch.it.Ingest.source;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.awt.image.RescaleOp;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The processor {@code image_embedding}, and {@code visual_knn} for pictures as a whole. */
@RealCluster
class ImageEmbeddingIT {

  private static final String MODEL = "squeezenet11-512";
  private static final String VECTOR = "{'type':'visual_vector','model':'image'}";
  private static final String IMAGE = "'image':{'properties':{'vector':" + VECTOR + "}}";

  /** What the page in the documentation tells a reader to send, in its order. */
  @Test
  void thePageInTheDocumentationWorks(TestCluster cluster) throws IOException {
    List<Response> answers = new ArrayList<>();
    for (DocPage.Request request : DocPage.requests("ingest.md", 1)) {
      answers.add(request.send(cluster.http(0), body -> body.replace("<base64>", small(2))));
    }
    assertEquals(4, answers.size());
    JsonNode hits = answers.getLast().body().at("/hits/hits");
    assertEquals(1, hits.size(), hits::toString);
    assertEquals("north door", hits.at("/0/_source/camera").asText());
  }

  private static BufferedImage photograph(int number) {
    return Pictures.scaled(Pictures.read(Pictures.sample(number)), 0.25);
  }

  /** A sample photograph reduced, which saves the test's time, in base64. */
  private static String small(int number) {
    return base64(Pictures.jpeg(photograph(number)));
  }

  /** The middle of it, brighter and worse. */
  private static String changed(int number) {
    BufferedImage image = photograph(number);
    int width = image.getWidth() * 4 / 5;
    int height = image.getHeight() * 4 / 5;
    BufferedImage middle =
        Pictures.crop(image, image.getWidth() / 10, image.getHeight() / 10, width, height);
    return base64(Pictures.jpeg(new RescaleOp(1.2f, 0, null).filter(middle, null), 0.4f));
  }

  private static String base64(byte[] picture) {
    return Base64.getEncoder().encodeToString(picture);
  }

  /** An index with a pipeline of its own. */
  private static String index(Http http, String hint, String processors, String properties)
      throws IOException {
    String name = FaceGroup.freshName(hint);
    Ingest.pipeline(http, name, processors);
    Ingest.index(http, name, name, properties);
    return name;
  }

  private static Response add(Http http, String index, Map<String, ?> photos) throws IOException {
    Map<String, Object> documents = new LinkedHashMap<>();
    photos.forEach((id, photo) -> documents.put(id, Map.of("title", "a photo", "photo", photo)));
    return Ingest.bulk(http, index, documents);
  }

  /** An index of the six photographs, each under its number. */
  private static String sixPhotographs(Http http) throws IOException {
    String index = index(http, "ie-six", "{'image_embedding':{'field':'photo'}}", IMAGE);
    Map<String, String> photos = new LinkedHashMap<>();
    for (int i = 1; i <= 6; i++) {
      photos.put("" + i, i % 2 == 0 ? small(i) : "data:image/jpeg;base64," + small(i));
    }
    Response answer = add(http, index, photos);
    assertFalse(answer.body().path("errors").asBoolean(), answer::toString);
    return index;
  }

  private static Map<String, Object> knn(String field, String key, Object probe) {
    return Map.of("visual_knn", Map.of("field", field, key, probe));
  }

  private static Response search(Http http, String index, Map<String, ?> query) throws IOException {
    return http.post("/" + index + "/_search", Map.of("_source", false, "query", query));
  }

  private static JsonNode hits(Http http, String index, Map<String, ?> query) throws IOException {
    return FaceGroup.assertOk(search(http, index, query)).at("/hits/hits");
  }

  private static void assertVector(JsonNode image) {
    assertEquals(512, image.path("vector").size(), image::toString);
    assertEquals(MODEL, image.path("model").asText());
  }

  @Test
  void aChangedCopyFindsItsOriginalFromEveryNode(TestCluster cluster) throws IOException {
    Http http = cluster.http(0);
    String index = sixPhotographs(http);
    JsonNode stored = source(http, index, "3");
    assertVector(stored.path("image"));
    assertFalse(stored.path("image").has("picture"));
    assertFalse(stored.has("photo"));
    assertEquals("a photo", stored.path("title").asText());
    assertEquals(
        json("{'type':'visual_vector','model':'" + MODEL + "','dimension':512}"),
        ok(http.get("/" + index + "/_mapping"))
            .body()
            .at("/" + index + "/mappings/properties/image/properties/vector"));
    for (int i = 1; i <= 6; i++) {
      JsonNode hits = hits(cluster.http(i % 2), index, knn("image.vector", "image", changed(i)));
      assertEquals(6, hits.size());
      assertEquals("" + i, hits.at("/0/_id").asText(), hits::toString);
      // A cosine of 0.8, which one in 10,000 unrelated pictures reaches.
      assertTrue(hits.at("/0/_score").asDouble() > 0.9, hits::toString);
    }
  }

  @Test
  void moreLikeThisPhotograph(TestCluster cluster) throws IOException {
    Http http = cluster.http(1);
    String index = sixPhotographs(http);
    JsonNode hits =
        hits(http, index, knn("image.vector", "like", Map.of("index", index, "id", "5")));
    assertEquals("5", hits.at("/0/_id").asText());
    assertEquals(1, hits.at("/0/_score").asDouble(), 1e-5);
    assertTrue(hits.at("/1/_score").asDouble() < 0.95, hits::toString);
  }

  /** Where a face were looked for, this would be a 400; the API that explains asks no search. */
  @Test
  void aPictureNeedsNoFace(TestCluster cluster) throws IOException {
    Http http = cluster.http(1);
    String index = sixPhotographs(http);
    String plain = base64(Pictures.png(Pictures.plain(90, 60)));
    assertEquals(6, hits(http, index, knn("image.vector", "image", plain)).size());
    JsonNode explained =
        FaceGroup.assertOk(
            http.post(
                "/" + index + "/_explain/2",
                Map.of("query", knn("image.vector", "image", changed(2)))));
    assertTrue(explained.path("matched").asBoolean(), explained::toString);
  }

  @Test
  void picturesOfAListTellTheirPlaceAndInnerHitsNameTheOneThatMatched(TestCluster cluster)
      throws IOException {
    Http http = cluster.http(0);
    String index =
        index(
            http,
            "ie-list",
            "{'image_embedding':{'field':'photo','target_field':'pages','ignore_missing':true}}",
            "'pages':{'type':'nested','properties':{'vector':" + VECTOR + "}}");
    Response answer =
        add(
            http,
            index,
            Map.of("three", List.of(small(1), small(2), small(3)), "one", List.of(small(4))));
    assertFalse(answer.body().path("errors").asBoolean(), answer::toString);
    JsonNode three = source(http, index, "three").path("pages");
    assertEquals(3, three.size());
    for (int i = 0; i < 3; i++) {
      assertVector(three.path(i));
      assertEquals(i, three.path(i).path("picture").asInt(-1));
    }
    assertEquals(1, source(http, index, "one").path("pages").size());
    Map<String, ?> nested =
        Map.of(
            "nested",
            Map.of(
                "path",
                "pages",
                "score_mode",
                "max",
                "inner_hits",
                Map.of("_source", false),
                "query",
                knn("pages.vector", "image", changed(2))));
    JsonNode hit = hits(cluster.http(1), index, nested).path(0);
    assertEquals("three", hit.path("_id").asText(), hit::toString);
    JsonNode inner = hit.at("/inner_hits/pages/hits/hits/0/_nested/offset");
    assertEquals(1, inner.asInt(-1), hit::toString);
  }

  @Test
  void facesAndPicturesOfOnePhotographAreSearchedTogether(TestCluster cluster) throws IOException {
    Http http = cluster.http(0);
    String index =
        index(
            http,
            "ie-both",
            "{'face_embedding':{'field':'photo','remove_source':false}},"
                + "{'image_embedding':{'field':'photo'}}",
            IMAGE + ",'face':{'properties':{'vector':{'type':'visual_vector','model':'face'}}}");
    Map<String, String> photos = new LinkedHashMap<>();
    for (Person person : Person.all()) {
      photos.put(person.name(), base64(person.jpeg()));
    }
    Response answer = add(http, index, photos);
    assertFalse(answer.body().path("errors").asBoolean(), answer::toString);
    JsonNode anna = source(http, index, "ANNA");
    assertVector(anna.path("image"));
    assertEquals("arcface-fr-512", anna.at("/face/model").asText());
    assertFalse(anna.has("photo"));

    String bela = base64(Person.BELA.jpeg());
    for (String field : List.of("face.vector", "image.vector")) {
      JsonNode hits = hits(cluster.http(1), index, knn(field, "image", bela));
      assertEquals("BELA", hits.at("/0/_id").asText());
      assertEquals(1, hits.at("/0/_score").asDouble(), 1e-3);
    }
    Map<String, ?> either =
        Map.of(
            "bool",
            Map.of(
                "should",
                List.of(knn("face.vector", "image", bela), knn("image.vector", "image", bela))));
    JsonNode hits = hits(cluster.http(1), index, either);
    assertEquals("BELA", hits.at("/0/_id").asText());
    assertEquals(2, hits.at("/0/_score").asDouble(), 2e-3);
  }

  @Test
  void fieldsOfTwoModelsAreNotSearchedByOnePicture(TestCluster cluster) throws IOException {
    Http http = cluster.http(0);
    List<String> indices = new ArrayList<>();
    for (String model : List.of("face", "image")) {
      String index = FaceGroup.freshName("ie-mixed-" + model);
      ok(
          http.put(
              "/" + index,
              json(
                  "{'aliases':{'ie-mixed':{}},'mappings':{'properties':{'vector':"
                      + "{'type':'visual_vector','model':'"
                      + model
                      + "'},'same':{'type':'alias','path':'vector'}}}}")));
      indices.add(index);
    }
    // A picture without a face: whoever looked for one first would answer 400.
    String plain = base64(Pictures.png(Pictures.plain(90, 60)));
    for (String searched : List.of(String.join(",", indices), "ie-mixed", "ie-mixed-*")) {
      for (String field : List.of("vector", "same")) {
        Response refused = search(cluster.http(1), searched, knn(field, "image", plain));
        assertEquals(409, refused.status(), refused::toString);
        assertTrue(refused.text().contains("[arcface-fr-512]"), refused::toString);
        assertTrue(refused.text().contains("[" + MODEL + "]"), refused::toString);
      }
    }
    Response face = search(http, indices.get(0), knn("same", "image", plain));
    assertEquals(400, face.status(), face::toString);
    assertTrue(face.text().contains("no face found in image"), face::toString);
    assertEquals(0, hits(http, indices.get(1), knn("same", "image", plain)).size());
  }

  @Test
  void aBadPictureIsNamedAndHarmsNoOther(TestCluster cluster) throws IOException {
    Http http = cluster.http(0);
    String index = index(http, "ie-bad", "{'image_embedding':{'field':'photo'}}", IMAGE);
    Map<String, Object> photos = new LinkedHashMap<>();
    photos.put("good", small(1));
    photos.put("garbage", "aGVsbG8=");
    photos.put("scheme", "ftp://host/picture.jpg");
    photos.put("number", 7);
    photos.put("none", List.of());
    // One field of a document holds one vector: a list needs a nested target.
    photos.put("list", List.of(small(1), small(2)));
    photos.put("second", List.of(small(1), "aGVsbG8="));
    for (JsonNode item : add(http, index, photos).body().path("items")) {
      String id = item.at("/index/_id").asText();
      int status = item.at("/index/status").asInt();
      assertEquals(id.equals("good") ? 201 : 400, status, item::toString);
      String named =
          switch (id) {
            case "good" -> "";
            case "list" -> "image.vector";
            case "second" -> "field [photo][1]: ";
            default -> "field [photo]: ";
          };
      assertTrue(item.at("/index/error").toString().contains(named), item::toString);
    }
    assertVector(source(http, index, "good").path("image"));
  }

  @Test
  void simulationShowsTheVectorAndTheErrors(TestCluster cluster) throws IOException {
    Ingest.assertSimulated(
        cluster.http(1),
        "image_embedding",
        "'target_field':'looks.like'",
        small(5),
        good -> assertVector(good.findPath("looks").path("like")));
  }

  @Test
  void wrongAndUnknownOptionsAreRefused(TestCluster cluster) throws IOException {
    Ingest.assertRefused(
        cluster.http(0),
        "image_embedding",
        List.of(
            "'field':'photo','faces':'all'",
            "'field':'photo','on_no_face':'fail'",
            "'field':'image'",
            "'field':'photo','remove_source':'perhaps'",
            "'target_field':'image'"));
  }
}
