package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A client of the Face++ API of one node, with a key of the shared cluster: as those of the hosted
 * service it sends forms.
 */
final class Facepp {

  /** What comes before the settings of a key, and after it the name of the key. */
  static final String KEYS = "plugins.face_search.facepp.keys.";

  /** The keys of the shared cluster, by name; each has the text {@code <name>-key}. */
  static final Map<String, String> KEYSTORE =
      keystore("full", "other", "trial", "limited", "errors");

  static final String BOUNDARY = "----a-boundary-of-the-tests";

  private final Http http;
  private final String name;

  Facepp(Http http) {
    this(http, "full");
  }

  /**
   * @param name of one of the keys
   */
  Facepp(Http http, String name) {
    this.http = http;
    this.name = name;
  }

  static Map<String, String> keystore(String... names) {
    Map<String, String> secrets = new LinkedHashMap<>();
    for (String name : names) {
      secrets.put(KEYS + name + ".key", name + "-key");
      secrets.put(KEYS + name + ".secret", name + "-secret");
    }
    return secrets;
  }

  /** The fields, and the key before them. */
  Map<String, Object> withKey(Map<String, ?> fields) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("api_key", name + "-key");
    all.put("api_secret", name + "-secret");
    all.putAll(fields);
    return all;
  }

  /** A call whose files, which are byte arrays, need a multipart form; without any, urlencoded. */
  Response call(String call, Map<String, ?> fields) throws IOException {
    return fields.values().stream().anyMatch(value -> value instanceof byte[])
        ? multipart(call, withKey(fields))
        : urlencoded(call, withKey(fields));
  }

  /** A call that must succeed. */
  JsonNode ok(String call, Map<String, ?> fields) throws IOException {
    Response answer = call(call, fields);
    assertEquals(200, answer.status(), () -> call + ": " + answer);
    assertEnvelope(answer);
    assertTrue(answer.body().path("error_message").isMissingNode(), answer::toString);
    return answer.body();
  }

  /** The token of the one face of a picture. */
  String token(Person person) throws IOException {
    JsonNode faces = ok("detect", Map.of("image_file", person.jpeg())).path("faces");
    assertEquals(1, faces.size(), faces::toString);
    return faces.get(0).path("face_token").asText();
  }

  Response urlencoded(String call, Map<String, ?> fields) throws IOException {
    return send(
        call,
        "application/x-www-form-urlencoded",
        query(fields).getBytes(StandardCharsets.US_ASCII));
  }

  Response multipart(String call, Map<String, ?> fields) throws IOException {
    return send(call, "multipart/form-data; boundary=" + BOUNDARY, form(fields));
  }

  Response send(String call, String contentType, byte[] body) throws IOException {
    return http.send("POST", "/facepp/v3/" + call, contentType, BodyPublishers.ofByteArray(body));
  }

  static String query(Map<String, ?> fields) {
    return fields.entrySet().stream()
        .map(field -> escaped(field.getKey()) + "=" + escaped(field.getValue().toString()))
        .collect(Collectors.joining("&"));
  }

  private static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** A form in which what is a byte array is a file. */
  static byte[] form(Map<String, ?> fields) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    fields.forEach(
        (name, value) -> {
          boolean file = value instanceof byte[];
          String head =
              "--"
                  + BOUNDARY
                  + "\r\nContent-Disposition: form-data; name=\""
                  + name
                  + "\""
                  + (file ? "; filename=\"a.jpg\"\r\nContent-Type: image/jpeg" : "")
                  + "\r\n\r\n";
          body.writeBytes(head.getBytes(StandardCharsets.UTF_8));
          body.writeBytes(
              file ? (byte[]) value : value.toString().getBytes(StandardCharsets.UTF_8));
          body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        });
    body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return body.toByteArray();
  }

  /** What every reply in JSON has. */
  static void assertEnvelope(Response answer) {
    assertTrue(answer.contentType().startsWith("application/json"), answer::contentType);
    assertTrue(
        answer
            .body()
            .path("request_id")
            .asText()
            .matches("\\d{10},[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"),
        answer::toString);
    assertTrue(answer.body().path("time_used").isInt(), answer::toString);
  }

  /** An error with this very text, and the fields of an error alone. */
  static void assertError(int status, String message, Response answer) {
    assertEquals(status, answer.status(), answer::toString);
    assertEquals(message, answer.body().path("error_message").asText(), answer::toString);
    assertEnvelope(answer);
    assertEquals(3, answer.body().size(), answer::toString);
  }
}
