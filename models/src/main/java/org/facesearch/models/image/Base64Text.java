package org.facesearch.models.image;

import org.facesearch.models.FaceSearchException;

/**
 * Base64 (RFC 4648) as clients send it: both alphabets, with or without padding and line breaks.
 *
 * <p>The JDK's decoders are either strict or skip every illegal character, and all of them would
 * have to be given a copy of the text.
 */
final class Base64Text {

  private static final int ILLEGAL = -1;
  private static final int BLANK = -2;
  private static final int PADDING = -3;

  private Base64Text() {}

  /**
   * @param from where the base64 starts
   * @throws FaceSearchException TOO_LARGE before anything is decoded, or INVALID
   */
  static byte[] decode(String text, int from, ImageLimits limits) {
    byte[] bytes = new byte[decodedLength(text, from, limits)];
    int filled = 0;
    int bits = 0;
    int held = 0;
    for (int i = from; i < text.length() && filled < bytes.length; i++) {
      int value = value(text.charAt(i));
      if (value < 0) {
        continue;
      }
      bits = (bits << 6) | value;
      held += 6;
      if (held >= 8) {
        held -= 8;
        bytes[filled++] = (byte) (bits >> held);
      }
    }
    return bytes;
  }

  /** Judges every character, and reckons the bytes they stand for. */
  private static int decodedLength(String text, int from, ImageLimits limits) {
    long digits = 0;
    int padding = 0;
    for (int i = from; i < text.length(); i++) {
      int value = value(text.charAt(i));
      if (value == PADDING) {
        padding++;
      } else if (value == ILLEGAL || (value >= 0 && padding > 0)) {
        throw notBase64();
      } else if (value >= 0) {
        digits++;
      }
    }
    limits.checkBytes(digits * 3 / 4);
    if (digits % 4 == 1 || padding > 2 || (padding > 0 && (digits + padding) % 4 != 0)) {
      throw notBase64();
    }
    return (int) (digits * 3 / 4);
  }

  private static int value(char c) {
    if (c >= 'A' && c <= 'Z') {
      return c - 'A';
    }
    if (c >= 'a' && c <= 'z') {
      return c - 'a' + 26;
    }
    if (c >= '0' && c <= '9') {
      return c - '0' + 52;
    }
    return switch (c) {
      case '+', '-' -> 62;
      case '/', '_' -> 63;
      case '=' -> PADDING;
      case ' ', '\t', '\r', '\n', '\f' -> BLANK;
      default -> ILLEGAL;
    };
  }

  private static FaceSearchException notBase64() {
    return FaceSearchException.invalid("image is not valid base64");
  }
}
