package org.facesearch.rest;

import java.util.Map;
import org.facesearch.models.FaceSearchException;

/**
 * Which JSON values can be stored and given back as they were. JSON can write what neither UTF-8
 * nor a double can hold, and nest deeper than an answer that wraps the value could.
 */
final class JsonValues {

  /** Levels of objects and lists. */
  private static final int DEEPEST = 64;

  private JsonValues() {}

  /**
   * Checks a value and all that is in it.
   *
   * @throws FaceSearchException {@code INVALID} naming the field
   */
  static void check(String field, Object value) {
    check(field, value, 0);
  }

  private static void check(String field, Object value, int level) {
    if (level > DEEPEST) {
      throw FaceSearchException.invalid(field + " is nested deeper than " + DEEPEST + " levels");
    }
    switch (value) {
      case null -> {}
      case String text -> checkText(field, text);
      case Map<?, ?> map ->
          map.forEach(
              (key, inner) -> {
                checkText(field, (String) key);
                check(field, inner, level + 1);
              });
      case Iterable<?> list -> list.forEach(inner -> check(field, inner, level + 1));
      case Double number -> checkFinite(field, number);
      case Float number -> checkFinite(field, number);
      default -> {}
    }
  }

  /** Refuses halves of characters, which cannot be written as UTF-8. */
  static void checkText(String field, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean whole =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!whole) {
          throw FaceSearchException.invalid(field + " holds half of a Unicode character");
        }
        i++;
      }
    }
  }

  private static void checkFinite(String field, double number) {
    if (!Double.isFinite(number)) {
      throw FaceSearchException.invalid(field + " holds a number that is too large");
    }
  }
}
