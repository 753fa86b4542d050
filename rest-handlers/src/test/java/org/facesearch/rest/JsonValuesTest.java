package org.facesearch.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.facesearch.models.FaceSearchException;
import org.junit.jupiter.api.Test;

class JsonValuesTest {

  private static Object nested(int levels) {
    Object value = 1;
    for (int i = 0; i < levels; i++) {
      value = i % 2 == 0 ? List.of(value) : Map.of("a", value);
    }
    return value;
  }

  private static String failure(Object value) {
    return assertThrows(FaceSearchException.class, () -> JsonValues.check("desc", value))
        .getMessage();
  }

  @Test
  void whatJsonCanHoldAndGiveBackIsTaken() {
    JsonValues.check("desc", null);
    JsonValues.check("desc", Arrays.asList(1, 2.5, 3L, true, null, "x", "\ud83d\ude00"));
    JsonValues.check("desc", Map.of("\u5f20\u4e09", Map.of()));
    JsonValues.check("desc", nested(64));
  }

  @Test
  void whatCannotBeStoredIsNamed() {
    assertEquals("desc is nested deeper than 64 levels", failure(nested(65)));
    assertEquals(
        "desc holds a number that is too large", failure(List.of(Double.POSITIVE_INFINITY)));
    for (String half : List.of("\ud800", "a\udc00b", "\ud83d", "\ude00\ud83d")) {
      assertEquals("desc holds half of a Unicode character", failure(half));
      assertEquals("desc holds half of a Unicode character", failure(Map.of(half, 1)));
    }
  }
}
