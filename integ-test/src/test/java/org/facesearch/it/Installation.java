package org.facesearch.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * OpenSearch with the zip of this build installed by its own {@code opensearch-plugin}, once per
 * test run. All nodes share it; configuration, data and logs are a node's own.
 */
final class Installation {

  private static final class Once {
    static final Path HOME = install();
  }

  /** Is set where there is a next version: in a build for an earlier one. */
  static final String NEXT_ZIP = "face_search.it.next.zip";

  private Installation() {}

  static Path home() {
    return Once.HOME;
  }

  /** An empty folder for one cluster's nodes. */
  static Path freshFolder(String name) throws IOException {
    Path folder = folder(name);
    deleteTree(folder);
    return Files.createDirectories(folder);
  }

  /** The same as it is. */
  static Path folder(String name) {
    return property("face_search.it.dir").resolve(name);
  }

  static Path javaHome() {
    return Path.of(System.getProperty("java.home"));
  }

  /** The zip of this build. */
  static Path zip() throws IOException {
    Path zip = property("face_search.it.zip");
    if (!Files.isRegularFile(zip)) {
      throw new IOException(zip + " is not there: build the whole project with 'mvn verify'");
    }
    return zip;
  }

  /** Installs a plugin as an operator would. */
  static void install(Path home, Path zip) throws IOException {
    runPluginTool(home, "install", "--batch", zip.toUri().toString());
  }

  /**
   * Puts secrets into the keystore of a configuration, as an operator would; makes one if need be.
   */
  static void addToKeystore(Path home, Path config, Map<String, String> secrets)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("add", "--stdin", "--force"));
    command.addAll(secrets.keySet());
    runTool(home, config, "opensearch-keystore", command, String.join("\n", secrets.values()));
  }

  /** Takes secrets out of it again. */
  static void removeFromKeystore(Path home, Path config, Collection<String> names)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("remove"));
    command.addAll(names);
    runTool(home, config, "opensearch-keystore", command, "");
  }

  /** Gives a node a bundle of its owner's: the default embedder under another id. */
  static void addEmbedder(Path home, Path config, String id) throws IOException {
    String like = "arcface-fr-512";
    Path bundle = config.resolve("opensearch-face-search/models").resolve(id);
    copyTree(home.resolve("plugins/opensearch-face-search/bundles").resolve(like), bundle);
    Path manifest = bundle.resolve("manifest.json");
    Files.writeString(
        manifest, Files.readString(manifest).replace("\"id\": \"" + like, "\"id\": \"" + id));
  }

  /** Takes this plugin out of an installation, as an operator would. */
  static void remove(Path home) throws IOException {
    runPluginTool(home, "remove", "opensearch-face-search");
  }

  /** The OpenSearch that comes after the one of this build, with the plugin built for it. */
  static Path next() throws IOException {
    return install("next-opensearch", "face_search.it.next.distribution", property(NEXT_ZIP));
  }

  private static Path install() {
    try {
      return install("opensearch", "face_search.it.distribution", zip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path install(String folder, String distribution, Path zip) throws IOException {
    Path home = folder(folder);
    deleteTree(home);
    copyTree(property(distribution), home);
    install(home, zip);
    return home;
  }

  private static void runPluginTool(Path home, String... arguments) throws IOException {
    runTool(home, home.resolve("config"), "opensearch-plugin", List.of(arguments), "");
  }

  private static void runTool(
      Path home, Path config, String name, List<String> arguments, String input)
      throws IOException {
    List<String> command = new ArrayList<>(arguments);
    command.addFirst(home.resolve("bin").resolve(name).toString());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("OPENSEARCH_JAVA_HOME", javaHome().toString());
    builder.environment().put("OPENSEARCH_PATH_CONF", config.toString());
    run(builder, input);
  }

  /**
   * Runs a program to its end.
   *
   * @return what it wrote
   * @throws IOException with what it wrote, if it failed
   */
  static String run(ProcessBuilder builder, String input) throws IOException {
    Process tool = builder.redirectErrorStream(true).start();
    try (Writer in = tool.outputWriter(StandardCharsets.UTF_8)) {
      in.write(input);
    }
    String output = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (tool.waitFor() != 0) {
        throw new IOException(builder.command().subList(0, 2) + " failed:\n" + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    return output;
  }

  static Path property(String name) {
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
