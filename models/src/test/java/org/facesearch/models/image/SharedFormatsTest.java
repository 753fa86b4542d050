package org.facesearch.models.image;

import static org.facesearch.models.image.TestImages.meanDifference;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.testing.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real files of every kind, the valid and the broken. */
class SharedFormatsTest {

  /**
   * Broken beyond repair: garbled headers and tables, PngSuite's files with wrong sizes, colours,
   * checksums or no data, a GIF of 86 million pixels, JPEGs of millions with a few bytes for them.
   */
  private static final Set<String> REFUSED =
      Set.of(
          "194531363df5b73f59c4c0517422f917.jpg",
          "28968137f4fc75fbf56f16d7a7a8551a.jpg",
          "2c9e7a1805f8b47630bbb83d21bf8222.jpg",
          "3ba6af611cc5467cfdbd5566561b8478.jpg",
          "4085c929e00c446d3fee18b5b20a27f9.jpg",
          "46f5d9c1b0fe352353688f736e5617b6.jpg",
          "5315c35bbcc28d8eee419028ac9f38e0.jpg",
          "551c2656a4f6f9f5ea7e9945b9081202.jpg",
          "5633ed9d0eb700d0093bf85d86a95ebf.jpg",
          "compreface_corrupted.png",
          "pillow_broken.png",
          "pillow_decompression_bomb.gif",
          "pillow_ultrahdr.jpg",
          "xc1n0g08.png",
          "xc9n2c08.png",
          "xcsn0g01.png",
          "xd0n2c08.png",
          "xd3n2c08.png",
          "xd9n2c08.png",
          "xdtn0g01.png",
          "xhdn0g08.png");

  private final DecodeBudget budget = new DecodeBudget(256 << 20);
  private final PictureDecoder decoder = new ImageIoPictureDecoder(budget);

  @Test
  void everyFileDecodesOrIsRefusedInWords() throws IOException {
    Set<String> refused = new TreeSet<>();
    for (Path file : files(SharedData.dir("formats"))) {
      try {
        decode(file);
      } catch (FaceSearchException e) {
        if (!e.getMessage().startsWith("image format is not supported")) {
          refused.add(file.getFileName().toString());
        }
      }
    }
    assertEquals(new TreeSet<>(REFUSED), refused);
    assertEquals(budget.bytes(), budget.free());
  }

  @Test
  void onlyOtherFormatsAreCalledUnsupported() throws IOException {
    int unsupported = 0;
    for (Path file : files(SharedData.dir("formats"))) {
      try {
        ImageFormat.of(new ByteView(Files.readAllBytes(file)));
      } catch (FaceSearchException e) {
        unsupported++;
      }
    }
    assertEquals(62, unsupported, "TIFF, ICO, PSD, PNM, and files without their first bytes");
  }

  /**
   * All but the first carry a profile of gamma 1.8, which is ignored: hence its wider bound. The
   * wrong orientation would differ by 43.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 5, 6, 7, 8})
  void oneSceneInEightOrientationsLooksTheSame(int orientation) throws IOException {
    Path dir = SharedData.dir("exif-orientation");
    RgbImage mirrored = decode(dir.resolve("portrait_2.jpg"));
    RgbImage turned = decode(dir.resolve("portrait_" + orientation + ".jpg"));
    assertDifference(orientation == 1 ? 18 : 5, mirrored, turned);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpg", "webp"})
  void orientationCountsInEveryFormatThatHasIt(String type) throws IOException {
    Path dir = SharedData.dir("formats");
    RgbImage upright = decode(dir.resolve("pillow_hopper.png"));
    for (int orientation = 2; orientation <= 8; orientation++) {
      Path file = dir.resolve("pillow_hopper_orientation_" + orientation + "." + type);
      assertDifference(8, upright, decode(file));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "gif", "bmp", "webp"})
  void onePortraitLooksTheSameInAllFormats(String type) throws IOException {
    Path dir = SharedData.dir("formats");
    RgbImage png = decode(dir.resolve("compreface_einstein.png"));
    assertDifference(6, png, decode(dir.resolve("compreface_einstein." + type)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gif", "webp"})
  void transparencyIsWhiteInAllFormats(String type) throws IOException {
    Path dir = SharedData.dir("formats");
    RgbImage png = decode(dir.resolve("pillow_transparent.png"));
    assertDifference(6, png, decode(dir.resolve("pillow_transparent." + type)));
  }

  @Test
  void inksLookLikeLight() throws IOException {
    Path dir = SharedData.dir("formats");
    RgbImage rgb = decode(dir.resolve("pillow_pil_sample_rgb.jpg"));
    assertDifference(8, rgb, decode(dir.resolve("pillow_pil_sample_cmyk.jpg")));
  }

  private RgbImage decode(Path file) throws IOException {
    try (Picture picture = decoder.decode(Files.readAllBytes(file), ImageLimits.defaults())) {
      RgbImage image = picture.image();
      // Once the picture is closed its array is another's.
      return new RgbImage(image.width(), image.height(), image.data().clone());
    }
  }

  private static void assertDifference(double most, RgbImage one, RgbImage other) {
    double difference = meanDifference(one, other);
    assertTrue(difference < most, () -> "differ by " + difference + " of 255");
  }

  private static List<Path> files(Path dir) throws IOException {
    try (Stream<Path> files = Files.walk(dir)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
