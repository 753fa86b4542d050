package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Hundreds of odd, broken and hostile files: each gets a quick and plain answer. */
@RealCluster
class SharedFormatsIT {

  private static final Duration QUICK = Duration.ofSeconds(10);
  private static final Pattern REFUSAL =
      Pattern.compile(
          "no face found in image"
              + "|image is empty"
              + "|image cannot be decoded"
              + "|image format is not supported: use JPEG, PNG, WebP, BMP or GIF"
              + "|image has \\d+ pixels, at most 50000000 are allowed");

  @Test
  void everyFileIsAnsweredPlainly(TestCluster cluster) throws IOException {
    Path folder = Pictures.shared("formats");
    FaceGroup group = FaceGroup.create(cluster.http(0), "files");
    List<Path> files;
    try (Stream<Path> tree = Files.walk(folder)) {
      files = tree.filter(Files::isRegularFile).sorted().toList();
    }
    List<String> strange = new ArrayList<>();
    int enrolled = 0;
    int refused = 0;
    for (Path file : files) {
      long start = System.nanoTime();
      Response answer = group.add("", Pictures.dataUri(Files.readAllBytes(file)), Map.of());
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      if (answer.status() == 200) {
        enrolled++;
      } else if (answer.status() == 400
          && REFUSAL.matcher(answer.body().path("error").asText()).matches()) {
        refused++;
      } else {
        strange.add(folder.relativize(file) + ": " + answer);
      }
      if (took.compareTo(QUICK) > 0) {
        strange.add(folder.relativize(file) + " took " + took);
      }
    }
    assertEquals(List.of(), strange);
    assertTrue(enrolled > 0 && refused > 0, enrolled + " enrolled, " + refused + " refused");
    assertEquals(enrolled, group.count());
  }
}
