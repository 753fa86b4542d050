package org.facesearch.models.testing;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.facesearch.models.image.RgbImage;

/**
 * Makes JPEG files whose pixels lie as a turned camera stores them, with the EXIF tag that says so.
 */
public final class ExifTurned {

  private ExifTurned() {}

  /**
   * A file that shows the picture upright again once its EXIF orientation is applied.
   *
   * @param orientation 1 to 8 as in the EXIF specification, tag 0x0112
   */
  public static byte[] jpeg(RgbImage upright, int orientation) throws IOException {
    boolean lying = orientation >= 5;
    int width = lying ? upright.height() : upright.width();
    int height = lying ? upright.width() : upright.height();
    BufferedImage stored = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        stored.setRGB(x, y, pixel(upright, orientation, x, y));
      }
    }
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    ImageIO.write(stored, "jpeg", jpeg);
    return withOrientation(jpeg.toByteArray(), orientation);
  }

  private static int pixel(RgbImage upright, int orientation, int x, int y) {
    int right = upright.width() - 1;
    int bottom = upright.height() - 1;
    return switch (orientation) {
      case 1 -> rgb(upright, x, y);
      case 2 -> rgb(upright, right - x, y);
      case 3 -> rgb(upright, right - x, bottom - y);
      case 4 -> rgb(upright, x, bottom - y);
      case 5 -> rgb(upright, y, x);
      case 6 -> rgb(upright, right - y, x);
      case 7 -> rgb(upright, right - y, bottom - x);
      case 8 -> rgb(upright, y, bottom - x);
      default -> throw new IllegalArgumentException("orientation " + orientation);
    };
  }

  private static int rgb(RgbImage image, int x, int y) {
    int at = (y * image.width() + x) * 3;
    byte[] data = image.data();
    return (data[at] & 0xff) << 16 | (data[at + 1] & 0xff) << 8 | (data[at + 2] & 0xff);
  }

  /** Puts an APP1 segment with the one tag behind the start of the file. */
  public static byte[] withOrientation(byte[] jpeg, int orientation) {
    byte[] app1 = {
      (byte) 0xff,
      (byte) 0xe1,
      0,
      34,
      'E',
      'x',
      'i',
      'f',
      0,
      0, // marker, length, name
      'M',
      'M',
      0,
      42,
      0,
      0,
      0,
      8, // big-endian TIFF, first directory at 8
      0,
      1,
      1,
      0x12,
      0,
      3,
      0,
      0,
      0,
      1,
      0,
      (byte) orientation,
      0,
      0, // one entry, a SHORT
      0,
      0,
      0,
      0 // no further directory
    };
    ByteArrayOutputStream turned = new ByteArrayOutputStream();
    turned.write(jpeg, 0, 2);
    turned.writeBytes(app1);
    turned.write(jpeg, 2, jpeg.length - 2);
    return turned.toByteArray();
  }
}
