package org.facesearch.it;

import static org.facesearch.it.Facepp.assertError;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every row of the document's two tables of errors, but for {@code INTERNAL_ERROR}, which {@link
 * FaceppKeysIT} provokes on a cluster of its own.
 */
@RealCluster
class FaceppErrorsIT {

  private static final String HOSTS = "plugins.face_search.download.allowed_hosts";
  private static final String TIMEOUT = "plugins.face_search.download.timeout";
  private static final String NOBODY = "0123456789abcdef0123456789abcdef";
  private static final CountDownLatch OVER = new CountDownLatch(1);

  private static Http http;
  private static Facepp facepp;
  private static WebServer server;

  @BeforeAll
  static void aFaceSetWithAFaceAndAnEmptyOne(TestCluster cluster) throws IOException {
    http = cluster.http(0);
    facepp = new Facepp(http, "errors");
    server = new WebServer(FaceppErrorsIT::answer);
    facepp.ok("faceset/create", Map.of("outer_id", "errors-empty"));
    facepp.ok(
        "faceset/create",
        Map.of("outer_id", "errors-one", "face_tokens", facepp.token(Person.ANNA)));
  }

  @AfterAll
  static void stop() throws IOException {
    OVER.countDown();
    server.close();
    for (String setting :
        List.of(
            HOSTS,
            TIMEOUT,
            Facepp.KEYS + "limited.denied",
            Facepp.KEYS + "limited.queries_per_second",
            Facepp.KEYS + "trial.trial")) {
      BadRequestsIT.setting(http, setting, null);
    }
  }

  private static void answer(String path, OutputStream out) throws IOException {
    switch (path) {
      case "/anna.jpg" -> send(out, 200, Person.ANNA.jpeg());
      case "/text" -> send(out, 200, "not a picture".getBytes(StandardCharsets.UTF_8));
      case "/large" -> WebServer.head(out, 200, "Content-Length: 2097153");
      case "/silent" -> await();
      default -> send(out, 404, Person.ANNA.jpeg());
    }
  }

  private static void send(OutputStream out, int status, byte[] body) throws IOException {
    WebServer.head(out, status, "Content-Length: " + body.length);
    out.write(body);
  }

