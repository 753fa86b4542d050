package org.facesearch.it;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * OpenSearch with the zip of this build installed by its own {@code opensearch-plugin}, once per
 * test run. All nodes share it; configuration, data and logs are a node's own.
 */
final class Installation {

  private static final class Once {
    static final Path HOME = install();
  }

  private Installation() {}

  static Path home() {
    return Once.HOME;
  }

  /** An empty folder for one cluster's nodes. */
  static Path freshFolder(String name) throws IOException {
    Path folder = property("face_search.it.dir").resolve(name);
    deleteTree(folder);
    return Files.createDirectories(folder);
  }

  static Path javaHome() {
    return Path.of(System.getProperty("java.home"));
  }

  private static Path install() {
    try {
      Path distribution = property("face_search.it.distribution");
      Path zip = property("face_search.it.zip");
      if (!Files.isRegularFile(zip)) {
        throw new IOException(zip + " is not there: build the whole project with 'mvn verify'");
      }
      Path home = property("face_search.it.dir").resolve("opensearch");
      deleteTree(home);
      copyTree(distribution, home);
      File log = home.resolve("install.log").toFile();
      ProcessBuilder install =
          new ProcessBuilder(
                  home.resolve("bin/opensearch-plugin").toString(),
                  "install",
                  "--batch",
                  zip.toUri().toString())
              .redirectErrorStream(true)
              .redirectOutput(log);
      install.environment().put("OPENSEARCH_JAVA_HOME", javaHome().toString());
      int status = install.start().waitFor();
      if (status != 0) {
        throw new IOException(
            "opensearch-plugin install failed:\n"
                + Files.readString(log.toPath(), StandardCharsets.UTF_8));
      }
      return home;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Path property(String name) {
    String value = System.getProperty(name);
    if (value == null) {
      throw new IllegalStateException(
          "no system property " + name + ": integration tests run in 'mvn verify'");
    }
    return Path.of(value);
  }

  static void copyTree(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    try (Stream<Path> tree = Files.walk(from)) {
      for (Path path : (Iterable<Path>) tree::iterator) {
        Files.copy(
            path,
            to.resolve(from.relativize(path).toString()),
            StandardCopyOption.COPY_ATTRIBUTES,
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static void deleteTree(Path root) throws IOException {
    if (Files.exists(root)) {
      List<Path> paths;
      try (Stream<Path> tree = Files.walk(root)) {
        paths = tree.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path path : paths) {
        Files.delete(path);
      }
    }
  }
}
