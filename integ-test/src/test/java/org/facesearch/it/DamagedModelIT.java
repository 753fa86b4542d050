package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A node one of whose models cannot be read: it starts, works, says what is wrong, and what needs
 * the other model is as it was.
 */
@Endurance
class DamagedModelIT {

  private static final String BUNDLE = "arcface-fr-512";
  private static final String IMAGE_BUNDLE = "squeezenet11-512";

  @Test
  void theNodeWorksAndTheFaceCallsSayWhyTheyDoNot() throws Exception {
    try (TestCluster cluster = TestCluster.named("damaged").ownInstallation().start()) {
      FaceGroup group = FaceGroup.create(cluster.http(0), "before");
      group.enrol("anna", Person.ANNA, Map.of());
      String picture = Person.ANNA.uri();
      cluster.node(0).stop();
      flipBytes(network(cluster.home(), BUNDLE));
      cluster.restart(0);

      Http http = cluster.http(0);
      FaceGroup damaged = new FaceGroup(http, group.name());
      awaitGreenEnough(http);
      assertOrdinarySearchWorks(http);

      assertUnavailable(damaged.search(List.of(picture), Map.of()));
      assertUnavailable(damaged.add("bela", Person.BELA.uri(), Map.of()));
      assertUnavailable(damaged.update("anna", Map.of("uri", picture)));
      assertUnavailable(new FaceGroup(http, "after").create(1));
      assertEquals(404, http.get("/faces-after").status());

      assertEquals(List.of("anna"), damaged.ids(), "what needs no model works");
      assertEquals(1, damaged.count());
      FaceGroup.assertError(
          400, "group not exist", new FaceGroup(http, "never").search(List.of(picture), Map.of()));

      assertLogged(cluster, BUNDLE);
      assertPicturesAreFound(http);
    }
  }

  @Test
  void withoutTheModelForPicturesFacesAreFound() throws Exception {
    try (TestCluster cluster = TestCluster.named("damaged-image").ownInstallation().start()) {
      assertPicturesAreFound(cluster.http(0));
      ImageGroup before = ImageGroup.create(cluster.http(0), "before");
      before.enrol("anna", Person.ANNA.uri());
      cluster.node(0).stop();
      flipBytes(network(cluster.home(), IMAGE_BUNDLE));
      cluster.restart(0);

      Http http = cluster.http(0);
      awaitGreenEnough(http);
      Response search = searchPictures(http);
      assertEquals(503, search.status(), search::toString);
      assertTrue(search.text().contains("model bundle " + IMAGE_BUNDLE), search::toString);
      Response add = addPicture(http);
      assertEquals(503, add.status(), add::toString);
      assertTrue(add.text().contains("field [photo]: model bundle " + IMAGE_BUNDLE), add::text);
      assertLogged(cluster, IMAGE_BUNDLE);

      ImageGroup damaged = before.through(http);
      List<String> pictures = List.of(Person.ANNA.uri());
      for (Response answer :
          List.of(
              damaged.search(pictures, Map.of()),
              damaged.add("bela", Person.BELA.uri(), Map.of()),
              new ImageGroup(http, "after").create(1))) {
        assertUnavailable(IMAGE_BUNDLE, answer);
      }
      assertEquals(404, http.get("/images-after").status());
      assertEquals(List.of("anna"), damaged.ids(), "what needs no model works");

      FaceGroup group = FaceGroup.create(http, "faces");
      group.enrol("anna", Person.ANNA, Map.of());
      assertEquals(List.of("anna"), group.found(Person.ANNA.uri()));
    }
  }

  private static void assertLogged(TestCluster cluster, String bundle) throws IOException {
    List<String> errors =
        cluster.node(0).log().stream()
            .filter(line -> line.contains("ERROR") && line.contains(bundle))
            .toList();
    assertFalse(errors.isEmpty(), () -> "no ERROR names the bundle\n" + cluster.logTails());
  }

  private static void assertPicturesAreFound(Http http) throws IOException {
    FaceGroup.assertOk(
        http.put(
            "/_ingest/pipeline/pictures",
            Http.json("{'processors':[{'image_embedding':{'field':'photo'}}]}")));
    FaceGroup.assertOk(
        http.put(
            "/pictures",
            Http.json(
                "{'settings':{'default_pipeline':'pictures','number_of_replicas':0},'mappings':"
                    + "{'properties':{'image':{'properties':{'vector':"
                    + "{'type':'visual_vector','model':'image'}}}}}}")));
    Response added = addPicture(http);
    assertEquals(201, added.status(), added::toString);
    assertEquals("1", FaceGroup.assertOk(searchPictures(http)).at("/hits/hits/0/_id").asText());
  }

  private static Response addPicture(Http http) throws IOException {
    return http.put("/pictures/_doc/1?refresh=true", Map.of("photo", Person.ANNA.uri()));
  }

  private static Response searchPictures(Http http) throws IOException {
    return http.post(
        "/pictures/_search",
        Map.of(
            "query",
            Map.of("visual_knn", Map.of("field", "image.vector", "image", Person.ANNA.uri()))));
  }

  private static void assertUnavailable(Response response) {
    assertUnavailable(BUNDLE, response);
  }

  private static void assertUnavailable(String bundle, Response response) {
    assertEquals(503, response.status(), response::toString);
    String error = response.body().path("error").asText();
    assertTrue(error.contains("model bundle " + bundle), response::toString);
    assertFalse(error.contains("/") || error.contains("Exception"), response::toString);
    assertEquals(1, response.body().size(), response::toString);
  }

  private static void awaitGreenEnough(Http http) throws IOException {
    FaceGroup.assertOk(http.get("/_cluster/health?wait_for_status=yellow&timeout=60s"));
  }

  private static void assertOrdinarySearchWorks(Http http) throws IOException {
    Response stored = http.put("/plain/_doc/1?refresh=true", Map.of("title", "an ordinary text"));
    assertEquals(201, stored.status(), stored::toString);
    assertEquals(
        1,
        FaceGroup.assertOk(http.get("/plain/_search?q=title:ordinary"))
            .at("/hits/total/value")
            .asInt());
  }

  private static Path network(Path home, String id) throws IOException {
    Path bundle = home.resolve("plugins/opensearch-face-search/bundles").resolve(id);
    try (Stream<Path> files = Files.list(bundle)) {
      return files
          .filter(file -> file.toString().endsWith(".onnx"))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no network in " + bundle));
    }
  }

  private static void flipBytes(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    for (int i = bytes.length / 2; i < bytes.length / 2 + 64; i++) {
      bytes[i] ^= 0x55;
    }
    Files.write(file, bytes);
  }
}
