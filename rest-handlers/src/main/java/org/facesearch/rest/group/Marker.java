package org.facesearch.rest.group;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.facesearch.models.FaceSearchException;

/**
 * The place where a listing goes on, as an opaque text that is safe in a URL: a letter for the kind
 * of listing and the last key of the page before, in URL-safe base64.
 */
enum Marker {
  IMAGES('i'),
  TAGS('t'),
  COMPARISON('c');

  private final char kind;

  Marker(char kind) {
    this.kind = kind;
  }

  String write(String key) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((kind + key).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The key of a marker, {@code null} for the empty one.
   *
   * @throws FaceSearchException {@code INVALID} if this listing never wrote it
   */
  String read(String marker) {
    if (marker.isEmpty()) {
      return null;
    }
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(Base64.getUrlDecoder().decode(marker)))
              .toString();
      if (!text.isEmpty() && text.charAt(0) == kind) {
        return text.substring(1);
      }
    } catch (IllegalArgumentException | CharacterCodingException e) {
      throw new FaceSearchException(FaceSearchException.Reason.INVALID, "invalid marker", e);
    }
    throw FaceSearchException.invalid("invalid marker");
  }
}
