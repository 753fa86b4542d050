package org.facesearch.models.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ScalerTest {

  /** Red grows to the right, green downwards. */
  private static RgbImage ramp(int width, int height) {
    byte[] data = new byte[width * height * 3];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        data[(y * width + x) * 3] = (byte) ((x + 0.5) * 255 / width);
        data[(y * width + x) * 3 + 1] = (byte) ((y + 0.5) * 255 / height);
        data[(y * width + x) * 3 + 2] = 77;
      }
    }
    return new RgbImage(width, height, data);
  }

  @Test
  void keepsPlacesAndColoursAtAnyFactor() {
    int[][] sizes = {{40, 30}, {100, 70}, {333, 211}, {400, 300}, {17, 23}, {1000, 800}};
    for (int[] size : sizes) {
      RgbImage scaled = Scaler.scale(ramp(400, 300), size[0], size[1]);
      RgbImage expected = ramp(size[0], size[1]);
      assertEquals(size[0], scaled.width());
      assertEquals(size[1], scaled.height());
      for (int y = 1; y < size[1] - 1; y++) {
        for (int x = 1; x < size[0] - 1; x++) {
          for (int c = 0; c < 3; c++) {
            int at = (y * size[0] + x) * 3 + c;
            int off = Math.abs((scaled.data()[at] & 0xff) - (expected.data()[at] & 0xff));
            assertTrue(off <= 2, size[0] + " x " + size[1] + " at " + x + "," + y + ": " + off);
          }
        }
      }
    }
  }

  @Test
  void doesNotAlias() {
    byte[] data = new byte[300 * 300 * 3];
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) (i / 3 % 2 == 0 ? 0 : 255);
    }
    RgbImage grey = Scaler.scale(new RgbImage(300, 300, data), 70, 70);
    for (byte value : grey.data()) {
      assertTrue(Math.abs((value & 0xff) - 127) < 25, "stripes of one pixel become grey");
    }
  }

  @Test
  void onePixelIsEnough() {
    RgbImage pixel = new RgbImage(1, 1, new byte[] {10, 20, 30});
    RgbImage large = Scaler.scale(pixel, 5, 3);
    for (int i = 0; i < large.data().length; i++) {
      assertEquals(10 * (i % 3 + 1), large.data()[i]);
    }
    assertEquals(1, Scaler.scale(ramp(1000, 3), 1, 1).width());
  }

  @Test
  void aPartIsScaledLikeAPictureOfItsOwn() {
    RgbImage picture = ramp(400, 300);
    byte[] part = new byte[120 * 90 * 3];
    for (int y = 0; y < 90; y++) {
      System.arraycopy(picture.data(), ((y + 50) * 400 + 70) * 3, part, y * 120 * 3, 120 * 3);
    }
    for (int[] size : new int[][] {{60, 45}, {13, 7}, {240, 200}, {120, 90}}) {
      assertArrayEquals(
          Scaler.scale(new RgbImage(120, 90, part), size[0], size[1]).data(),
          Scaler.scalePart(picture, 70, 50, 120, 90, size[0], size[1]).data());
    }
    assertThrows(
        IndexOutOfBoundsException.class, () -> Scaler.scalePart(picture, 300, 0, 101, 10, 5, 5));
  }
}