  /** Says nothing as long as there are tests. */
  private static void await() throws IOException {
    try {
      OVER.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static String url(String path) {
    return "http://127.0.0.1:" + server.port() + path;
  }

  /** Searches the FaceSet that has a face. */
  private static Response search(String name, Object value) throws IOException {
    return facepp.call("search", Map.of("outer_id", "errors-one", name, value));
  }

  // --- The errors of the call -------------------------------------------------------------------

  @Test
  void invalidFaceToken() throws IOException {
    assertError(400, "INVALID_FACE_TOKEN: " + NOBODY, search("face_token", NOBODY));
    assertError(400, "INVALID_FACE_TOKEN: no token", search("face_token", "no token"));
  }

  @Test
  void invalidOuterId() throws IOException {
    Response answer =
        facepp.call("search", Map.of("outer_id", "nobody", "image_file", Person.ANNA.jpeg()));
    assertError(400, "INVALID_OUTER_ID", answer);
  }

  @Test
  void invalidFacesetToken() throws IOException {
    for (String token : List.of(NOBODY, "no token")) {
      Response answer =
          facepp.call("search", Map.of("faceset_token", token, "image_file", Person.ANNA.jpeg()));
      assertError(400, "INVALID_FACESET_TOKEN", answer);
    }
  }

  @Test
  void emptyFaceset() throws IOException {
    Response answer =
        facepp.call("search", Map.of("outer_id", "errors-empty", "image_file", Person.ANNA.jpeg()));
    assertError(400, "EMPTY_FACESET", answer);
  }

  @Test
  void imageErrorUnsupportedFormat() throws IOException {
    byte[] text = "not a picture".getBytes(StandardCharsets.UTF_8);
    String row = "IMAGE_ERROR_UNSUPPORTED_FORMAT: ";
    assertError(400, row + "image_file", search("image_file", text));
    byte[] half = Pictures.firstHalf(Pictures.png(Person.ANNA.image()));
    assertError(400, row + "image_file", search("image_file", half));
    String base64 = Base64.getEncoder().encodeToString(text);
    assertError(400, row + "image_base64", search("image_base64", base64));
    assertError(400, row + "image_base64", search("image_base64", "not base64 !"));
    BadRequestsIT.setting(http, HOSTS, "127.0.0.1:" + server.port());
    assertError(400, row + "image_url", search("image_url", url("/text")));
  }

  @Test
  void invalidImageSize() throws IOException {
    for (int[] size : List.of(new int[] {47, 60}, new int[] {60, 47}, new int[] {4097, 60})) {
      BufferedImage image = Pictures.plain(size[0], size[1]);
      assertError(400, "INVALID_IMAGE_SIZE: image_file", search("image_file", Pictures.png(image)));
    }
    // The limits themselves are allowed: there is a picture, without a face.
    for (int[] size : List.of(new int[] {48, 48}, new int[] {4096, 48})) {
      byte[] image = Pictures.png(Pictures.plain(size[0], size[1]));
      assertEquals(200, search("image_file", image).status());
    }
  }

  @Test
  void invalidImageUrl() throws IOException {
    BadRequestsIT.setting(http, HOSTS, "127.0.0.1:" + server.port());
    String row = "INVALID_IMAGE_URL: image_url";
    assertError(400, row, search("image_url", url("/nothing")));
    assertError(400, row, search("image_url", "nonsense"));
    assertError(400, row, search("image_url", "http://127.0.0.1:1/private"));
    assertEquals(200, search("image_url", url("/anna.jpg")).status());
  }

  @Test
  void imageFileTooLarge() throws IOException {
    byte[] large = Arrays.copyOf(Person.ANNA.jpeg(), (2 << 20) + 1);
    assertError(400, "IMAGE_FILE_TOO_LARGE:image_file", search("image_file", large));
    assertError(
        400,
        "IMAGE_FILE_TOO_LARGE:image_base64",
        search("image_base64", Base64.getEncoder().encodeToString(large)));
    BadRequestsIT.setting(http, HOSTS, "127.0.0.1:" + server.port());
    assertError(400, "IMAGE_FILE_TOO_LARGE:image_url", search("image_url", url("/large")));
    byte[] largest = Arrays.copyOf(Person.ANNA.jpeg(), 2 << 20);
    assertEquals(200, search("image_file", largest).status());
    assertEquals(200, search("image_base64", Base64.getEncoder().encodeToString(largest)).status());
  }

  @Test
  void insufficientPermission() throws IOException {
    BadRequestsIT.setting(http, Facepp.KEYS + "trial.trial", "true");
    Facepp trial = new Facepp(http, "trial");
    trial.ok("faceset/create", Map.of("outer_id", "errors-trial", "force_merge", 1));
    Map<String, Object> fields =
        Map.of("image_file", Person.ANNA.jpeg(), "face_rectangle", "10,10,100,100");
    assertError(403, "INSUFFICIENT_PERMISSION:face_rectangle", trial.call("detect", fields));
    Map<String, Object> search = new HashMap<>(fields);
    search.put("outer_id", "errors-trial");
    assertError(403, "INSUFFICIENT_PERMISSION:face_rectangle", trial.call("search", search));
    trial.ok("detect", Map.of("image_file", Person.ANNA.jpeg(), "face_rectangle", ""));
    facepp.ok("detect", fields);
  }

  @Test
  void imageDownloadTimeout() throws IOException {
    BadRequestsIT.setting(http, HOSTS, "127.0.0.1:" + server.port());
    BadRequestsIT.setting(http, TIMEOUT, "500ms");
    try {
      assertError(412, "IMAGE_DOWNLOAD_TIMEOUT: image_url", search("image_url", url("/silent")));
    } finally {
      BadRequestsIT.setting(http, TIMEOUT, null);
    }
  }

  // --- The errors of all calls ------------------------------------------------------------------

  @Test
  void authenticationError() throws IOException {
    Map<String, Object> fields = facepp.withKey(Map.of());
    fields.put("api_secret", "other-secret");
    assertError(401, "AUTHENTICATION_ERROR", facepp.urlencoded("search", fields));
    fields.put("api_key", "nobody's key");
    assertError(401, "AUTHENTICATION_ERROR", facepp.multipart("faceset/getfacesets", fields));
  }

  @Test
  void authorizationError() throws IOException {
    Facepp limited = new Facepp(http, "limited");
    for (Map.Entry<String, String> denied :
        Map.of(
                "client", "Denied by Client",
                "admin", "Denied by Admin",
                "balance", "Insufficient Account Balance")
            .entrySet()) {
      BadRequestsIT.setting(http, Facepp.KEYS + "limited.denied", denied.getKey());
      assertError(
          403,
          "AUTHORIZATION_ERROR:" + denied.getValue(),
          limited.call("faceset/getfacesets", Map.of()));
    }
    BadRequestsIT.setting(http, Facepp.KEYS + "limited.denied", null);
    limited.ok("faceset/getfacesets", Map.of());
  }

  @Test
  void concurrencyLimitExceeded() throws IOException {
    Facepp limited = new Facepp(http, "limited");
    BadRequestsIT.setting(http, Facepp.KEYS + "limited.queries_per_second", "0");
    assertError(403, "CONCURRENCY_LIMIT_EXCEEDED", limited.call("faceset/getfacesets", Map.of()));
    facepp.ok("faceset/getfacesets", Map.of());
    BadRequestsIT.setting(http, Facepp.KEYS + "limited.queries_per_second", null);
    limited.ok("faceset/getfacesets", Map.of());
  }

  @Test
  void missingArguments() throws IOException {
    assertError(400, "MISSING_ARGUMENTS: api_key", facepp.urlencoded("search", Map.of()));
    assertError(
        400,
        "MISSING_ARGUMENTS: api_secret",
        facepp.multipart("search", Map.of("api_key", "errors-key")));
    assertError(
        400,
        "MISSING_ARGUMENTS: face_token, image_url, image_file, image_base64",
        facepp.call("search", Map.of("outer_id", "errors-one")));
    assertError(
        400,
        "MISSING_ARGUMENTS: faceset_token, outer_id",
        facepp.call("search", Map.of("face_token", NOBODY)));
    assertError(
        400,
        "MISSING_ARGUMENTS: face_tokens",
        facepp.call("faceset/addface", Map.of("outer_id", "errors-one")));
  }

  @Test
  void badArguments() throws IOException {
    for (String count : List.of("0", "6", "one", "1.5")) {
      Response answer =
          facepp.call(
              "search",
              Map.of("outer_id", "errors-one", "face_token", NOBODY, "return_result_count", count));
      assertError(400, "BAD_ARGUMENTS:return_result_count", answer);
    }
    for (String rectangle : List.of("1,2,3", "a,b,c,d", "1,2,0,4", "5000,5000,10,10")) {
      Response answer =
          facepp.call(
              "search",
              Map.of(
                  "outer_id",
                  "errors-one",
                  "image_file",
                  Person.ANNA.jpeg(),
                  "face_rectangle",
                  rectangle));
      assertError(400, "BAD_ARGUMENTS:face_rectangle", answer);
    }
    assertError(
        400,
        "BAD_ARGUMENTS:outer_id",
        facepp.call("faceset/create", Map.of("outer_id", "x".repeat(256))));
  }

  @Test
  void coexistenceArguments() throws IOException {
    Response answer =
        facepp.call(
            "search",
            Map.of("outer_id", "errors-one", "faceset_token", NOBODY, "face_token", NOBODY));
    assertError(400, "COEXISTENCE_ARGUMENTS", answer);
  }

  @Test
  void requestEntityTooLarge() throws IOException {
    String limit = "Request Entity Too Large";
    List<Response> answers =
        List.of(
            search("image_file", new byte[4 << 20]),
            facepp.call("faceset/create", Map.of("user_data", "x".repeat(2 << 20))),
            facepp.send("face/setuserid", "application/json", new byte[(2 << 20) + 1]));
    for (Response answer : answers) {
      assertEquals(413, answer.status(), answer::toString);
      assertEquals(limit, answer.text());
      assertTrue(answer.contentType().startsWith("text/plain"), answer::contentType);
    }
  }

  @Test
  void apiNotFound() throws IOException {
    for (String call : List.of("nothing", "faceset/nothing", "faceset/async/addface", "a/b/c")) {
      assertError(404, "API_NOT_FOUND", facepp.call(call, Map.of()));
    }
    for (String method : List.of("GET", "PUT", "DELETE")) {
      Response answer = http.send(method, "/facepp/v3/search", null, BodyPublishers.noBody());
      assertError(404, "API_NOT_FOUND", answer);
    }
  }
}
