package org.facesearch.models.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Base64;
import java.util.Random;
import org.facesearch.models.FaceSearchException;
import org.junit.jupiter.api.Test;

class Base64TextTest {

  private final Random random = new Random(17);

  private static byte[] decode(String text) {
    return Base64Text.decode(text, 0, ImageLimits.defaults());
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  @Test
  void allLengthsAndAlphabets() {
    for (int length : new int[] {0, 1, 2, 3, 4, 5, 3071, 3072, 3073, 3074, 20_000}) {
      byte[] bytes = bytes(length);
      assertArrayEquals(bytes, decode(Base64.getEncoder().encodeToString(bytes)));
      assertArrayEquals(bytes, decode(Base64.getEncoder().withoutPadding().encodeToString(bytes)));
      assertArrayEquals(bytes, decode(Base64.getUrlEncoder().encodeToString(bytes)));
      assertArrayEquals(bytes, decode(Base64.getMimeEncoder().encodeToString(bytes)));
    }
  }

  /** Wherever the text is cut into parts. */
  @Test
  void blanksAnywhere() {
    for (int turn = 0; turn < 20; turn++) {
      byte[] bytes = bytes(4_000 + random.nextInt(4_000));
      StringBuilder text = new StringBuilder(Base64.getEncoder().encodeToString(bytes));
      for (int i = 0; i < 30; i++) {
        text.insert(random.nextInt(text.length() + 1), " \t\r\n\f".charAt(random.nextInt(5)));
      }
      assertArrayEquals(bytes, decode(text.toString()));
    }
  }

  @Test
  void whatIsNoneIsRefusedWhereverItIs() {
    String text = Base64.getEncoder().encodeToString(bytes(9_000));
    for (int at : new int[] {0, 1, 2, 3, 4_093, 4_095, 4_096, 4_097, 11_999}) {
      for (String wrong : new String[] {"?", "=", "\u00e9", "\u4e2d", "\u0141"}) {
        String broken = text.substring(0, at) + wrong + text.substring(at + 1);
        if (at == 11_999 && wrong.equals("=")) {
          continue; // padding, where it belongs
        }
        assertThrows(FaceSearchException.class, () -> decode(broken), () -> at + wrong);
      }
    }
    assertThrows(FaceSearchException.class, () -> decode("A"));
    assertThrows(FaceSearchException.class, () -> decode("AA==="));
    assertThrows(FaceSearchException.class, () -> decode("AA=A"));
  }
}
