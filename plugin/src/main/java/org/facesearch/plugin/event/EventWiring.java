package org.facesearch.plugin.event;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.facesearch.models.bundle.FaceModels;
import org.facesearch.models.event.EventLog;
import org.facesearch.models.usecase.AnalyzeFaces;
import org.facesearch.models.usecase.PictureWork;
import org.facesearch.models.usecase.event.ProbeFace;
import org.facesearch.models.usecase.event.SearchEvents;
import org.facesearch.plugin.calls.PluginClient;
import org.facesearch.rest.sophonmatch.SearchEventsByTask;
import org.opensearch.cluster.service.ClusterService;
import org.opensearch.common.settings.ClusterSettings;
import org.opensearch.tasks.Task;
import org.opensearch.transport.client.Client;
import org.opensearch.transport.client.ParentTaskAssigningClient;

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
  public List<Object> useCases(
      PictureWork pictures, AnalyzeFaces analysis, Supplier<FaceModels> models) {
    ProbeFace probe = new ProbeFace(pictures, analysis);
    return List.of(
        new SearchEventsByTask(
            task -> new SearchEvents(log(child(task)), probe, models, InstantSource.system())));
  }

  /** What it asks of the cluster is part of the task, and ends with it. */
  private Client child(Task task) {
    return new ParentTaskAssigningClient(client, cluster.localNode(), task);
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
