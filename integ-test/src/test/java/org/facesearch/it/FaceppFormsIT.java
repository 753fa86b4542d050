package org.facesearch.it;

import static org.facesearch.it.Facepp.assertError;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The ways in which arguments come: forms of both kinds, JSON, the query. */
@RealCluster
class FaceppFormsIT {

  private static final String URLENCODED = "application/x-www-form-urlencoded";

  private static Http http;
  private static Facepp facepp;

  @BeforeAll
  static void client(TestCluster cluster) {
    http = cluster.http(1);
    facepp = new Facepp(http);
  }

  private static void assertOneFace(Response answer) {
    assertEquals(200, answer.status(), answer::toString);
    Facepp.assertEnvelope(answer);
    assertEquals(1, answer.body().path("face_num").asInt(), answer::toString);
  }

  private static String base64() {
    return Base64.getEncoder().encodeToString(Person.BELA.jpeg());
  }

  @Test
  void filesComeInMultipartForms() throws IOException {
    assertOneFace(facepp.call("detect", Map.of("image_file", Person.BELA.jpeg())));
  }

  @Test
  void base64ComesInEveryForm() throws IOException {
    Map<String, Object> fields = facepp.withKey(Map.of("image_base64", base64()));
    assertOneFace(facepp.urlencoded("detect", fields));
    assertOneFace(facepp.multipart("detect", fields));
    assertOneFace(http.post("/facepp/v3/detect", fields));
    fields.put("image_base64", Pictures.dataUri(Person.BELA.jpeg()));
    assertOneFace(facepp.urlencoded("detect", fields));
    // As a file, which is how curl sends "image_base64=@file".
    fields.put("image_base64", base64().getBytes(StandardCharsets.US_ASCII));
    assertOneFace(facepp.multipart("detect", fields));
  }

  @Test
  void argumentsMayStandInTheQueryAndTheBodyWins() throws IOException {
    String key = Facepp.query(facepp.withKey(Map.of()));
    Map<String, Object> picture = Map.of("image_file", Person.BELA.jpeg());
    assertOneFace(facepp.multipart("detect?" + key, picture));
    Response listed = http.post("/facepp/v3/faceset/getfacesets?" + key);
    assertEquals(200, listed.status(), listed::toString);
    Response wrong =
        facepp.urlencoded("faceset/getfacesets?" + key, Map.of("api_secret", "another"));
    assertError(401, "AUTHENTICATION_ERROR", wrong);
  }

  @Test
  void unknownArgumentsAreIgnored() throws IOException {
    Map<String, Object> fields = new HashMap<>();
    fields.put("image_file", Person.BELA.jpeg());
    fields.put("tag", "person,male");
    fields.put("another_file", new byte[] {1, 2, 3});
    assertOneFace(facepp.call("detect?unknown=1", fields));
    Map<String, Object> json = facepp.withKey(Map.of("image_base64", base64()));
    json.put("unknown", List.of(Map.of("a", 1)));
    assertOneFace(http.post("/facepp/v3/detect", json));
  }

  @Test
  void textMayBeOfAnyLanguage() throws IOException {
    String name = "人脸集合 / visages ☺";
    for (boolean multipart : new boolean[] {false, true}) {
      Map<String, Object> fields =
          facepp.withKey(Map.of("display_name", name, "outer_id", "表单-" + multipart));
      Response made =
          multipart
              ? facepp.multipart("faceset/create", fields)
              : facepp.urlencoded("faceset/create", fields);
      assertEquals(200, made.status(), made::toString);
      assertEquals(
          name,
          facepp
              .ok("faceset/getdetail", Map.of("outer_id", "表单-" + multipart))
              .path("display_name")
              .asText());
    }
  }

  @Test
  void damagedBodiesAreRefused() throws IOException {
    byte[] whole = Facepp.form(facepp.withKey(Map.of("image_file", Person.BELA.jpeg())));
    String type = "multipart/form-data; boundary=" + Facepp.BOUNDARY;
    byte[] cut = Arrays.copyOf(whole, whole.length - 10);
    assertError(400, "BAD_ARGUMENTS:body", facepp.send("detect", type, cut));
    assertError(400, "BAD_ARGUMENTS:body", facepp.send("detect", "multipart/form-data", whole));
    assertError(
        400,
        "BAD_ARGUMENTS:body",
        facepp.send("detect", "multipart/form-data; boundary=other", whole));
    byte[] percent = "api_key=%zz".getBytes(StandardCharsets.US_ASCII);
    assertError(400, "BAD_ARGUMENTS:body", facepp.send("detect", URLENCODED, percent));
    byte[] json = "{\"api_key\":".getBytes(StandardCharsets.US_ASCII);
    assertError(400, "BAD_ARGUMENTS:body", facepp.send("detect", "application/json", json));
    byte[] list = "[]".getBytes(StandardCharsets.US_ASCII);
    assertError(400, "BAD_ARGUMENTS:body", facepp.send("detect", "application/json", list));
  }

  @Test
  void fileInAUrlencodedFormIsRefused() throws IOException {
    Map<String, Object> fields = facepp.withKey(Map.of("image_file", "bytes"));
    assertError(400, "BAD_ARGUMENTS:image_file", facepp.urlencoded("detect", fields));
  }

  @Test
  void otherTypesOfBodiesAreNamed() throws IOException {
    for (String type : List.of("image/jpeg", "text/plain", "application/octet-stream")) {
      Response answer =
          http.send(
              "POST", "/facepp/v3/detect", type, BodyPublishers.ofByteArray(Person.BELA.jpeg()));
      assertEquals(406, answer.status(), answer::toString);
      assertTrue(answer.text().contains(type), answer::text);
    }
  }

  @Test
  void nothingAtAllIsAMissingKey() throws IOException {
    assertError(400, "MISSING_ARGUMENTS: api_key", http.post("/facepp/v3/search"));
  }
}
