package org.facesearch.models.image;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import javax.imageio.ImageWriteParam;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.testing.ExifTurned;
import org.facesearch.models.testing.PictureFiles;
import org.junit.jupiter.api.function.Executable;

/** Pictures made up for tests: red top left, green top right, blue bottom left, grey the rest. */
final class TestImages {

  static final int RED = 0xE02010;
  static final int GREEN = 0x10C030;
  static final int BLUE = 0x2030D0;
  static final int GREY = 0x808080;

  private TestImages() {}

  static BufferedImage quarters(int width, int height, int type) {
    BufferedImage image = new BufferedImage(width, height, type);
    Graphics2D graphics = image.createGraphics();
    int w = width / 2;
    int h = height / 2;
    fill(graphics, RED, 0, 0, w, h);
    fill(graphics, GREEN, w, 0, width - w, h);
    fill(graphics, BLUE, 0, h, w, height - h);
    fill(graphics, GREY, w, h, width - w, height - h);
    graphics.dispose();
    return image;
  }

  static byte[] encode(BufferedImage image, String format, boolean progressive) {
    return PictureFiles.encode(
        image,
        format,
        param -> {
          if (progressive) {
            param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
          }
        });
  }

  static byte[] jpeg(int width, int height) {
    return encode(quarters(width, height, BufferedImage.TYPE_3BYTE_BGR), "jpeg", false);
  }

  static byte[] png(int width, int height) {
    return encode(quarters(width, height, BufferedImage.TYPE_3BYTE_BGR), "png", false);
  }

  /** A JPEG whose EXIF block holds an orientation and nothing else. */
  static byte[] jpegTurned(int width, int height, int orientation) {
    return ExifTurned.withOrientation(jpeg(width, height), orientation);
  }

  static byte[] exif(int orientation) {
    ByteBuffer tiff = ByteBuffer.allocate(26).put(new byte[] {'M', 'M', 0, 42}).putInt(8);
    tiff.putShort((short) 1).putShort((short) 0x0112).putShort((short) 3).putInt(1);
    return tiff.putShort((short) orientation).putShort((short) 0).putInt(0).array();
  }

  /** A chunk of a PNG file with its checksum. */
  static byte[] chunk(String type, byte[] data) {
    ByteBuffer out = ByteBuffer.allocate(data.length + 12).putInt(data.length);
    out.put(type.getBytes(StandardCharsets.US_ASCII)).put(data);
    CRC32 crc = new CRC32();
    crc.update(out.array(), 4, data.length + 4);
    return out.putInt((int) crc.getValue()).array();
  }

  /** A PNG file with a chunk put right behind its header. */
  static byte[] withChunk(byte[] png, byte[] chunk) {
    ByteBuffer out = ByteBuffer.allocate(png.length + chunk.length);
    return out.put(png, 0, 33).put(chunk).put(png, 33, png.length - 33).array();
  }

  static int pixel(RgbImage image, int x, int y) {
    int at = (y * image.width() + x) * 3;
    byte[] data = image.data();
    return ((data[at] & 0xFF) << 16) | ((data[at + 1] & 0xFF) << 8) | (data[at + 2] & 0xFF);
  }

  static int distance(int rgb, int other) {
    int red = Math.abs((rgb >> 16) - (other >> 16));
    int green = Math.abs(((rgb >> 8) & 0xFF) - ((other >> 8) & 0xFF));
    return Math.max(Math.max(red, green), Math.abs((rgb & 0xFF) - (other & 0xFF)));
  }

  /** Mean over all bytes of how far two pictures of one size are apart, 0 to 255. */
  static double meanDifference(RgbImage one, RgbImage other) {
    if (one.width() != other.width() || one.height() != other.height()) {
      throw new AssertionError(one + " is not the size of " + other);
    }
    long sum = 0;
    int length = one.width() * one.height() * 3;
    for (int i = 0; i < length; i++) {
      sum += Math.abs((one.data()[i] & 0xFF) - (other.data()[i] & 0xFF));
    }
    return (double) sum / length;
  }

  static FaceSearchException assertFails(Reason reason, Executable code) {
    FaceSearchException e = assertThrows(FaceSearchException.class, code);
    if (e.reason() != reason || e.getMessage().contains("Exception")) {
      throw new AssertionError(e.reason() + ": " + e.getMessage(), e);
    }
    return e;
  }

  private static void fill(Graphics2D graphics, int rgb, int x, int y, int width, int height) {
    graphics.setColor(new Color(rgb));
    graphics.fillRect(x, y, width, height);
  }
}
