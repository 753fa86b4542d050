package org.facesearch.plugin.gallery;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.facesearch.plugin.calls.PluginClient;
import org.opensearch.action.admin.indices.delete.DeleteIndexRequest;
import org.opensearch.cluster.ClusterState;
import org.opensearch.core.action.ActionListener;

/** Removes comparisons whose time is over. Runs on every node, and works on one of them. */
public final class ComparisonSweep implements Runnable {

  private static final Logger LOG = LogManager.getLogger(ComparisonSweep.class);

  private final PluginClient client;
  private final Supplier<ClusterState> cluster;
  private final InstantSource clock;

  public ComparisonSweep(PluginClient client, Supplier<ClusterState> cluster, InstantSource clock) {
    this.client = client;
    this.cluster = cluster;
    this.clock = clock;
  }

  @Override
  public void run() {
    ClusterState state = cluster.get();
    if (!state.nodes().isLocalNodeElectedClusterManager()) {
      return;
    }
    Instant now = clock.instant();
    String[] over =
        state.metadata().indices().values().stream()
            .filter(ComparisonIndex::isComparison)
            .filter(index -> ComparisonIndex.isOver(index, now))
            .map(index -> index.getIndex().getName())
            .toArray(String[]::new);
    // To a deletion no names are all indices.
    if (over.length > 0) {
      delete(over);
    }
  }

  private void delete(String[] indices) {
    client
        .admin()
        .indices()
        .delete(
            new DeleteIndexRequest(indices),
            ActionListener.wrap(
                deleted -> {},
                error -> LOG.warn("comparisons that are over could not be removed", error)));
  }
}
