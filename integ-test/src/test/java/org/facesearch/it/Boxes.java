package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** Bounding boxes as the API takes and gives them. */
final class Boxes {

  private Boxes() {}

  static Map<String, Object> of(int left, int top, int right, int bottom) {
    return Map.of(
        "pts",
        List.of(
            List.of(left, top),
            List.of(right, top),
            List.of(right, bottom),
            List.of(left, bottom)));
  }

  /** All corners of two boxes are as near as that. */
  static void assertNear(JsonNode expected, JsonNode actual, int pixels) {
    for (int corner = 0; corner < 4; corner++) {
      for (int axis = 0; axis < 2; axis++) {
        int off =
            expected.path("pts").path(corner).path(axis).asInt()
                - actual.path("pts").path(corner).path(axis).asInt();
        assertTrue(Math.abs(off) <= pixels, () -> expected + " and " + actual);
      }
    }
  }

  static long area(JsonNode box) {
    JsonNode pts = box.path("pts");
    return (pts.path(2).path(0).asLong() - pts.path(0).path(0).asLong())
        * (pts.path(2).path(1).asLong() - pts.path(0).path(1).asLong());
  }
}
