package org.facesearch.plugin.event;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.facesearch.plugin.calls.PluginClient;
import org.opensearch.action.admin.indices.delete.DeleteIndexRequest;
import org.opensearch.cluster.ClusterChangedEvent;
import org.opensearch.cluster.ClusterStateListener;
import org.opensearch.cluster.metadata.IndexMetadata;
import org.opensearch.cluster.metadata.Metadata;
import org.opensearch.cluster.service.ClusterService;
import org.opensearch.core.action.ActionListener;
import org.opensearch.core.index.Index;
import org.opensearch.index.IndexNotFoundException;

/**
 * Deletes indices of pictures whose events have no index any more: at once where it hears of that,
 * else when it looks. Runs on every node, and works on one of them.
 */
final class PictureSweep implements ClusterStateListener, Runnable {

  private static final Logger LOG = LogManager.getLogger(PictureSweep.class);

  /** The first pictures of a day are there before its first event. */
  private static final Duration NEW = Duration.ofHours(1);

  private final PluginClient client;
  private final ClusterService cluster;
  private final InstantSource clock;

  PictureSweep(PluginClient client, ClusterService cluster, InstantSource clock) {
    this.client = client;
    this.cluster = cluster;
    this.clock = clock;
  }

  @Override
  public void clusterChanged(ClusterChangedEvent event) {
    if (!event.localNodeClusterManager()) {
      return;
    }
    Metadata now = event.state().metadata();
    for (Index deleted : event.indicesDeleted()) {
      IndexMetadata was = event.previousState().metadata().index(deleted);
      if (was != null && !now.hasIndex(deleted.getName())) {
        EventIndex.of(was).map(EventIndex::pictures).filter(now::hasIndex).ifPresent(this::delete);
      }
    }
  }

  @Override
  public void run() {
    if (!cluster.state().nodes().isLocalNodeElectedClusterManager()) {
      return;
    }
    Metadata now = cluster.state().metadata();
    List<IndexMetadata> all = List.copyOf(now.indices().values());
    long old = clock.instant().minus(NEW).toEpochMilli();
    for (IndexMetadata index : all) {
      if (index.getCreationDate() < old
          && PictureIndex.eventsOf(index).filter(events -> !now.hasIndex(events)).isPresent()) {
        delete(index.getIndex().getName());
      }
    }
  }

  private void delete(String index) {
    client
        .admin()
        .indices()
        .delete(
            new DeleteIndexRequest(index),
            ActionListener.wrap(
                done -> LOG.info("deleted [{}], its events have gone", index),
                error -> {
                  if (!(error instanceof IndexNotFoundException)) {
                    LOG.warn("index [{}] could not be deleted, tried again later", index, error);
                  }
                }));
  }
}
