package org.facesearch.models.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class JpegWriterTest {

  private final JpegWriter writer = new JpegWriter();
  private final PictureDecoder decoder = new ImageIoPictureDecoder(new DecodeBudget(1 << 26));

  private RgbImage image(byte[] file) {
    return decoder.decode(file, ImageLimits.defaults()).image();
  }

  private static void assertColour(int rgb, RgbImage image, int x, int y) {
    int at = (y * image.width() + x) * 3;
    for (int c = 0; c < 3; c++) {
      assertEquals((rgb >> (16 - 8 * c)) & 0xff, image.data()[at + c] & 0xff, 12, "channel " + c);
    }
  }

  private static void assertQuarters(RgbImage image) {
    assertColour(TestImages.RED, image, 10, 10);
    assertColour(TestImages.GREEN, image, image.width() - 10, 10);
    assertColour(TestImages.BLUE, image, 10, image.height() - 10);
    assertColour(TestImages.GREY, image, image.width() - 10, image.height() - 10);
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    RgbImage source = image(TestImages.png(80, 60));
    // Pixels may lie in a longer array, as those of the pool do.
    RgbImage longer = new RgbImage(80, 60, Arrays.copyOf(source.data(), 100_000));
    RgbImage read = image(writer.write(longer));
    assertEquals(80, read.width());
    assertEquals(60, read.height());
    assertQuarters(read);
  }

  @Test
  void aPartIsThatPart() {
    RgbImage source = image(TestImages.png(80, 60));
    RgbImage part = image(writer.write(source, 40, 0, 40, 30));
    assertEquals(40, part.width());
    assertEquals(30, part.height());
    assertColour(TestImages.GREEN, part, 4, 4);
    assertColour(TestImages.GREEN, part, 36, 26);
    assertColour(TestImages.GREY, image(writer.write(source, 79, 59, 1, 1)), 0, 0);
    assertThrows(IndexOutOfBoundsException.class, () -> writer.write(source, 41, 0, 40, 30));
    assertThrows(IndexOutOfBoundsException.class, () -> writer.write(source, 0, -1, 40, 30));
  }

  @Test
  void anUprightJpegStaysTheFileThatItIs() {
    byte[] upright = TestImages.jpeg(80, 60);
    assertSame(upright, made(upright));
    byte[] tagged = TestImages.jpegTurned(80, 60, 1);
    assertSame(tagged, made(tagged));
  }

  @Test
  void aTurnedJpegAndOtherFormatsAreWrittenAnew() {
    for (int orientation = 2; orientation <= 8; orientation++) {
      byte[] turned = TestImages.jpegTurned(80, 60, orientation);
      byte[] upright = made(turned);
      assertNotSame(turned, upright);
      assertEquals(
          Orientation.UPRIGHT, ImageFormat.JPEG.parse(new ByteView(upright)).orientation());
      RgbImage was = image(turned);
      RgbImage is = image(upright);
      assertEquals(was.width(), is.width());
      int at = (10 * was.width() + 10) * 3;
      assertColour(
          (was.data()[at] & 0xff) << 16
              | (was.data()[at + 1] & 0xff) << 8
              | (was.data()[at + 2] & 0xff),
          is,
          10,
          10);
    }
    byte[] png = made(TestImages.png(80, 60));
    assertArrayEquals(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff}, Arrays.copyOf(png, 3));
    assertQuarters(image(png));
  }

  private byte[] made(byte[] file) {
    try (Picture decoded = decoder.decode(file, ImageLimits.defaults())) {
      return writer.upright(file, decoded);
    }
  }
}
