package org.facesearch.models.image;

import org.facesearch.models.FaceSearchException;

/** Percent-encoded bytes, the other form of a {@code data:} URI (RFC 2397). */
final class PercentText {

  private PercentText() {}

  /**
   * @param from where the encoded bytes start
   * @throws FaceSearchException TOO_LARGE before anything is decoded, or INVALID
   */
  static byte[] decode(String text, int from, ImageLimits limits) {
    byte[] bytes = new byte[decodedLength(text, from, limits)];
    int at = from;
    for (int i = 0; i < bytes.length; i++) {
      char c = text.charAt(at);
      if (c == '%') {
        bytes[i] = (byte) ((hex(text, at + 1) << 4) | hex(text, at + 2));
        at += 3;
      } else {
        bytes[i] = (byte) c;
        at++;
      }
    }
    return bytes;
  }

  private static int decodedLength(String text, int from, ImageLimits limits) {
    long length = 0;
    for (int at = from; at < text.length(); length++) {
      char c = text.charAt(at);
      if (c > 0x7F) {
        throw malformed();
      }
      if (c == '%') {
        hex(text, at + 1);
        hex(text, at + 2);
        at += 3;
      } else {
        at++;
      }
    }
    limits.checkBytes(length);
    return (int) length;
  }

  private static int hex(String text, int at) {
    int digit = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
    if (digit < 0 || text.charAt(at) > 0x7F) {
      throw malformed();
    }
    return digit;
  }

  private static FaceSearchException malformed() {
    return FaceSearchException.invalid("uri is not a valid data URI");
  }
}
