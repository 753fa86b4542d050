package org.facesearch.plugin.event;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a picture of an event is called: all that is needed to find both, in base64url.
 *
 * @param events the index of the event
 * @param document id of the picture's document, used once: an event that is written again, or
 *     refused, leaves the pictures of the one before it alone
 * @param event its id
 */
record PictureName(EventIndex events, String document, String event) {

  /** Day since 1970, model, document, event: the last may hold anything. */
  private static final Pattern TEXT =
      Pattern.compile("(\\d{1,7})/([^/]{1,100})/([^/]{1,100})/(.+)", Pattern.DOTALL);

  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  /** Reads a name; empty for what is none. */
  static Optional<PictureName> parse(String name) {
    try {
      Matcher text =
          TEXT.matcher(new String(Base64.getUrlDecoder().decode(name), StandardCharsets.UTF_8));
      if (!text.matches()) {
        return Optional.empty();
      }
      PictureName parsed =
          new PictureName(
              new EventIndex(text.group(2), LocalDate.ofEpochDay(Long.parseLong(text.group(1)))),
              text.group(3),
              text.group(4));
      // One name for each picture, however lenient decoding is.
      return parsed.text().equals(name) ? Optional.of(parsed) : Optional.empty();
    } catch (IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }

  String text() {
    String plain = events.day().toEpochDay() + "/" + events.model() + "/" + document + "/" + event;
    return ENCODER.encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }
}
