package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pictures that are fetched from a web server on loopback, which is refused unless allowed. */
@RealCluster
class UrlPicturesIT {

  private static final String HOSTS = "plugins.face_search.download.allowed_hosts";
  private static final String TIMEOUT = "plugins.face_search.download.timeout";
  private static final String ENABLED = "plugins.face_search.download.enabled";

  private static WebServer server;
  private static FaceGroup group;
  private static Http http;

  @BeforeAll
  static void serve(TestCluster cluster) throws IOException {
    http = cluster.http(0);
    group = FaceGroup.create(http, "urls");
    server = new WebServer(UrlPicturesIT::answer);
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
    for (String setting : List.of(HOSTS, TIMEOUT, ENABLED)) {
      BadRequestsIT.setting(http, setting, null);
    }
  }

  @BeforeEach
  void allow() throws IOException {
    BadRequestsIT.setting(http, HOSTS, "127.0.0.1:" + server.port());
  }

  private static void answer(String path, OutputStream out) throws IOException {
    switch (path) {
      case "/anna.jpg", "/%E5%BC%A0%20%E4%B8%89.jpg?x=1" -> send(out, 200, Person.ANNA.jpeg());
      case "/text" -> send(out, 200, "not a picture".getBytes(StandardCharsets.UTF_8));
      case "/empty" -> send(out, 200, new byte[0]);
      case "/large" -> WebServer.head(out, 200, "Content-Length: 3145728");
      case "/endless" -> drip(out, new byte[8192], 0);
      case "/slow" -> drip(out, new byte[1], 200);
      case "/silent" -> pause(5000);
      case "/rubbish" -> out.write("this is not HTTP\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      case "/gzip" -> WebServer.head(out, 200, "Content-Encoding: gzip", "Content-Length: 0");
      case "/to-metadata" -> redirect(out, "http://169.254.169.254/latest/");
      case "/to-localhost" -> redirect(out, "http://localhost:" + server.port() + "/anna.jpg");
      case "/to-file" -> redirect(out, "file:///etc/passwd");
      case "/500" -> send(out, 500, Person.ANNA.jpeg());
      default -> {
        if (path.startsWith("/hops/")) {
          int left = Integer.parseInt(path.substring("/hops/".length()));
          redirect(out, left == 1 ? "/anna.jpg" : "/hops/" + (left - 1));
        } else {
          send(out, 404, Person.ANNA.jpeg());
        }
      }
    }
  }

  private static void send(OutputStream out, int status, byte[] body) throws IOException {
    WebServer.head(out, status, "Content-Length: " + body.length);
    out.write(body);
  }

  private static void redirect(OutputStream out, String to) throws IOException {
    WebServer.head(out, 302, "Location: " + to, "Content-Length: 0");
  }

  /** A body without end, so many bytes at a time. */
  private static void drip(OutputStream out, byte[] bytes, int everyMillis) throws IOException {
    WebServer.head(out, 200);
    while (true) {
      out.write(bytes);
      out.flush();
      pause(everyMillis);
    }
  }

  private static void pause(int millis) throws IOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static String url(String path) {
    return "http://127.0.0.1:" + server.port() + path;
  }

  private static Response add(String url) throws IOException {
    return group.add("", url, Map.of());
  }

  private static void assertRefused(String error, String url) throws IOException {
    FaceGroup.assertError(400, error, add(url));
  }

  @Test
  void loopbackIsRefusedByDefaultAndNeverAsked() throws IOException {
    BadRequestsIT.setting(http, HOSTS, null);
    int before = server.requests();
    assertRefused("uri host is not allowed", url("/anna.jpg"));
    assertRefused("uri host is not allowed", url("/anna.jpg").replace("127.0.0.1", "localhost"));
    assertRefused("uri is not a valid URL", url("/anna.jpg").replace("127.0.0.1", "127.1"));
    assertRefused("uri host is not allowed", url("/anna.jpg").replace("127.0.0.1", "0.0.0.0"));
    assertRefused(
        "uri host is not allowed", url("/anna.jpg").replace("127.0.0.1", "[::ffff:127.0.0.1]"));
    FaceGroup.assertError(
        400,
        "images[1]: uri host is not allowed",
        group.search(List.of(Person.ANNA.uri(), url("/anna.jpg")), Map.of()));
    assertEquals(before, server.requests());
  }

  @Test
  void anAllowedHostIsFetchedFrom() throws IOException {
    FaceGroup other = FaceGroup.create(http, "fetched");
    assertEquals("up", other.enrol("a", url("/anna.jpg")).at("/face_quality/orientation").asText());
    other.enrol("b", url("/\u5f20 \u4e09.jpg?x=1#part"));
    assertEquals(List.of("a", "b"), other.found(url("/anna.jpg")));
    FaceGroup.assertOk(other.update("b", Map.of("uri", url("/anna.jpg"))));
    assertEquals(List.of("a", "b"), other.found(Person.ANNA.uri()));
    BadRequestsIT.setting(http, HOSTS, "127.0.0.1");
    other.enrol("any-port", url("/anna.jpg"));
  }

  @Test
  void anotherPortOfAnAllowedHostIsRefused() throws IOException {
    BadRequestsIT.setting(http, HOSTS, "127.0.0.1:1");
    assertRefused("uri host is not allowed", url("/anna.jpg"));
  }

  @Test
  void anythingButAPictureIsAnError() throws IOException {
    assertRefused("uri answered with status 404", url("/none.jpg"));
    assertRefused("uri answered with status 500", url("/500"));
    assertRefused("uri answered with a compressed body", url("/gzip"));
    assertRefused("uri did not answer with valid HTTP", url("/rubbish"));
    assertRefused("image is empty", url("/empty"));
    assertRefused("image format is not supported: use JPEG, PNG, WebP, BMP or GIF", url("/text"));
    BadRequestsIT.setting(http, HOSTS, "127.0.0.1");
    assertRefused("uri cannot be reached", "http://127.0.0.1:1/");
    assertRefused("uri cannot be reached", "http://no-such-host.invalid/a.jpg");
  }

  @Test
  void threeRedirectsAreFollowedAndEachIsChecked() throws IOException {
    FaceGroup.assertOk(add(url("/hops/1")));
    FaceGroup.assertOk(add(url("/hops/3")));
    assertRefused("uri redirects more than 3 times", url("/hops/4"));
    assertRefused("uri redirects more than 3 times", url("/hops/9"));
    assertRefused("uri host is not allowed", url("/to-metadata"));
    assertRefused("uri host is not allowed", url("/to-localhost"));
    assertRefused("uri must be http://, https:// or data:", url("/to-file"));
  }

  @Test
  void aLargeBodyIsCutOff() throws IOException {
    String bytes = "plugins.face_search.image.max_bytes";
    BadRequestsIT.setting(http, bytes, "1mb");
    try {
      assertRefused("image is larger than 1048576 bytes", url("/large"));
      assertRefused("image is larger than 1048576 bytes", url("/endless"));
    } finally {
      BadRequestsIT.setting(http, bytes, null);
    }
  }

  @Test
  void aSlowServerIsGivenUp() throws IOException {
    BadRequestsIT.setting(http, TIMEOUT, "1s");
    try {
      for (String path : List.of("/slow", "/silent")) {
        long start = System.nanoTime();
        Response response = add(url(path));
        long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
        assertEquals(400, response.status(), response::toString);
        assertTrue(
            List.of("uri took longer than 1 seconds", "uri did not answer in time")
                .contains(response.body().path("error").asText()),
            response::toString);
        // Neither path ever ends by itself.
        assertTrue(millis >= 900 && millis < 60_000, path + " took " + millis + " ms");
      }
    } finally {
      BadRequestsIT.setting(http, TIMEOUT, null);
    }
  }

  @Test
  void fetchingCanBeSwitchedOff() throws IOException {
    BadRequestsIT.setting(http, ENABLED, "false");
    try {
      int before = server.requests();
      FaceGroup.assertError(503, "fetching a uri is switched off", add(url("/anna.jpg")));
      FaceGroup.assertOk(add(Person.ANNA.uri()));
      assertEquals(before, server.requests());
    } finally {
      BadRequestsIT.setting(http, ENABLED, null);
    }
  }

  @Test
  void noFetchShowsWhereItFailed() throws IOException {
    for (String path : List.of("/none.jpg", "/hops/9", "/to-file", "/text")) {
      String text = add(url(path)).text();
      assertTrue(!text.contains("127.0.0.1") && !text.contains(path), text);
    }
  }
}
