package org.facesearch.models.image;

import static org.facesearch.models.image.TestImages.assertFails;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Small files that claim to be large pictures. Each is refused by its header: the decoder of these
 * tests has no memory for even one of them, and would say so by another reason.
 */
class BombsTest {

  private static final int HUGE = 16_000;
  private static final int LARGE = 7_000;

  private final DecodeBudget budget = new DecodeBudget(1 << 20);
  private final PictureDecoder decoder = new ImageIoPictureDecoder(budget);

  /** A format, and how to claim a size in it. */
  record Bomb(String name, Claim claim) {
    interface Claim {
      byte[] of(int width, int height);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Bomb> bombs() {
    return Stream.of(
        new Bomb("JPEG", (w, h) -> jpeg(0xC0, w, h)),
        new Bomb("progressive JPEG", (w, h) -> jpeg(0xC2, w, h)),
        new Bomb("GIF", (w, h) -> gif(1, w, h)),
        new Bomb("GIF with a giant screen", (w, h) -> gif(HUGE, w, h)),
        new Bomb("BMP", (w, h) -> bmp(0, 24, w, h)),
        new Bomb("BMP of one bit", (w, h) -> bmp(0, 1, w, h)),
        new Bomb("BMP in runs", (w, h) -> bmp(1, 8, w, h)),
        new Bomb("BMP upside down", (w, h) -> bmp(0, 24, w, -h)),
        new Bomb("lossy WebP", (w, h) -> webp(vp8(w, h))),
        new Bomb("WebP with a small canvas", (w, h) -> webp(canvas(1, 1), vp8(w, h))));
  }

  @ParameterizedTest
  @MethodSource("bombs")
  void morePixelsThanAllowed(Bomb bomb) {
    FaceSearchException refused =
        assertFails(
            Reason.TOO_LARGE,
            () -> decoder.decode(bomb.claim().of(HUGE, HUGE), ImageLimits.defaults()));
    assertEquals("image has 256000000 pixels, at most 50000000 are allowed", refused.getMessage());
  }

  @ParameterizedTest
  @MethodSource("bombs")
  void morePixelsThanTheFileCanHold(Bomb bomb) {
    FaceSearchException refused =
        assertFails(
            Reason.INVALID,
            () -> decoder.decode(bomb.claim().of(LARGE, LARGE), ImageLimits.defaults()));
    assertEquals("image cannot be decoded", refused.getMessage());
    assertEquals(budget.bytes(), budget.free());
  }

  /** A lossless WebP of one colour takes no bits: there the number of pixels is all there is. */
  @Test
  void losslessWebpIsJudgedByItsPixelsWhateverTheCanvasSays() {
    byte[] lossless = webp(canvas(1, 1), vp8l(HUGE, HUGE));
    assertFails(Reason.TOO_LARGE, () -> decoder.decode(lossless, ImageLimits.defaults()));
    // Fifty million pixels are more than this budget has, so nothing is made of them either.
    byte[] within = webp(canvas(1, 1), vp8l(LARGE, LARGE));
    assertFails(Reason.TOO_LARGE, () -> decoder.decode(within, ImageLimits.defaults()));
  }

  /** The size that is checked is the size that is decoded, whatever else a file says. */
  @Test
  void aGiantCanvasAroundASmallPictureCostsNothing() {
    byte[] file = webp(canvas(HUGE, HUGE), vp8l(1, 1));
    try (Picture picture = decoder.decode(file, ImageLimits.defaults())) {
      assertEquals(1, picture.width());
    }
  }

  @Test
  void tiffIsNotRead() {
    byte[] tiff = {'I', 'I', 42, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    FaceSearchException refused =
        assertFails(Reason.INVALID, () -> decoder.decode(tiff, ImageLimits.defaults()));
    assertEquals(
        "image format is not supported: use JPEG, PNG, WebP, BMP or GIF", refused.getMessage());
  }

  private static byte[] jpeg(int frame, int width, int height) {
    byte[] file = new byte[40];
    ByteBuffer.wrap(file)
        .put(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) frame, 0, 11, 8})
        .putShort((short) height)
        .putShort((short) width)
        .put(new byte[] {1, 1, 0x11, 0})
        .put(new byte[] {(byte) 0xFF, (byte) 0xDA, 0, 8, 1, 1, 0, 0, 63, 0});
    return file;
  }

  private static byte[] gif(int screen, int width, int height) {
    byte[] file = new byte[60];
    little(file)
        .put(ascii("GIF89a"))
        .putShort((short) screen)
        .putShort((short) screen)
        .put(new byte[] {(byte) 0x80, 0, 0, 0, 0, 0, -1, -1, -1})
        .put(new byte[] {0x2C, 0, 0, 0, 0})
        .putShort((short) width)
        .putShort((short) height)
        .put(new byte[] {0, 2, 2, 0x4C, 1, 0, 0x3B});
    return file;
  }

  private static byte[] bmp(int compression, int bits, int width, int height) {
    byte[] file = new byte[200];
    little(file)
        .put(ascii("BM"))
        .putInt(file.length)
        .putInt(0)
        .putInt(54)
        .putInt(40)
        .putInt(width)
        .putInt(height)
        .putShort((short) 1)
        .putShort((short) bits)
        .putInt(compression);
    return file;
  }

  private static byte[] vp8(int width, int height) {
    byte[] data = new byte[30];
    little(data)
        .put(new byte[] {0x10, 2, 0, (byte) 0x9D, 1, 0x2A})
        .putShort((short) width)
        .putShort((short) height);
    return chunk("VP8 ", data);
  }

  private static byte[] vp8l(int width, int height) {
    byte[] data = new byte[30];
    little(data).put((byte) 0x2F).putInt((width - 1) | (height - 1) << 14);
    return chunk("VP8L", data);
  }

  private static byte[] canvas(int width, int height) {
    byte[] data = new byte[10];
    little(data)
        .putInt(0x10)
        .putShort((short) (width - 1))
        .put((byte) 0)
        .putShort((short) (height - 1));
    return chunk("VP8X", data);
  }

  private static byte[] webp(byte[]... chunks) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    List.of(chunks).forEach(all::writeBytes);
    byte[] inside = all.toByteArray();
    byte[] file = new byte[12 + inside.length];
    little(file).put(ascii("RIFF")).putInt(4 + inside.length).put(ascii("WEBP")).put(inside);
    return file;
  }

  private static byte[] chunk(String type, byte[] data) {
    byte[] chunk = new byte[8 + data.length];
    little(chunk).put(ascii(type)).putInt(data.length).put(data);
    return chunk;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
