package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Fills a group as any OpenSearch client would: its index is an ordinary one. */
final class Bulk {

  static final int DIMENSION = 512;

  private final StringBuilder lines = new StringBuilder();

  Bulk index(String index, String id, Map<String, ?> document) {
    lines.append(Http.text(Map.of("index", Map.of("_index", index, "_id", id)))).append('\n');
    lines.append(Http.text(document)).append('\n');
    return this;
  }

  /** A face of a group, looking in one of 512 directions. */
  Bulk face(FaceGroup group, String id, String tag, int direction) {
    return index(
        group.index(),
        id,
        Map.of(
            "id",
            id,
            "tag",
            tag,
            "desc",
            Map.of("direction", direction),
            "bounding_box",
            Boxes.of(1, 2, 30, 40),
            "vector",
            axis(direction),
            "created_at",
            "2026-11-21T12:00:00Z"));
  }

  /** Whatever becomes of the documents. */
  Response attempt(Http http) throws IOException {
    Response response = http.postText("/_bulk", "application/x-ndjson", lines.toString());
    lines.setLength(0);
    return response;
  }

  void send(Http http) throws IOException {
    Response response = attempt(http);
    assertEquals(200, response.status(), response::toString);
    assertFalse(response.body().path("errors").asBoolean(), response::toString);
  }

  /** The unit vector along one axis. */
  static List<Integer> axis(int direction) {
    Integer[] vector = new Integer[DIMENSION];
    Arrays.fill(vector, 0);
    vector[direction % DIMENSION] = 1;
    return Arrays.asList(vector);
  }
}
