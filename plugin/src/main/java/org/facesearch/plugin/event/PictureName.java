package org.facesearch.plugin.event;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.facesearch.models.event.EventPictures.Kind;

/**
 * What a picture of an event is called: all that is needed to find it, in base64url. Its document
 * is called so too.
 *
 * @param events the index of the event
 * @param event its id
 */
record PictureName(Kind kind, EventIndex events, String event) {

  /** Kind, day since 1970, model, event: the last may hold anything. */
  private static final Pattern TEXT =
      Pattern.compile("([fs])/(\\d{1,7})/([^/]{1,200})/(.+)", Pattern.DOTALL);

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
              text.group(1).equals("f") ? Kind.FACE : Kind.SCENE,
              new EventIndex(text.group(3), LocalDate.ofEpochDay(Long.parseLong(text.group(2)))),
              text.group(4));
      // One name for each picture, however lenient decoding is.
      return parsed.text().equals(name) ? Optional.of(parsed) : Optional.empty();
    } catch (IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }

  String text() {
    return ENCODER.encodeToString(
        (letter(kind) + "/" + events.day().toEpochDay() + "/" + events.model() + "/" + event)
            .getBytes(StandardCharsets.UTF_8));
  }

  private static String letter(Kind kind) {
    return switch (kind) {
      case FACE -> "f";
      case SCENE -> "s";
    };
  }
}
