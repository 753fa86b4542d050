package org.facesearch.plugin.audit;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.facesearch.plugin.calls.PluginClient;
import org.facesearch.plugin.calls.Stages;
import org.opensearch.action.admin.indices.delete.DeleteIndexRequest;
import org.opensearch.action.support.clustermanager.AcknowledgedResponse;
import org.opensearch.cluster.metadata.IndexMetadata;
import org.opensearch.cluster.service.ClusterService;
import org.opensearch.transport.client.Client;

/** Deletes the days of the audit whose time is over. */
public final class AuditSweep {

  private static final Logger LOG = LogManager.getLogger(AuditSweep.class);

  private final Client client;
  private final ClusterService cluster;
  private final InstantSource clock;

  /** For one node. */
  public AuditSweep(PluginClient client, ClusterService cluster, InstantSource clock) {
    this.client = client;
    this.cluster = cluster;
    this.clock = clock;
  }

  /** One round. */
  public CompletionStage<Void> sweep() {
    Instant kept =
        clock
            .instant()
            .minusMillis(cluster.getClusterSettings().get(AuditSettings.RETENTION).millis());
    List<String> over =
        cluster.state().metadata().indices().values().stream()
            .filter(
                index ->
                    index.getSettings().getAsBoolean(IndexMetadata.SETTING_INDEX_HIDDEN, false))
            .map(index -> index.getIndex().getName())
            .filter(name -> AuditIndex.of(name).filter(day -> day.isBefore(kept)).isPresent())
            .toList();
    if (over.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    LOG.info("days of the audit are over: deleting {}", over);
    return Stages.<AcknowledgedResponse>of(
            listener ->
                client
                    .admin()
                    .indices()
                    .delete(new DeleteIndexRequest(over.toArray(String[]::new)), listener))
        .thenApply(deleted -> null);
  }
}
