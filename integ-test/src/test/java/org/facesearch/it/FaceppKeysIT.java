package org.facesearch.it;

import static org.facesearch.it.Facepp.assertError;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Keys that come, change and go on a node of its own, which is restarted once. */
@TestMethodOrder(OrderAnnotation.class)
class FaceppKeysIT {

  private static final Map<String, Object> NOTHING = Map.of();

  private static TestCluster cluster;

  @BeforeAll
  static void start() throws IOException {
    cluster =
        TestCluster.named("facepp-keys")
            // What a small heap does under load is SteadyLoadIT's matter: here it would be a 403.
            .setting("indices.breaker.total.use_real_memory", "false")
            .start();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  private static Response listed(String name) throws IOException {
    return new Facepp(cluster.http(0), name).call("faceset/getfacesets", NOTHING);
  }

  private static JsonNode reload() throws IOException {
    Response answer = cluster.http(0).post("/_nodes/reload_secure_settings");
    assertEquals(200, answer.status(), answer::toString);
    JsonNode node = answer.body().path("nodes").elements().next();
    return node.path("reload_exception");
  }

  @Test
  @Order(1)
  void withoutAnyKeyNobodyIsLetIn() throws IOException {
    assertError(401, "AUTHENTICATION_ERROR", listed("full"));
    assertError(
        401, "AUTHENTICATION_ERROR", cluster.http(0).post("/facepp/v3/faceset/getfacesets"));
  }

  @Test
  @Order(2)
  void keysComeAndChangeWithoutARestart() throws IOException {
    cluster.node(0).addToKeystore(Facepp.keystore("full"));
    assertError(401, "AUTHENTICATION_ERROR", listed("full"));
    assertEquals(true, reload().isMissingNode());
    assertEquals(200, listed("full").status());
    assertError(401, "AUTHENTICATION_ERROR", listed("other"));

    cluster.node(0).addToKeystore(Map.of(Facepp.KEYS + "full.secret", "changed"));
    reload();
    assertError(401, "AUTHENTICATION_ERROR", listed("full"));
    cluster.node(0).addToKeystore(Facepp.keystore("full"));
    reload();
    assertEquals(200, listed("full").status());
  }

  @Test
  @Order(3)
  void halfAPairChangesNothing() throws IOException {
    cluster.node(0).addToKeystore(Map.of(Facepp.KEYS + "half.key", "half-key"));
    assertEquals(false, reload().isMissingNode());
    assertEquals(200, listed("full").status());
    cluster.node(0).removeFromKeystore(Facepp.keystore("half").keySet().stream().limit(1).toList());
  }

  @Endurance
  @Test
  @Order(4)
  void keysAndFaceSetsOutliveTheNode() throws IOException {
    Facepp facepp = new Facepp(cluster.http(0));
    String anna = facepp.token(Person.ANNA);
    facepp.ok("faceset/create", Map.of("outer_id", "staff", "face_tokens", anna));
    cluster.node(0).stop();
    cluster.restart(0);
    cluster.awaitGreen();
    JsonNode found =
        new Facepp(cluster.http(0))
            .ok("search", Map.of("outer_id", "staff", "image_file", Person.ANNA.jpeg()));
    assertEquals(anna, found.path("results").get(0).path("face_token").asText());
  }

  @Test
  @Order(5)
  void whatIsOurFaultIsAnInternalErrorAndInTheLog() throws IOException {
    new Facepp(cluster.http(0)).ok("faceset/create", Map.of("outer_id", "closed"));
    Response closed = cluster.http(0).post("/.face-search-facesets/_close");
    assertEquals(200, closed.status(), closed::toString);
    Response answer = listed("full");
    assertError(500, "INTERNAL_ERROR", answer);
    String id = answer.body().path("request_id").asText();
    assertEquals(1, cluster.node(0).log().stream().filter(line -> line.contains(id)).count());
    assertEquals(200, cluster.http(0).post("/.face-search-facesets/_open").status());
  }

  @Test
  @Order(6)
  @Endurance
  void openNodeLetsEverybodyInUntilThereIsAKey() throws IOException {
    cluster.node(0).stop();
    cluster.node(0).removeFromKeystore(Facepp.keystore("full").keySet());
    cluster.node(0).addSetting("plugins.face_search.facepp.open", "true");
    cluster.restart(0);
    cluster.awaitGreen();
    assertEquals(200, cluster.http(0).post("/facepp/v3/faceset/getfacesets").status());
    cluster.node(0).addToKeystore(Facepp.keystore("full"));
    reload();
    assertEquals(200, listed("full").status());
    assertError(
        400, "MISSING_ARGUMENTS: api_key", cluster.http(0).post("/facepp/v3/faceset/getfacesets"));
  }
}
