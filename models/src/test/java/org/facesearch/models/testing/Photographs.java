package org.facesearch.models.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.facesearch.models.image.DecodeBudget;
import org.facesearch.models.image.ImageIoPictureDecoder;
import org.facesearch.models.image.ImageLimits;
import org.facesearch.models.image.RgbImage;

/** Reads photographs the way the product does. */
public final class Photographs {

  private final ImageIoPictureDecoder decoder =
      new ImageIoPictureDecoder(new DecodeBudget(1L << 30));

  public RgbImage read(Path file) {
    return read(bytes(file));
  }

  public RgbImage read(byte[] file) {
    return decoder.decode(file, ImageLimits.defaults()).image();
  }

  public static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The sample photographs that the build fetched: {@code sample1.jpg} to {@code sample6.jpg}. */
  public static Path sample(int number) {
    return Path.of(System.getProperty("face_search.test.samples"), "sample" + number + ".jpg");
  }

  /** The regular files of a folder and its sub-folders, in order. */
  public static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
