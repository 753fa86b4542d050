package org.facesearch.plugin.event;

import java.time.InstantSource;
import java.util.List;
import org.facesearch.models.event.EventLog;
import org.facesearch.plugin.calls.PluginClient;
import org.opensearch.cluster.service.ClusterService;
import org.opensearch.common.settings.ClusterSettings;
import org.opensearch.transport.client.Client;

/** The events of one node, put together. */
public final class EventWiring {

  private final Client client;
  private final ClusterService cluster;

  public EventWiring(Client client, ClusterService cluster) {
    this.client = client;
    this.cluster = cluster;
  }

  /** The log, in the name of whoever calls. */
  public EventLog log() {
    return log(client);
  }

  private EventLog log(Client caller) {
    return new IndexEventLog(caller, partitions(caller));
  }

  /** The indices of the log, in the name of whoever calls. */
  public EventPartitions partitions() {
    return partitions(client);
  }

  private EventPartitions partitions(Client caller) {
    ClusterSettings current = cluster.getClusterSettings();
    return new EventPartitions(caller, cluster, () -> current.get(EventSettings.SHARDS));
  }

  /** The use cases. */
  public List<Object> useCases() {
    return List.of();
  }

  /** To be run now and then, on every node. */
  public Runnable sweep() {
    PluginClient own = new PluginClient(client);
    ClusterSettings current = cluster.getClusterSettings();
    return new EventSweep(
        own,
        cluster,
        partitions(own),
        () -> current.get(EventSettings.RETENTION),
        InstantSource.system());
  }
}
