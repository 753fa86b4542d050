package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Damaged pictures, each as a data URI, as base64 and as a part of a form: a plain answer to each,
 * and a node that is none the larger for it.
 */
@RealCluster
class DamagedFilesIT {

  /** What an answer must not tell: a class, a stack, a path. */
  private static final Pattern INNER =
      Pattern.compile("Exception|stack_trace|\\bjava\\.|\\borg\\.|\\.java:|/tmp");

  private static final List<Integer> ALLOWED = List.of(200, 400, 413);

  private final Random random = new Random(21);
  private final List<String> strange = new ArrayList<>();
  private int refused;
  private int sent;

  private Facepp facepp;
  private FaceGroup group;

  @BeforeEach
  void connect(TestCluster cluster) throws IOException {
    facepp = new Facepp(cluster.http(0));
    group = FaceGroup.create(cluster.http(0), "damaged");
  }

  @Test
  void fewFiles() throws IOException {
    List<Path> files = files(30_000);
    for (int i = 0; i < files.size(); i += 16) {
      damage(Files.readAllBytes(files.get(i)), 2, 2);
    }
    assertPlain();
  }

  @Test
  @Endurance
  void allFiles(TestCluster cluster) throws IOException {
    assumeTrue(Files.isDirectory(Path.of("/proc/self")), "this machine does not tell memory so");
    Http http = cluster.http(0);
    for (Path file : files(Integer.MAX_VALUE)) {
      damage(Files.readAllBytes(file), 2, 2);
    }
    Footprint before = Footprint.of(http);
    for (Path file : files(Integer.MAX_VALUE)) {
      damage(Files.readAllBytes(file), 10, 10);
    }
    assertPlain();
    Footprint after = Footprint.of(http);
    String change = before + " became " + after;
    assertTrue(after.heapMegabytes() < before.heapMegabytes() + 40, change);
    assertTrue(after.residentMegabytes() < before.residentMegabytes() + 150, change);
    assertTrue(after.threads() < before.threads() + 20, change);
  }

  private void assertPlain() {
    assertEquals(List.of(), strange.subList(0, Math.min(10, strange.size())));
    assertTrue(refused > sent / 10, refused + " of " + sent + " refused");
  }

  private void damage(byte[] file, int cuts, int flips) throws IOException {
    for (int i = 0; i < cuts; i++) {
      send(Arrays.copyOf(file, random.nextInt(file.length)));
    }
    for (int i = 0; i < flips; i++) {
      byte[] copy = file.clone();
      for (int bits = random.nextInt(1, 12); bits > 0; bits--) {
        int reach = random.nextBoolean() ? Math.min(64, copy.length) : copy.length;
        copy[random.nextInt(reach)] ^= (byte) (1 << random.nextInt(8));
      }
      send(copy);
    }
  }

  private void send(byte[] file) throws IOException {
    String base64 = Base64.getEncoder().encodeToString(file);
    judge(group.search(List.of("data:image/png;base64," + base64), Map.of()));
    judge(facepp.call("detect", Map.of("image_base64", base64)));
    judge(facepp.call("detect", Map.of("image_file", file)));
  }

  private void judge(Response answer) {
    sent++;
    if (answer.status() != 200) {
      refused++;
    }
    if (!ALLOWED.contains(answer.status()) || INNER.matcher(answer.text()).find()) {
      strange.add(answer.toString());
    }
  }

  private static List<Path> files(int largest) throws IOException {
    try (Stream<Path> tree = Files.walk(Pictures.shared("formats"))) {
      return tree.filter(Files::isRegularFile)
          .filter(file -> file.toFile().length() > 0 && file.toFile().length() <= largest)
          .sorted()
          .toList();
    }
  }

  /** What a node takes, once its garbage is gone. */
  private record Footprint(long heapMegabytes, long residentMegabytes, int threads) {

    static Footprint of(Http http) throws IOException {
      JsonNode node = only(http.get("/_nodes/_local/process"));
      long pid = node.at("/process/id").asLong();
      collectGarbage(pid);
      JsonNode jvm = only(http.get("/_nodes/_local/stats/jvm")).path("jvm");
      String resident =
          Files.readAllLines(Path.of("/proc/" + pid + "/status"), StandardCharsets.UTF_8).stream()
              .filter(line -> line.startsWith("VmRSS"))
              .findFirst()
              .orElseThrow();
      return new Footprint(
          jvm.at("/mem/heap_used_in_bytes").asLong() >> 20,
          Long.parseLong(resident.replaceAll("\\D", "")) >> 10,
          jvm.at("/threads/count").asInt());
    }

    private static JsonNode only(Response nodes) {
      return nodes.body().path("nodes").elements().next();
    }

    private static void collectGarbage(long pid) throws IOException {
      String jcmd = Installation.javaHome().resolve("bin/jcmd").toString();
      for (int i : IntStream.range(0, 2).toArray()) {
        Process tool =
            new ProcessBuilder(jcmd, Long.toString(pid), "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertEquals(0, tool.onExit().join().exitValue(), "collection " + i);
      }
    }
  }
}
