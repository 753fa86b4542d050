package org.facesearch.models.image;

import java.util.Arrays;
import org.facesearch.models.FaceSearchException;

/**
 * Base64 (RFC 4648) as clients send it: both alphabets, with or without padding and line breaks.
 *
 * <p>The JDK's decoders are either strict or skip every illegal character, and all of them would
 * have to be given a copy of the text.
 */
final class Base64Text {

  private static final byte ILLEGAL = -1;
  private static final byte BLANK = -2;
  private static final byte PADDING = -3;
  private static final byte[] VALUES = values();

  /** Characters that are looked at together. */
  private static final int PART = 4096;

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
    char[] part = new char[PART];
    for (int at = from; at < text.length(); at += PART) {
      int length = copy(text, at, part);
      for (int i = 0; i < length && filled < bytes.length; i++) {
        if (held == 0 && i + 4 <= length && filled + 3 <= bytes.length) {
          int four = four(part, i);
          if (four >= 0) {
            bytes[filled] = (byte) (four >> 16);
            bytes[filled + 1] = (byte) (four >> 8);
            bytes[filled + 2] = (byte) four;
            filled += 3;
            i += 3;
            continue;
          }
        }
        int value = value(part[i]);
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
    }
    return bytes;
  }

  private static int copy(String text, int from, char[] part) {
    int length = Math.min(part.length, text.length() - from);
    text.getChars(from, from + length, part, 0);
    return length;
  }

  /** Three bytes of four digits; negative if not all of them are digits. */
  private static int four(char[] text, int at) {
    return value(text[at]) << 18
        | value(text[at + 1]) << 12
        | value(text[at + 2]) << 6
        | value(text[at + 3]);
  }

  /** Judges every character, and reckons the bytes they stand for. */
  private static int decodedLength(String text, int from, ImageLimits limits) {
    long digits = 0;
    int padding = 0;
    char[] part = new char[PART];
    for (int at = from; at < text.length(); at += PART) {
      int length = copy(text, at, part);
      for (int i = 0; i < length; i++) {
        if (padding == 0 && i + 4 <= length && four(part, i) >= 0) {
          digits += 4;
          i += 3;
          continue;
        }
        int value = value(part[i]);
        if (value == PADDING) {
          padding++;
        } else if (value == ILLEGAL || (value >= 0 && padding > 0)) {
          throw notBase64();
        } else if (value >= 0) {
          digits++;
        }
      }
    }
    limits.checkBytes(digits * 3 / 4);
    if (digits % 4 == 1 || padding > 2 || (padding > 0 && (digits + padding) % 4 != 0)) {
      throw notBase64();
    }
    return (int) (digits * 3 / 4);
  }

  private static int value(char c) {
    return c < VALUES.length ? VALUES[c] : ILLEGAL;
  }

  private static byte[] values() {
    byte[] values = new byte[128];
    Arrays.fill(values, ILLEGAL);
    for (int i = 0; i < 26; i++) {
      values['A' + i] = (byte) i;
      values['a' + i] = (byte) (26 + i);
    }
    for (int i = 0; i < 10; i++) {
      values['0' + i] = (byte) (52 + i);
    }
    values['+'] = 62;
    values['-'] = 62;
    values['/'] = 63;
    values['_'] = 63;
    values['='] = PADDING;
    for (char blank : new char[] {' ', '\t', '\r', '\n', '\f'}) {
      values[blank] = BLANK;
    }
    return values;
  }

  private static FaceSearchException notBase64() {
    return FaceSearchException.invalid("image is not valid base64");
  }
}
