package org.facesearch.models.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.image.PictureSource.Inline;
import org.facesearch.models.testing.SharedData;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Real files, damaged: each ends in a picture or in words, and leaves no memory behind. */
class DamagedFilesTest {

  private static final ImageLimits LIMITS = ImageLimits.defaults();
  private static final long MEGABYTE = 1 << 20;

  private final DecodeBudget budget = new DecodeBudget(64 * MEGABYTE);
  private final PictureDecoder decoder = new ImageIoPictureDecoder(budget);
  private int pictures;
  private int refusals;

  /** Every eighth small file, a few cuts and flips of each. */
  @Test
  void someFiles() throws IOException {
    damage(files(20_000, 8), 6, 6);
  }

  @Test
  @Tag("endurance")
  void allFiles() throws IOException {
    List<Path> files = files(Integer.MAX_VALUE, 1);
    damage(files, 10, 10);
    long before = used();
    damage(files, 100, 200);
    long growth = used() - before;
    // Each of more than a hundred thousand files would have to leave a hundred bytes.
    assertTrue(growth < 10 * MEGABYTE, () -> growth + " bytes more in use than before");
  }

  private void damage(List<Path> files, int cuts, int flips) throws IOException {
    Random random = new Random(11);
    int threads = Thread.activeCount();
    for (Path path : files) {
      byte[] file = Files.readAllBytes(path);
      FilesUnderAttack.cut(file, cuts, this::survive);
      FilesUnderAttack.flip(file, flips, random, this::survive);
    }
    assertTrue(pictures > 0 && refusals > 0, pictures + " pictures, " + refusals + " refusals");
    assertEquals(budget.bytes(), budget.free());
    assertTrue(Thread.activeCount() <= threads + 2, "threads are left");
  }

  /** As a file and, which must be the same, as a data URI. */
  private void survive(byte[] bytes) {
    String asFile = outcome(bytes);
    String uri = "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes);
    assertEquals(asFile, outcome(((Inline) PictureSource.parse(uri)).bytes(LIMITS)));
  }

  private String outcome(byte[] bytes) {
    try (Picture picture = decoder.decode(bytes, LIMITS)) {
      pictures++;
      return picture.width() + " x " + picture.height();
    } catch (FaceSearchException e) {
      assertTrue(List.of(Reason.INVALID, Reason.TOO_LARGE).contains(e.reason()), e.getMessage());
      refusals++;
      return e.getMessage();
    }
  }

  /** Bytes in use once the garbage is gone; what the decoder keeps for the next picture counts. */
  private long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static List<Path> files(int largest, int each) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(SharedData.dir("formats"))) {
      files = all.filter(path -> isSmall(path, largest)).sorted().toList();
    }
    return IntStream.range(0, files.size())
        .filter(i -> i % each == 0)
        .mapToObj(files::get)
        .toList();
  }

  private static boolean isSmall(Path path, int largest) {
    return Files.isRegularFile(path) && path.toFile().length() <= largest;
  }
}
