package org.facesearch.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A cluster of real nodes on loopback, on ports that the system picks.
 *
 * <pre>{@code
 * try (TestCluster cluster =
 *     TestCluster.named("read-your-writes").nodes(3).setting("key", "value").start()) {
 *   cluster.node(2).kill();
 * }
 * }</pre>
 *
 * <p>Snapshots may be kept in a repository of type {@code fs} with any relative {@code location}.
 *
 * <p>The nodes find each other through {@code unicast_hosts.txt}, which OpenSearch reads again all
 * the time: so no port has to be known, or guessed free, before a node is up. Node 0 founds the
 * cluster.
 */
public final class TestCluster implements AutoCloseable {

  private static final Duration TO_FORM = Duration.ofSeconds(90);

  private final Path home;
  private final List<TestNode> nodes = new ArrayList<>();

  private TestCluster(Path home) {
    this.home = home;
  }

  /** A cluster to be; the name is also that of its folder below {@code target/clusters}. */
  public static Builder named(String name) {
    return new Builder(name);
  }

  /** What is done to the installation and the configuration of a node before it starts. */
  interface Preparation {
    void prepare(Path home, Path config) throws IOException;
  }

  /** What a test may choose. */
  public static final class Builder {
    private final String name;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private int count = 1;
    private Map<String, String> secrets = Map.of();
    private boolean ownInstallation;
    private final List<Preparation> preparations = new ArrayList<>();
    private List<Path> plugins = List.of();
    private Function<String, Http> client = address -> new Http("http://" + address);

    private Builder(String name) {
      this.name = name;
      // Every node of every test has these; lines such as plugins.face_search.* go here.
      settings.put("cluster.name", "face-search-it-" + name);
      settings.put("cluster.initial_cluster_manager_nodes", "node-0");
      settings.put("network.host", "127.0.0.1");
      settings.put("http.port", "0");
      settings.put("transport.port", "0");
      settings.put("node.portsfile", "true");
      settings.put("discovery.seed_providers", "file");
      settings.put("cluster.routing.allocation.disk.threshold_enabled", "false");
      settings.put("plugins.face_search.sweep_interval", "3s");
    }

    public Builder nodes(int nodes) {
      count = nodes;
      return this;
    }

    /** One line of opensearch.yml, on every node. */
    public Builder setting(String key, String value) {
      settings.put(key, value);
      return this;
    }

    /** What every node's keystore holds. */
    public Builder keystore(Map<String, String> secrets) {
      this.secrets = Map.copyOf(secrets);
      return this;
    }

    /**
     * Gives every node a face embedder of its owner's: the weights of the default one under another
     * id, which makes it another model.
     */
    public Builder ownEmbedder(String id) {
      return prepared((home, config) -> Installation.addEmbedder(home, config, id));
    }

    /** Does something to every node before any starts. */
    Builder prepared(Preparation preparation) {
      preparations.add(preparation);
      return this;
    }

    /**
     * Speaks to the nodes otherwise than by plain HTTP.
     *
     * @param clients makes one of an address, such as {@code 127.0.0.1:40123}
     */
    Builder spokenToBy(Function<String, Http> clients) {
      client = clients;
      return this;
    }

    /** Gives the cluster a copy of the installation, for tests that spoil it. */
    public Builder ownInstallation() {
      ownInstallation = true;
      return this;
    }

    /** Installs other plugins too, in this order; their zips. */
    public Builder plugins(List<Path> zips) {
      plugins = List.copyOf(zips);
      return ownInstallation();
    }

