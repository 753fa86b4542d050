package org.facesearch.it;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Assumptions;

/** Pictures to send: the sample photographs, what can be made of them, and pictures of no use. */
final class Pictures {

  private static final float QUALITY = 0.92f;

  private Pictures() {}

  /** One of {@code sample1.jpg} to {@code sample6.jpg}, as it is; each shows 3 to 5 people. */
  static byte[] sample(int number) {
    try {
      return Files.readAllBytes(
          Path.of(System.getProperty("face_search.test.samples"))
              .resolve("sample" + number + ".jpg"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A folder of the shared test pictures; the test is skipped where it is not there. */
  static Path shared(String folder) {
    Path path = Path.of(System.getProperty("face_search.test.data", "")).resolve(folder);
    Assumptions.assumeTrue(Files.isDirectory(path), () -> "no shared test pictures at " + path);
    return path;
  }

  static String dataUri(byte[] picture) {
    return "data:application/octet-stream;base64," + Base64.getEncoder().encodeToString(picture);
  }

  static BufferedImage read(byte[] picture) {
    try {
      return ImageIO.read(new java.io.ByteArrayInputStream(picture));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] jpeg(BufferedImage image) {
    return jpeg(image, QUALITY);
  }

  static byte[] jpeg(BufferedImage image, float quality) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(quality);
      writer.write(null, new IIOImage(image, null, null), param);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  static byte[] png(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Nobody is in it. */
  static BufferedImage plain(int width, int height) {
    BufferedImage image = canvas(width, height);
    Graphics2D pen = image.createGraphics();
    pen.setColor(new Color(40, 120, 200));
    pen.fillRect(0, 0, width, height);
    pen.dispose();
    return image;
  }

  static BufferedImage crop(BufferedImage image, int left, int top, int width, int height) {
    BufferedImage part = canvas(width, height);
    Graphics2D pen = part.createGraphics();
    pen.drawImage(image, -left, -top, null);
    pen.dispose();
    return part;
  }

  static BufferedImage scaled(BufferedImage image, double factor) {
    int width = Math.max(1, (int) Math.round(image.getWidth() * factor));
    int height = Math.max(1, (int) Math.round(image.getHeight() * factor));
    BufferedImage result = canvas(width, height);
    Graphics2D pen = result.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    pen.drawImage(image, 0, 0, width, height, null);
    pen.dispose();
    return result;
  }

  /** Smaller by a factor, step by step so that nothing is skipped, and as large again: blurred. */
  static BufferedImage blurred(BufferedImage image, int halvings) {
    BufferedImage small = image;
    for (int i = 0; i < halvings; i++) {
      small = scaled(small, 0.5);
    }
    BufferedImage result = small;
    for (int i = 0; i < halvings; i++) {
      result = scaled(result, 2);
    }
    return result;
  }

  /** One picture on a blue ground of this size, its top left corner at a place. */
  static BufferedImage on(int width, int height, BufferedImage image, int left, int top) {
    return over(plain(width, height), image, left, top);
  }

  static BufferedImage over(BufferedImage ground, BufferedImage image, int left, int top) {
    Graphics2D pen = ground.createGraphics();
    pen.drawImage(image, left, top, null);
    pen.dispose();
    return ground;
  }

  /** A quarter turn clockwise. */
  static BufferedImage turned(BufferedImage image) {
    AffineTransform turn = new AffineTransform(0, 1, -1, 0, image.getHeight(), 0);
    return transformed(image, turn, /* width= */ image.getHeight(), /* height= */ image.getWidth());
  }

  /**
   * The same picture stored in one of the eight ways of EXIF, with the tag that says so: who obeys
   * it sees the picture as it was.
   */
  static byte[] withOrientation(BufferedImage upright, int orientation) {
    double w = upright.getWidth();
    double h = upright.getHeight();
    // The way back from each orientation: where an upright pixel is stored.
    AffineTransform stored =
        switch (orientation) {
          case 1 -> new AffineTransform();
          case 2 -> new AffineTransform(-1, 0, 0, 1, w, 0);
          case 3 -> new AffineTransform(-1, 0, 0, -1, w, h);
          case 4 -> new AffineTransform(1, 0, 0, -1, 0, h);
          case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
          case 6 -> new AffineTransform(0, -1, 1, 0, 0, w);
          case 7 -> new AffineTransform(0, -1, -1, 0, h, w);
          case 8 -> new AffineTransform(0, 1, -1, 0, h, 0);
          default -> throw new IllegalArgumentException("no orientation " + orientation);
        };
    boolean swapped = orientation >= 5;
    byte[] jpeg =
        jpeg(transformed(upright, stored, (int) (swapped ? h : w), (int) (swapped ? w : h)));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    byte[] exif = exif(orientation);
    out.write(exif, 0, exif.length);
    out.write(jpeg, 2, jpeg.length - 2);
    return out.toByteArray();
  }

  private static byte[] exif(int orientation) {
    ByteBuffer segment = ByteBuffer.allocate(36);
    segment.putShort((short) 0xFFE1).putShort((short) 34);
    segment.put("Exif\0\0".getBytes(StandardCharsets.ISO_8859_1));
    segment.put("MM".getBytes(StandardCharsets.ISO_8859_1)).putShort((short) 42).putInt(8);
    segment.putShort((short) 1);
    segment.putShort((short) 0x0112).putShort((short) 3).putInt(1);
    segment.putShort((short) orientation).putShort((short) 0);
    segment.putInt(0);
    return segment.array();
  }

  private static BufferedImage transformed(
      BufferedImage image, AffineTransform transform, int width, int height) {
    BufferedImage result = canvas(width, height);
    Graphics2D pen = result.createGraphics();
    pen.drawImage(image, transform, null);
    pen.dispose();
    return result;
  }

  /** A PNG whose header promises so many black or white pixels, with rubbish behind it. */
  static byte[] pngOfHeader(int width, int height, int rubbish) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
      ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
      header.put((byte) 1).put((byte) 0);
      chunk(out, "IHDR", header.array());
      chunk(out, "IDAT", new byte[rubbish]);
      chunk(out, "IEND", new byte[0]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    out.writeInt(data.length);
    out.write(name);
    out.write(data);
    out.writeInt((int) crc.getValue());
  }

  static byte[] firstHalf(byte[] picture) {
    return Arrays.copyOf(picture, picture.length / 2);
  }

  private static BufferedImage canvas(int width, int height) {
    return new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
  }
}
