package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What a group of real photographs finds: copies, other views, and nothing where nothing is alike.
 */
@RealCluster
class SimilarPicturesIT {

  private static final List<String> CHANGED =
      List.of(
          "ukbench00120_hflip.jpg",
          "ukbench00120_resize.jpg",
          "ukbench00120_rotation.jpg",
          "ukbench00120_gray.jpg",
          "alpha_channel_image.png");

  private static List<Path> pictures(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().matches(".*\\.(jpg|png|gif)"))
          .filter(file -> !file.toString().contains("corrupt"))
          .sorted()
          .toList();
    }
  }

  private static String uri(Path file) throws IOException {
    return Pictures.dataUri(Files.readAllBytes(file));
  }

  private static String folder(String id) {
    return id.substring(0, id.indexOf('/'));
  }

  /** Adds the pictures of a folder, each under its path in it. */
  private static void fill(ImageGroup group, Path folder, List<Path> pictures) throws IOException {
    for (Path picture : pictures) {
      FaceGroup.assertOk(group.add(folder.relativize(picture).toString(), uri(picture), Map.of()));
    }
  }

  /** Among the originals and 33 pictures of other things. */
  @Test
  void aChangedCopyFindsItsOriginalFirst(TestCluster cluster) throws IOException {
    Path folder = Pictures.shared("near-duplicates");
    Path others = Pictures.shared("no-face");
    ImageGroup group = ImageGroup.create(cluster.http(0), "originals");
    List<Path> originals =
        pictures(folder).stream()
            .filter(file -> !CHANGED.contains(file.getFileName().toString()))
            .toList();
    fill(group, folder, originals);
    fill(group, others, pictures(others));
    assertEquals(13 + 33, group.count());
    for (String changed : CHANGED) {
      List<JsonNode> hits =
          group.through(cluster.http(1)).hits(uri(folder.resolve(changed)), Map.of());
      assertEquals("ukbench00120.jpg", hits.getFirst().path("id").asText(), hits::toString);
      // Nothing else in the group reaches the default threshold.
      assertEquals(1, hits.size(), () -> changed + ": " + hits);
    }
    for (Path original : originals) {
      JsonNode first = group.hits(uri(original), Map.of()).getFirst();
      assertEquals(original.getFileName().toString(), first.path("id").asText());
      assertEquals(1, first.path("score").asDouble(), 1e-4);
    }
  }

  /** 85 % is what was measured for the same object from another view, on another gallery. */
  @Test
  void aPictureFindsAnotherOfItsScene(TestCluster cluster) throws IOException {
    Path folder = Pictures.shared("same-scene");
    ImageGroup group = ImageGroup.create(cluster.http(0), "scenes");
    List<Path> pictures = pictures(folder);
    fill(group, folder, pictures);
    Path others = Pictures.shared("no-face");
    fill(group, others, pictures(others));
    List<String> misses = new ArrayList<>();
    for (Path picture : pictures) {
      String id = folder.relativize(picture).toString();
      List<String> found =
          group.order(uri(picture)).stream().filter(other -> !other.equals(id)).toList();
      if (!found.getFirst().startsWith(folder(id) + "/")) {
        misses.add(id + " found " + found.getFirst());
      }
    }
    // Measured: 18 of 20. The two are an object alone, and small among others.
    double share = 1 - misses.size() / (double) pictures.size();
    assertTrue(share >= 0.85, () -> "misses: " + misses);
  }

  /** Pages of text, flat colours, drawings, an animation: whatever is a picture is one here. */
  @Test
  void everyPictureOfTheFormatsIsTakenAndTheRestIsAnsweredPlainly(TestCluster cluster)
      throws IOException {
    Path folder = Pictures.shared("formats");
    ImageGroup group = ImageGroup.create(cluster.http(1), "formats");
    List<String> strange = new ArrayList<>();
    int taken = 0;
    List<Path> files;
    try (Stream<Path> tree = Files.walk(folder)) {
      files = tree.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      Response answer = group.add("", uri(file), Map.of());
      if (answer.status() == 200) {
        taken++;
      } else if (answer.status() != 400
          || !answer
              .body()
              .path("error")
              .asText()
              .matches(
                  "image is empty|image cannot be decoded|image has \\d+ pixels, at most 50000000"
                      + " are allowed|image format is not supported: use JPEG, PNG, WebP, BMP or"
                      + " GIF")) {
        strange.add(folder.relativize(file) + ": " + answer);
      }
    }
    assertEquals(List.of(), strange);
    assertEquals(taken, group.count());
    // Of 332, 62 are of other formats, and 21 are broken or too large.
    assertEquals(249, taken);
  }
}
