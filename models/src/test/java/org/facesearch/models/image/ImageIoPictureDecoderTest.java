package org.facesearch.models.image;

import static org.facesearch.models.image.TestImages.BLUE;
import static org.facesearch.models.image.TestImages.GREEN;
import static org.facesearch.models.image.TestImages.GREY;
import static org.facesearch.models.image.TestImages.RED;
import static org.facesearch.models.image.TestImages.assertFails;
import static org.facesearch.models.image.TestImages.distance;
import static org.facesearch.models.image.TestImages.pixel;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import javax.imageio.ImageTypeSpecifier;
import org.facesearch.models.FaceSearchException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageIoPictureDecoderTest {

  private static final ImageLimits LIMITS = ImageLimits.defaults();

  private final DecodeBudget budget = new DecodeBudget(64 << 20, Duration.ofMillis(50));
  private final PictureDecoder decoder = new ImageIoPictureDecoder(budget);

  @ParameterizedTest
  @CsvSource({
    "jpeg, 5, false, 12",
    "jpeg, 5, true, 12",
    "png, 5, false, 0",
    "png, 5, true, 0",
    "png, 6, false, 0",
    "png, 6, true, 0",
    "png, 1, false, 0",
    "png, 13, false, 40",
    "png, 13, true, 40",
    "bmp, 5, false, 0",
    "bmp, 1, false, 0",
    "bmp, 9, false, 8",
    "bmp, 8, false, 8",
    "bmp, 13, false, 40",
    "gif, 5, false, 40",
    "gif, 13, true, 40"
  })
  void coloursSurvive(String format, int type, boolean progressive, int tolerance) {
    BufferedImage image = TestImages.quarters(64, 40, type);
    try (Picture picture = decoder.decode(TestImages.encode(image, format, progressive), LIMITS)) {
      assertEquals(64, picture.width());
      assertEquals(40, picture.height());
      assertEquals(1.0, picture.scale());
      assertNear(RED, pixel(picture.image(), 10, 8), tolerance);
      assertNear(GREEN, pixel(picture.image(), 50, 8), tolerance);
      assertNear(BLUE, pixel(picture.image(), 10, 30), tolerance);
      assertNear(GREY, pixel(picture.image(), 50, 30), tolerance);
    }
  }

  @ParameterizedTest
  @CsvSource({"jpeg, 10", "png, 10", "png, 11", "png, 12", "bmp, 10", "gif, 10"})
  void greyStaysAsDarkAsItIs(String format, int type) {
    BufferedImage image = new BufferedImage(20, 10, type);
    int[] level = {type == BufferedImage.TYPE_USHORT_GRAY ? 0x4000 : 0x40};
    WritableRaster raster = image.getRaster();
    for (int i = 0; i < 200 && type != BufferedImage.TYPE_BYTE_BINARY; i++) {
      raster.setPixel(i % 20, i / 20, level);
    }
    int expected = type == BufferedImage.TYPE_BYTE_BINARY ? 0 : 0x404040;
    try (Picture picture = decoder.decode(TestImages.encode(image, format, false), LIMITS)) {
      assertNear(expected, pixel(picture.image(), 7, 7), 2);
    }
  }

  @Test
  void sixteenBitColoursAreScaled() {
    BufferedImage image =
        ImageTypeSpecifier.createInterleaved(
                ColorSpace.getInstance(ColorSpace.CS_sRGB),
                new int[] {0, 1, 2, 3},
                DataBuffer.TYPE_USHORT,
                true,
                false)
            .createBufferedImage(4, 3);
    image.getRaster().setPixel(0, 0, new int[] {0xFFFF, 0x8000, 0, 0xFFFF});
    image.getRaster().setPixel(1, 0, new int[] {0, 0, 0, 0x8000});
    try (Picture picture = decoder.decode(TestImages.encode(image, "png", false), LIMITS)) {
      assertNear(0xFF8000, pixel(picture.image(), 0, 0), 1);
      assertNear(0x7F7F7F, pixel(picture.image(), 1, 0), 1);
      assertEquals(0xFFFFFF, pixel(picture.image(), 2, 0), "nothing there: white");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void exifTurnsThePicture(int orientation) {
    // Where the stored corners are seen: clockwise from the top left.
    String seen = "RGYB GRBY YBRG BYGR RBYG BRGY YGRB GYBR".split(" ", -1)[orientation - 1];
    try (Picture picture = decoder.decode(TestImages.jpegTurned(64, 32, orientation), LIMITS)) {
      RgbImage image = picture.image();
      assertEquals(orientation < 5 ? 64 : 32, picture.width());
      assertEquals(orientation < 5 ? 32 : 64, picture.height());
      assertNear(colour(seen.charAt(0)), pixel(image, 4, 4), 12);
      assertNear(colour(seen.charAt(1)), pixel(image, image.width() - 5, 4), 12);
      assertNear(colour(seen.charAt(2)), pixel(image, image.width() - 5, image.height() - 5), 12);
      assertNear(colour(seen.charAt(3)), pixel(image, 4, image.height() - 5), 12);
    }
  }

  @Test
  void exifOfPngTurnsThePicture() {
    byte[] png =
        TestImages.withChunk(TestImages.png(8, 4), TestImages.chunk("eXIf", TestImages.exif(6)));
    try (Picture picture = decoder.decode(png, LIMITS)) {
      assertEquals(4, picture.width());
      assertNear(BLUE, pixel(picture.image(), 0, 0), 0);
    }
  }

  @Test
  void nonsenseInExifIsUpright() {
    try (Picture picture = decoder.decode(TestImages.jpegTurned(20, 10, 77), LIMITS)) {
      assertEquals(20, picture.width());
    }
  }

  @Test
  void aPictureLargerThanTheBudgetIsReduced() {
    PictureDecoder small = new ImageIoPictureDecoder(new DecodeBudget(1 << 20));
    for (byte[] bytes :
        new byte[][] {TestImages.jpeg(1201, 801), TestImages.jpegTurned(801, 1201, 6)}) {
      try (Picture picture = small.decode(bytes, LIMITS)) {
        assertEquals(1201, picture.width());
        assertEquals(801, picture.height());
        assertTrue(picture.scale() < 0.51 && picture.scale() > 0.2, picture.toString());
        RgbImage image = picture.image();
        assertEquals(picture.scale(), (double) image.height() / picture.height(), 0.01);
      }
    }
    try (Picture picture = small.decode(TestImages.png(1000, 1000), LIMITS)) {
      assertNear(GREY, pixel(picture.image(), picture.image().width() - 1, 200), 0);
    }
  }

  @Test
  void aPictureThatFitsInNoSizeIsTooLarge() {
    PictureDecoder small = new ImageIoPictureDecoder(new DecodeBudget(1 << 20));
    byte[] progressive =
        TestImages.encode(
            TestImages.quarters(1000, 1000, BufferedImage.TYPE_3BYTE_BGR), "jpeg", true);
    assertFails(Reason.TOO_LARGE, () -> small.decode(progressive, LIMITS));
  }

  @Test
  void memoryIsHeldUntilThePictureIsClosed() {
    long before = budget.free();
    Picture picture = decoder.decode(TestImages.png(640, 480), LIMITS);
    assertEquals(640 * 480 * 3, before - budget.free());
    picture.close();
    picture.close();
    assertEquals(before, budget.free());
  }

  @Test
  void failuresGiveTheirMemoryBack() {
    long before = budget.free();
    byte[] png = TestImages.png(300, 200);
    byte[] broken = TestImages.withChunk(png, TestImages.chunk("IDAT", new byte[] {1, 2, 3}));
    assertFails(Reason.INVALID, () -> decoder.decode(broken, LIMITS));
    assertEquals(before, budget.free());
  }

  @Test
  void limitsAreSaidInWords() {
    byte[] png = TestImages.png(30, 20);
    assertEquals(
        "image has 600 pixels, at most 500 are allowed",
        assertFails(
                Reason.TOO_LARGE, () -> decoder.decode(png, new ImageLimits(10_000, 500, 1, 99)))
            .getMessage());
    assertEquals(
        "image is larger than 50 bytes",
        assertFails(Reason.TOO_LARGE, () -> decoder.decode(png, new ImageLimits(50, 500, 1, 99)))
            .getMessage());
    assertEquals(
        "image is 30 x 20 pixels, sides of 48 to 4096 are allowed",
        assertFails(
                Reason.INVALID,
                () -> decoder.decode(png, new ImageLimits(10_000, 50_000, 48, 4096)))
            .getMessage());
    assertFails(
        Reason.TOO_LARGE, () -> decoder.decode(png, new ImageLimits(10_000, 50_000, 1, 29)));
  }

  @Test
  void otherFormatsAreRefused() {
    assertEquals(
        "image is empty",
        assertFails(Reason.INVALID, () -> decoder.decode(new byte[0], LIMITS)).getMessage());
    for (String start : Arrays.asList("II*\0", "8BPS", "P6 3 3 255 ", "\0\0\1\0", "<svg", "x")) {
      byte[] bytes = start.getBytes(StandardCharsets.ISO_8859_1);
      assertEquals(
          "image format is not supported: use JPEG, PNG, WebP, BMP or GIF",
          assertFails(Reason.INVALID, () -> decoder.decode(bytes, LIMITS)).getMessage());
    }
  }

  private static int colour(char letter) {
    return switch (letter) {
      case 'R' -> RED;
      case 'G' -> GREEN;
      case 'B' -> BLUE;
      default -> GREY;
    };
  }

  private static void assertNear(int expected, int actual, int tolerance) {
    assertTrue(
        distance(expected, actual) <= tolerance,
        () -> String.format(Locale.ROOT, "%06x is not %06x", actual, expected));
  }
}
