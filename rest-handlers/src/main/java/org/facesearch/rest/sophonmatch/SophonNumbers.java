package org.facesearch.rest.sophonmatch;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Times as people read them: JSON would have them as 1.5982185587525E9, and some clients want to
 * see a number with a decimal point.
 */
final class SophonNumbers {

  private SophonNumbers() {}

  /**
   * A time in digits alone, with at least one behind the point; the same number to the last bit.
   */
  static BigDecimal time(double seconds) {
    BigDecimal exact = BigDecimal.valueOf(seconds);
    return exact.scale() < 1 ? exact.setScale(1) : exact;
  }

  /** The same in those fields of an event that are times. */
  static Map<String, Object> withTimes(Map<String, Object> event, String... names) {
    Map<String, Object> shown = new LinkedHashMap<>(event);
    for (String name : names) {
      shown.computeIfPresent(
          name, (same, value) -> value instanceof Number time ? time(time.doubleValue()) : value);
    }
    return shown;
  }
}
