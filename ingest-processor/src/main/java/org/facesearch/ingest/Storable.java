package org.facesearch.ingest;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON values in a form that a pipeline can handle. It knows no integers beyond 64 bits, which a
 * registered person may well have; they become texts, of the same digits.
 */
final class Storable {

  private Storable() {}

  /** A copy that may be changed. */
  static Object of(Object value) {
    if (value == null) {
      return null;
    }
    return switch (value) {
      case Map<?, ?> map -> {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, inner) -> copy.put(String.valueOf(key), of(inner)));
        yield copy;
      }
      case List<?> list -> {
        List<Object> copy = new ArrayList<>(list.size());
        list.forEach(inner -> copy.add(of(inner)));
        yield copy;
      }
      case BigInteger number -> number.toString();
      case BigDecimal number -> number.toString();
      default -> value;
    };
  }
}
