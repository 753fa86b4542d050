package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Changes of models as a client of one node asks for them. */
record Reembedding(Http http) {

  static final String PATH = "/_plugins/_face_search/reembed";

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  Response tryToStart(Map<String, ?> body) throws IOException {
    return http.post(PATH, body);
  }

  /** Gives the id. */
  String start(Map<String, ?> body) throws IOException {
    JsonNode begun = FaceGroup.assertOk(tryToStart(body));
    assertTrue(begun.path("state").asText().equals("running"), begun::toString);
    return begun.path("id").asText();
  }

  JsonNode get(String id) throws IOException {
    return FaceGroup.assertOk(http.get(PATH + "/" + id));
  }

  Response pause(String id) throws IOException {
    return http.post(PATH + "/" + id + "/pause");
  }

  Response resume(String id) throws IOException {
    return http.post(PATH + "/" + id + "/resume");
  }

  Response delete(String id) throws IOException {
    return http.delete(PATH + "/" + id);
  }

  /** How it is once it is so. */
  JsonNode await(String id, String state) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      JsonNode now = get(id);
      String is = now.path("state").asText();
      if (is.equals(state)) {
        return now;
      }
      if (System.nanoTime() > deadline || is.equals("failed") || is.equals("completed")) {
        return fail("not " + state + ": " + now);
      }
      try {
        TimeUnit.MILLISECONDS.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
    }
  }
}
