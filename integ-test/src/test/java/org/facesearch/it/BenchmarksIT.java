package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The benchmarks run, all of them, small and once: that each row comes out, not how large it is,
 * since machines differ.
 */
@RealCluster
class BenchmarksIT {

  private static final List<Integer> SIZES = List.of(1000, 2000);

  @TempDir private Path folder;

  private TestCluster cluster;

  @AfterEach
  void removeGroups() throws IOException {
    for (int size : SIZES) {
      cluster.http(0).post("/v1/face/groups/group-size-" + size + "/remove");
    }
  }

  @Test
  void everyRowIsMeasuredAndWritten(TestCluster shared) throws Exception {
    cluster = shared;
    Path file = folder.resolve("benchmarks.json");
    String output =
        run(
            System.getProperty("face_search.it.url"),
            "brief=true",
            "sizes=" + SIZES.get(0) + "," + SIZES.get(1),
            "out=" + file,
            "work=" + folder.resolve("work"),
            "bundles=" + System.getProperty("face_search.test.bundles"),
            "samples=" + System.getProperty("face_search.test.samples"));
    JsonNode results = new ObjectMapper().readTree(file.toFile());
    assertTrue(results.path("date").asText().matches("\\d{4}-\\d\\d-\\d\\d"), results::toString);
    assertTrue(results.path("machine").asText().contains(" cores"), results::toString);
    assertTrue(results.at("/versions/opensearch").isTextual(), results::toString);
    for (Map.Entry<String, Integer> rows :
        // Without k-NN there is no memory to compare with, and no peer of the searches.
        Map.of(
                "picture", 2, "taken", 2, "knn", 12, "search", 1, "compare", 3, "events", 3,
                "enrol", 1, "growth", 1)
            .entrySet()) {
      long count =
          FaceGroup.texts(results.path("rows"), "command").stream()
              .filter(command -> command.startsWith("bin/benchmark rows=" + rows.getKey() + " "))
              .count();
      assertEquals(rows.getValue().longValue(), count, () -> rows.getKey() + ":\n" + output);
    }
    for (JsonNode row : results.path("rows")) {
      assertRow(row);
      assertTrue(output.contains("| " + row.path("name").asText() + " ("), output);
    }
  }

  private static void assertRow(JsonNode row) {
    double ratio = row.path("ratio").asDouble();
    assertTrue(ratio > 0 && Double.isFinite(ratio), row::toString);
    assertTrue(row.path("goal").asDouble() > 0, row::toString);
    assertTrue(List.of("lower", "higher").contains(row.path("better").asText()), row::toString);
    assertEquals(2, row.path("spread").size(), row::toString);
    assertTrue(row.at("/spread/0").asDouble() <= ratio, row::toString);
    assertTrue(row.at("/spread/1").asDouble() >= ratio, row::toString);
  }

  private String run(String... arguments) throws Exception {
    Path built = Path.of(System.getProperty("face_search.it.benchmarks"));
    Path others = built.resolve("class-path");
    assertTrue(Files.exists(others), others + " is not there: build the whole project");
    List<String> command =
        new ArrayList<>(
            List.of(
                Installation.javaHome().resolve("bin/java").toString(),
                "-Xmx768m",
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                built.resolve("classes")
                    + System.getProperty("path.separator")
                    + Files.readString(others, StandardCharsets.UTF_8),
                "org.facesearch.benchmarks.Benchmarks"));
    command.addAll(List.of(arguments));
    Path log = folder.resolve("log");
    Process program =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    boolean ended = program.waitFor(10, TimeUnit.MINUTES);
    program.destroyForcibly();
    String output = Files.readString(log, StandardCharsets.UTF_8);
    assertTrue(ended, output);
    assertEquals(0, program.exitValue(), output);
    return output;
  }
}
