package org.facesearch.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where it was measured.
 *
 * @param processor as the system calls it
 * @param memory bytes, or 0 where it does not tell
 */
record Machine(String processor, int cores, long memory, String system) {

  /** This one. */
  static Machine here() throws IOException {
    return new Machine(
        line(Path.of("/proc/cpuinfo"), "model name").orElse(System.getProperty("os.arch")),
        Runtime.getRuntime().availableProcessors(),
        line(Path.of("/proc/meminfo"), "MemTotal")
            .map(text -> Long.parseLong(text.replaceAll("\\D", "")) * 1024)
            .orElse(0L),
        System.getProperty("os.name"));
  }

  private static Optional<String> line(Path file, String key) throws IOException {
    if (!Files.isReadable(file)) {
      return Optional.empty();
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(key))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst();
    }
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%s, %d cores, %.0f GB, %s", processor, cores, memory / 1e9, system);
  }
}
