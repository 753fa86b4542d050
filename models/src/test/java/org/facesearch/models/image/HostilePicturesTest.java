package org.facesearch.models.image;

import static org.facesearch.models.image.TestImages.assertFails;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.DeflaterOutputStream;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.junit.jupiter.api.Test;

/** Files made to hurt. Each must cost little and end in a picture or in words. */
class HostilePicturesTest {

  private static final ImageLimits LIMITS = ImageLimits.defaults();

  private final DecodeBudget budget = new DecodeBudget(32 << 20);
  private final PictureDecoder decoder = new ImageIoPictureDecoder(budget);

  @Test
  void aBombIsKnownByItsHeader() {
    long before = budget.free();
    FaceSearchException e =
        assertFails(Reason.TOO_LARGE, () -> decoder.decode(png(60_000, 60_000), LIMITS));
    assertEquals("image has 3600000000 pixels, at most 50000000 are allowed", e.getMessage());
    assertEquals(before, budget.free());
  }

  @Test
  void aHeaderThatPromisesMoreThanTheFileHoldsIsRefusedBeforeMemoryIsTaken() {
    assertFails(Reason.INVALID, () -> decoder.decode(png(7_000, 7_000), LIMITS));
    assertFails(Reason.INVALID, () -> decoder.decode(png(0, 10), LIMITS));
    assertFails(Reason.INVALID, () -> decoder.decode(png(-5, 10), LIMITS));
  }

  @Test
  void textThatInflatesWithoutEndIsNotRead() throws Exception {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    text.write(new byte[] {'a', 0, 0});
    try (DeflaterOutputStream deflate = new DeflaterOutputStream(text, true)) {
      deflate.write(new byte[1 << 20]);
      deflate.flush();
      int first = text.size();
      deflate.write(new byte[1 << 20]);
      deflate.flush();
      // The second megabyte refers to the first, and so can any number of copies of it.
      byte[] again = Arrays.copyOfRange(text.toByteArray(), first, text.size());
      for (int i = 0; i < 4_000; i++) {
        text.write(again);
      }
    }
    byte[] bomb =
        TestImages.withChunk(
            TestImages.encode(TestImages.quarters(20, 20, 13), "png", false),
            TestImages.chunk("zTXt", text.toByteArray()));
    try (Picture picture = decoder.decode(bomb, LIMITS)) {
      assertEquals(20, picture.width());
    }
  }

  @Test
  void commentsOfAGifAreSkipped() {
    byte[] gif = TestImages.encode(TestImages.quarters(20, 20, 13), "gif", false);
    int blocks = 60_000;
    int start = 13 + 3 * (2 << (gif[10] & 7));
    ByteBuffer out = ByteBuffer.allocate(gif.length + 3 + blocks * 256);
    out.put(gif, 0, start).put((byte) 0x21).put((byte) 0xFE);
    for (int i = 0; i < blocks; i++) {
      out.put((byte) 255).position(out.position() + 255);
    }
    out.put((byte) 0).put(gif, start, gif.length - start);
    long begun = System.nanoTime();
    try (Picture picture = decoder.decode(out.array(), LIMITS)) {
      assertEquals(20, picture.height());
    }
    // Joining them block by block would copy 460 GB.
    assertTrue(System.nanoTime() - begun < 20_000_000_000L, "joined them block by block");
  }

  @Test
  void aJpegOfThousandsOfScansIsRefused() {
    byte[] jpeg = TestImages.encode(TestImages.quarters(64, 64, 5), "jpeg", true);
    int scan = IntStream.range(0, jpeg.length).filter(i -> isScan(jpeg, i)).findFirst().orElse(0);
    ByteBuffer out = ByteBuffer.allocate(jpeg.length + 12_000).put(jpeg, 0, scan);
    for (int i = 0; i < 1_000; i++) {
      out.put(jpeg, scan, 12);
    }
    out.put(jpeg, scan, jpeg.length - scan);
    assertFails(Reason.INVALID, () -> decoder.decode(out.array(), LIMITS));
  }

  @Test
  void aBitmapNeverOpensAnotherFileOrFormat() {
    byte[] bmp = TestImages.encode(TestImages.quarters(20, 20, 5), "bmp", false);
    bmp[30] = 4;
    assertFails(Reason.INVALID, () -> decoder.decode(bmp, LIMITS));
  }

  @Test
  void cutFilesEndInAPictureOrInWords() {
    for (byte[] file : files().values()) {
      FilesUnderAttack.cut(file, 60, this::survive);
    }
    assertEquals(32 << 20, budget.free());
  }

  @Test
  void flippedBitsEndInAPictureOrInWords() {
    Random random = new Random(42);
    for (byte[] file : files().values()) {
      FilesUnderAttack.flip(file, 150, random, this::survive);
    }
    assertEquals(32 << 20, budget.free());
  }

  private void survive(byte[] bytes) {
    try (Picture picture = decoder.decode(bytes, LIMITS)) {
      assertTrue(picture.width() > 0);
    } catch (FaceSearchException e) {
      assertTrue(List.of(Reason.INVALID, Reason.TOO_LARGE).contains(e.reason()), e.getMessage());
    }
  }

  private static Map<String, byte[]> files() {
    return Map.of(
        "jpeg", TestImages.jpeg(48, 32),
        "progressive", TestImages.encode(TestImages.quarters(48, 32, 5), "jpeg", true),
        "turned", TestImages.jpegTurned(48, 32, 6),
        "png", TestImages.png(48, 32),
        "interlaced", TestImages.encode(TestImages.quarters(48, 32, 6), "png", true),
        "palette", TestImages.encode(TestImages.quarters(48, 32, 13), "png", false),
        "gif", TestImages.encode(TestImages.quarters(48, 32, 13), "gif", true),
        "bmp", TestImages.encode(TestImages.quarters(48, 32, 5), "bmp", false));
  }

  private static boolean isScan(byte[] jpeg, int at) {
    return at + 1 < jpeg.length && jpeg[at] == (byte) 0xFF && jpeg[at + 1] == (byte) 0xDA;
  }

  /** A PNG file that claims a size and holds a few bytes. */
  private static byte[] png(int width, int height) {
    byte[] header =
        ByteBuffer.allocate(13)
            .putInt(width)
            .putInt(height)
            .put(new byte[] {8, 2, 0, 0, 0})
            .array();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
    out.writeBytes(TestImages.chunk("IHDR", header));
    out.writeBytes(TestImages.chunk("IDAT", new byte[100]));
    out.writeBytes(TestImages.chunk("IEND", new byte[0]));
    return out.toByteArray();
  }
}