    /** Starts all nodes at once and returns when they have found each other. */
    public TestCluster start() throws IOException {
      Path folder = Installation.freshFolder(name);
      Path home = Installation.home();
      if (ownInstallation) {
        home = folder.resolve("opensearch");
        Installation.copyTree(Installation.home(), home);
      }
      for (Path plugin : plugins) {
        Installation.install(home, plugin);
      }
      settings.put("path.repo", TestNode.quoted(folder.resolve("snapshots")));
      TestCluster cluster = new TestCluster(home);
      for (int i = 0; i < count; i++) {
        cluster.nodes.add(
            new TestNode(
                home, folder.resolve("node-" + i), "node-" + i, Map.copyOf(settings), client));
      }
      for (TestNode node : cluster.nodes) {
        for (Preparation each : preparations) {
          each.prepare(home, node.config());
        }
      }
      try {
        if (!secrets.isEmpty()) {
          cluster.nodes.getFirst().addToKeystore(secrets);
          for (TestNode node : cluster.nodes.subList(1, count)) {
            // The tool takes seconds, and all would be the same.
            cluster.nodes.getFirst().copyKeystoreTo(node);
          }
        }
        for (TestNode node : cluster.nodes) {
          node.launch();
        }
        for (TestNode node : cluster.nodes) {
          cluster.awaitUp(node);
        }
        cluster.awaitNodes(count);
      } catch (IOException | RuntimeException e) {
        cluster.close();
        throw e;
      }
      return cluster;
    }
  }

  /** The installation that the nodes run from; all clusters share one unless told otherwise. */
  public Path home() {
    return home;
  }

  public TestNode node(int index) {
    return nodes.get(index);
  }

  /** A client of one node. */
  public Http http(int index) {
    return nodes.get(index).http();
  }

  public int size() {
    return nodes.size();
  }

  /** Starts a node again that was stopped or killed; its data are as it left them. */
  public void restart(int index) throws IOException {
    nodes.get(index).launch();
    awaitUp(nodes.get(index));
    awaitNodes((int) nodes.stream().filter(TestNode::isAlive).count());
  }

  /**
   * Lets a node go on from another installation, with its data and configuration, as an upgrade.
   */
  void moveTo(Path otherHome, int index) throws IOException {
    nodes.get(index).stop();
    nodes.get(index).moveTo(otherHome);
    restart(index);
  }

  /** The end of every node's log. */
  public String logTails() {
    StringBuilder tails = new StringBuilder();
    for (TestNode node : nodes) {
      tails.append("---- ").append(node.name()).append('\n').append(node.logTail()).append('\n');
    }
    return tails.toString();
  }

  @Override
  public void close() {
    for (TestNode node : nodes) {
      node.kill();
    }
  }

  private void awaitUp(TestNode node) throws IOException {
    node.awaitUp();
    List<String> addresses = new ArrayList<>();
    for (TestNode other : nodes) {
      if (other.isUp()) {
        addresses.add(other.transportAddress());
      }
    }
    for (TestNode other : nodes) {
      Files.write(other.config().resolve("unicast_hosts.txt"), addresses);
    }
  }

  /** Waits until every copy of every shard is there: after this, a node may be lost. */
  public void awaitGreen() throws IOException {
    awaitHealth("", "wait_for_status=green");
  }

  /** Waits until every copy of one index's shards is there. */
  public void awaitGreen(String index) throws IOException {
    awaitHealth("/" + index, "wait_for_status=green");
  }

  /** Waits until no shard is on its way from one node to another. */
  public void awaitNoRelocation() throws IOException {
    awaitHealth("", "wait_for_no_relocating_shards=true");
  }

  private void awaitNodes(int expected) throws IOException {
    awaitHealth("", "wait_for_nodes=" + expected);
  }

  private void awaitHealth(String index, String condition) throws IOException {
    TestNode asked = nodes.stream().filter(TestNode::isAlive).findFirst().orElseThrow();
    String wait = "?" + condition + "&timeout=" + TO_FORM.toSeconds() + "s";
    long deadline = System.nanoTime() + TO_FORM.toNanos();
    Response health = asked.http().get("/_cluster/health" + index + wait);
    // Where access is controlled, nobody may ask before it is known who may.
    while (health.status() == 503 && System.nanoTime() < deadline) {
      pause();
      health = asked.http().get("/_cluster/health" + index + wait);
    }
    if (health.status() != 200 || health.body().path("timed_out").asBoolean()) {
      throw new IOException("No " + condition + ": " + health + "\n" + logTails());
    }
  }

  private static void pause() throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
