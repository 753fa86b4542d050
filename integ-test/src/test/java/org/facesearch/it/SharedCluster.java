package org.facesearch.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Starts the shared cluster when the first test asks for it, and shows the nodes' logs when a test
 * fails.
 *
 * <p>The cluster lives in the store of the launcher session, which closes it at the end of the run.
 * Its first node's address is also the system property {@code face_search.it.url}.
 */
final class SharedCluster implements ParameterResolver, TestWatcher {

  private static final System.Logger LOGGER = System.getLogger(SharedCluster.class.getName());
  private static final Namespace NAMESPACE = Namespace.create(SharedCluster.class);
  private static final int NODES = 2;
  private static final String IMAGES = "images";

  /** Where the nodes read pictures from that requests name by their path. */
  static Path images() {
    return Installation.folder(IMAGES);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == TestCluster.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
        .getOrComputeIfAbsent("cluster", key -> start(), TestCluster.class);
  }

  @Override
  public void testFailed(ExtensionContext context, Throwable cause) {
    TestCluster cluster =
        context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE).get("cluster", TestCluster.class);
    if (cluster != null) {
      LOGGER.log(Level.ERROR, "{0} failed\n{1}", context.getDisplayName(), cluster.logTails());
    }
  }

  private static TestCluster start() {
    try {
      TestCluster cluster =
          TestCluster.named("shared")
              .nodes(NODES)
              // What a small heap does under load is SteadyLoadIT's matter, not every test's.
              .setting("indices.breaker.total.use_real_memory", "false")
              // Tests have times of their own, in years in which nobody else is.
              .setting(EventClient.MAX_AHEAD, "36500d")
              .setting(
                  "plugins.face_search.sophonmatch.image_directory",
                  TestNode.quoted(Installation.freshFolder(IMAGES)))
              .keystore(Facepp.KEYSTORE)
              .start();
      System.setProperty("face_search.it.url", cluster.node(0).url());
      return cluster;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
