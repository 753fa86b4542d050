package org.facesearch.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** One OpenSearch process: its own configuration, data, logs and temporary files. */
public final class TestNode {

  private static final Duration TO_START = Duration.ofMinutes(3);
  private static final Duration TO_STOP = Duration.ofMinutes(1);
  private static final int LOG_TAIL_LINES = 80;

  /** A short life on few cores: half a gigabyte, no time lost on optimising. */
  private static final List<String> JVM_OPTIONS =
      List.of("-Xms512m", "-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:-AlwaysPreTouch");

  /** Lets a node start as root, in tests alone: OpenSearch cannot see then who it is. */
  private static final List<String> AS_ROOT = List.of("-Djna.nounpack=true", "-Djna.nosys=true");

  private final Path folder;
  private final String name;
  private final Map<String, String> settings;
  private final Function<String, Http> client;
  private Path home;
  private Process process;

  /** Clients in other threads see a node go and come back. */
  private volatile Http http;

  /**
   * A node that is not started yet.
   *
   * @param client of the node at an address, such as {@code 127.0.0.1:40123}
   */
  TestNode(
      Path home,
      Path folder,
      String name,
      Map<String, String> settings,
      Function<String, Http> client)
      throws IOException {
    this.home = home;
    this.folder = folder;
    this.name = name;
    this.settings = settings;
    this.client = client;
    for (String child : List.of("data", "logs", "tmp")) {
      Files.createDirectories(folder.resolve(child));
    }
    Installation.copyTree(home.resolve("config"), config());
    writeConfiguration();
  }

  public String name() {
    return name;
  }

  /** For example {@code http://127.0.0.1:40123}. */
  public String url() {
    return http().url();
  }

  public Http http() {
    if (http == null) {
      throw new IllegalStateException(name + " is not up");
    }
    return http;
  }

  public boolean isAlive() {
    return process != null && process.isAlive();
  }

  boolean isUp() {
    return isAlive() && http != null;
  }

  /** Ends the node as an operator would. */
  public void stop() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(TO_STOP.toSeconds(), TimeUnit.SECONDS)) {
        throw new IOException(name + " did not stop\n" + logTail());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    http = null;
  }

  /** Ends the node as a power cut would. */
  public void kill() {
    if (process != null) {
      process.destroyForcibly().onExit().join();
    }
    http = null;
  }

  /**
   * Stops the process where it is: to the others it is then like a node behind a broken network. It
   * answers nothing, and later goes on as if nothing had happened.
   */
  public void pause() throws IOException {
    signal("STOP");
  }

  /** Lets a paused process go on. */
  public void resume() throws IOException {
    signal("CONT");
  }

  private void signal(String name) throws IOException {
    try {
      Process kill =
          new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid()).inheritIO().start();
      if (kill.waitFor() != 0) {
        throw new IOException("no " + name + " for " + this.name);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** The lines of the node's log since it was last started. */
  public List<String> log() throws IOException {
    return Files.readAllLines(console(), StandardCharsets.UTF_8);
  }

  /** The end of the node's log. */
  public String logTail() {
    List<String> lines;
    try {
      lines = Files.readAllLines(console(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "the log cannot be read: " + e;
    }
    return String.join(
        "\n", lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size()));
  }

  /** Puts secrets into the node's keystore; a running node sees them when it is told to. */
  void addToKeystore(Map<String, String> secrets) throws IOException {
    Installation.addToKeystore(home, config(), secrets);
  }

  /** Gives another node the same keystore. */
  void copyKeystoreTo(TestNode other) throws IOException {
    String file = "opensearch.keystore";
    Files.copy(
        config().resolve(file), other.config().resolve(file), StandardCopyOption.REPLACE_EXISTING);
  }

  /** Takes secrets out of the node's keystore. */
  void removeFromKeystore(Collection<String> names) throws IOException {
    Installation.removeFromKeystore(home, config(), names);
  }

  /** Adds a line to opensearch.yml, for the next start. */
  void addSetting(String key, String value) throws IOException {
    Files.write(
        config().resolve("opensearch.yml"), List.of(key + ": " + value), StandardOpenOption.APPEND);
  }

  Path config() {
    return folder.resolve("config");
  }

  /** From the next start on it runs from another installation. */
  void moveTo(Path otherHome) {
    home = otherHome;
  }

  void launch() throws IOException {
    Files.deleteIfExists(ports("http"));
    Files.deleteIfExists(ports("transport"));
    ProcessBuilder builder =
        new ProcessBuilder(home.resolve("bin/opensearch").toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(console().toFile());
    Map<String, String> environment = builder.environment();
    environment.remove("OPENSEARCH_JAVA_OPTS");
    environment.put("OPENSEARCH_JAVA_HOME", Installation.javaHome().toString());
    environment.put("OPENSEARCH_PATH_CONF", config().toString());
    environment.put("OPENSEARCH_TMPDIR", folder.resolve("tmp").toString());
    process = builder.start();
    // The script ends in an exec: this is the node itself, and it must not outlive the tests.
    Process node = process;
    Runtime.getRuntime().addShutdownHook(new Thread(node::destroyForcibly));
  }

  void awaitUp() throws IOException {
    long deadline = System.nanoTime() + TO_START.toNanos();
    while (!Files.exists(ports("http")) || !Files.exists(ports("transport"))) {
      if (!process.isAlive()) {
        throw new IOException(name + " ended with " + process.exitValue() + "\n" + logTail());
      }
      if (System.nanoTime() > deadline) {
        throw new IOException(name + " is not up after " + TO_START + "\n" + logTail());
      }
      try {
        TimeUnit.MILLISECONDS.sleep(100);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
    }
    http = client.apply(firstLine(ports("http")));
  }

  String transportAddress() throws IOException {
    return firstLine(ports("transport"));
  }

  private Path console() {
    return folder.resolve("logs/console.log");
  }

  private Path ports(String kind) {
    return folder.resolve("logs").resolve(kind + ".ports");
  }

  private static String firstLine(Path file) throws IOException {
    return Files.readAllLines(file, StandardCharsets.UTF_8).get(0).strip();
  }

  private void writeConfiguration() throws IOException {
    List<String> yml = new ArrayList<>();
    yml.add("node.name: " + name);
    yml.add("path.data: " + quoted(folder.resolve("data")));
    yml.add("path.logs: " + quoted(folder.resolve("logs")));
    settings.forEach((key, value) -> yml.add(key + ": " + value));
    Files.write(config().resolve("opensearch.yml"), yml);
    Files.write(config().resolve("unicast_hosts.txt"), List.of());

    Path jvmOptions = config().resolve("jvm.options");
    List<String> options = new ArrayList<>();
    for (String line : Files.readAllLines(jvmOptions, StandardCharsets.UTF_8)) {
      // The nodes share a home: a garbage collector's log there would be everyone's.
      if (!line.startsWith("-Xms") && !line.startsWith("-Xmx") && !line.contains("logs/gc.log")) {
        options.add(line);
      }
    }
    options.addAll(JVM_OPTIONS);
    if (System.getProperty("user.name").equals("root")) {
      options.addAll(AS_ROOT);
    }
    Files.write(jvmOptions, options);
  }

  static String quoted(Path path) {
    return "'" + path.toString().replace("'", "''") + "'";
  }
}
