package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The SophonMatch API as a client of one node calls it. */
record Sophon(Http http) {

  static final String LIVENESS_THRESHOLD = "plugins.face_search.sophonmatch.liveness_threshold";

  Response call(String name, Map<String, ?> body) throws IOException {
    return http.post("/SophonMatch/api/" + name, body);
  }

  Response match(Map<String, ?> body) throws IOException {
    return call("PictureMatch", body);
  }

  Response compare(Map<String, ?> body) throws IOException {
    return call("compare", body);
  }

  /** A request of fields and values in turn; a value may be {@code null}. */
  static Map<String, Object> body(Object... namesAndValues) {
    Map<String, Object> body = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      body.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return body;
  }

  /** The same with some fields more, or others. */
  static Map<String, Object> with(Map<String, ?> body, Object... namesAndValues) {
    Map<String, Object> changed = new LinkedHashMap<>(body);
    changed.putAll(body(namesAndValues));
    return changed;
  }

  static String base64(byte[] picture) {
    return Base64.getEncoder().encodeToString(picture);
  }

  static void assertError(int code, String status, String message, Response answer) {
    assertEquals(code, answer.status(), answer::toString);
    assertEquals(
        Map.of("error", Map.of("code", code, "message", message, "status", status)),
        Http.map(answer.body()),
        answer::toString);
  }

  static void assertInvalid(String message, Response answer) {
    assertError(400, "INVALID_ARGUMENT", message, answer);
    BadRequestsIT.assertClean(answer);
  }

  /** The events of a device, found by an ordinary search; without their vectors. */
  List<JsonNode> events(String device) throws IOException {
    FaceGroup.assertOk(http.post(EventClient.ALIAS + "/_refresh"));
    return new EventClient(http).ofDevice(device).stream().map(hit -> hit.path("_source")).toList();
  }

  /** The portraits of people, two of each: the first years before the second. */
  static List<Path> portraits(int people) throws IOException {
    Path folder = Pictures.shared("congress");
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().limit(2L * people).toList();
    }
  }
}
