package org.facesearch.rest.sophonmatch;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.image.PictureSource;
import org.facesearch.rest.Fields;

/** Fields that several calls of the SophonMatch API have in the same form. */
final class SophonFields {

  /** From here on a time is in milliseconds: in seconds it would be the year 5138. */
  private static final double MILLIS_FROM = 1e11;

  private static final int LONGEST_NUMBER = 64;

  private SophonFields() {}

  /**
   * A time in Unix seconds, be it given in milliseconds, or as a text; an empty one is none.
   *
   * @throws FaceSearchException {@code INVALID} naming the field
   */
  static OptionalDouble time(Fields body, String name) {
    Object value = body.any(name);
    if (value == null || value.equals("")) {
      return OptionalDouble.empty();
    }
    double time = number(body, name, value);
    return OptionalDouble.of(time > MILLIS_FROM ? time / 1000 : time);
  }

  /**
   * The time of an event, see {@link #time}; one that the log has a place for.
   *
   * @throws FaceSearchException {@code INVALID} naming the field
   */
  static OptionalDouble eventTime(Fields body, String name) {
    OptionalDouble time = time(body, name);
    if (time.isPresent() && (time.getAsDouble() < 0 || time.getAsDouble() > MILLIS_FROM)) {
      throw body.wrong(name, "a time in Unix seconds or milliseconds");
    }
    return time;
  }

  /**
   * A JSON object that is stored as it came; an absent one is empty.
   *
   * @throws FaceSearchException {@code INVALID} naming the field if it is none, or cannot be stored
   */
  static Map<String, Object> object(Fields body, String name) {
    Map<String, Object> object = new LinkedHashMap<>();
    if (body.anyStorable(name) instanceof Map<?, ?> given) {
      given.forEach((key, value) -> object.put((String) key, value));
    } else if (body.any(name) != null) {
      throw body.wrong(name, "an object");
    }
    return object;
  }

  private static double number(Fields body, String name, Object value) {
    try {
      if (value instanceof Number || (value instanceof String text && isShort(text))) {
        double number = new BigDecimal(value.toString().strip()).doubleValue();
        if (Double.isFinite(number)) {
          return number;
        }
      }
    } catch (NumberFormatException e) {
      // Refused below, as are numbers beyond all times.
    }
    throw body.wrong(name, "a time in Unix seconds or milliseconds");
  }

  /** The digits of a longer one would be work for nothing. */
  private static boolean isShort(String text) {
    return text.length() <= LONGEST_NUMBER;
  }

  /**
   * A picture that comes with the request, in base64 or as a {@code data:} URI.
   *
   * @throws FaceSearchException {@code INVALID} if it is not there, or somewhere else
   */
  static PictureSource picture(Fields body, String name) {
    String text = body.requiredString(name);
    if (begins(text, "http://") || begins(text, "https://")) {
      throw body.wrong(name, "in base64 or a data: URI, not an address");
    }
    return begins(text, "data:") ? PictureSource.parse(text.strip()) : PictureSource.base64(text);
  }

  private static boolean begins(String text, String scheme) {
    return text.stripLeading().regionMatches(true, 0, scheme, 0, scheme.length());
  }

  /** A set of texts; empty if there is none. */
  static Set<String> texts(Fields body, String name, int most) {
    return body.any(name) == null || (body.any(name) instanceof List<?> list && list.isEmpty())
        ? Set.of()
        : new HashSet<>(body.requiredStrings(name, most));
  }
}
