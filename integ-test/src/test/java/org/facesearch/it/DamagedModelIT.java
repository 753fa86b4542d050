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

/** A node whose model cannot be read: it starts, works, and says what is wrong. */
class DamagedModelIT {

  private static final String BUNDLE = "arcface-fr-512";

  @Test
  void theNodeWorksAndTheFaceCallsSayWhyTheyDoNot() throws Exception {
    try (TestCluster cluster = TestCluster.named("damaged").ownInstallation().start()) {
      FaceGroup group = FaceGroup.create(cluster.http(0), "before");
      group.enrol("anna", Person.ANNA, Map.of());
      String picture = Person.ANNA.uri();
      cluster.node(0).stop();
      flipBytes(network(cluster.home()));
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

      List<String> errors =
          cluster.node(0).log().stream()
              .filter(line -> line.contains("ERROR") && line.contains(BUNDLE))
              .toList();
      assertFalse(errors.isEmpty(), () -> "no ERROR names the bundle\n" + cluster.logTails());
    }
  }

  private static void assertUnavailable(Response response) {
    assertEquals(503, response.status(), response::toString);
    String error = response.body().path("error").asText();
    assertTrue(error.contains("model bundle " + BUNDLE), response::toString);
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

  private static Path network(Path home) throws IOException {
    Path bundle = home.resolve("plugins/opensearch-face-search/bundles").resolve(BUNDLE);
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
