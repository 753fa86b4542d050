package org.facesearch.plugin.stats;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.facesearch.plugin.observe.NodeStatus;
import org.opensearch.action.FailedNodeException;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.action.support.nodes.TransportNodesAction;
import org.opensearch.cluster.service.ClusterService;
import org.opensearch.common.inject.Inject;
import org.opensearch.core.action.ActionListener;
import org.opensearch.core.common.io.stream.StreamInput;
import org.opensearch.tasks.Task;
import org.opensearch.threadpool.ThreadPool;
import org.opensearch.transport.TransportService;

/** Asks the nodes what they tell of themselves, and counts what the cluster has stored. */
public final class TransportStatsAction
    extends TransportNodesAction<StatsRequest, StatsResponse, NodeStatsRequest, NodeStats> {

  private final NodeStatus status;
  private final StoredFaces stored;

  @Inject
  public TransportStatsAction(
      ThreadPool threads,
      ClusterService cluster,
      TransportService transport,
      ActionFilters filters,
      NodeStatus status,
      StoredFaces stored) {
    super(
        StatsAction.NAME,
        threads,
        cluster,
        transport,
        filters,
        StatsRequest::new,
        NodeStatsRequest::new,
        ThreadPool.Names.MANAGEMENT,
        NodeStats.class);
    this.status = status;
    this.stored = stored;
  }

  @Override
  protected void doExecute(
      Task task, StatsRequest request, ActionListener<StatsResponse> listener) {
    stored
        .count()
        .whenComplete(
            (faces, error) ->
                super.doExecute(
                    task, request, ActionListener.map(listener, answer -> answer.with(faces))));
  }

  @Override
  protected StatsResponse newResponse(
      StatsRequest request, List<NodeStats> nodes, List<FailedNodeException> failures) {
    return new StatsResponse(clusterService.getClusterName(), nodes, failures, Map.of());
  }

  @Override
  protected NodeStatsRequest newNodeRequest(StatsRequest request) {
    return new NodeStatsRequest();
  }

  @Override
  protected NodeStats newNodeResponse(StreamInput in) throws IOException {
    return new NodeStats(in);
  }

  @Override
  protected NodeStats nodeOperation(NodeStatsRequest request) {
    return new NodeStats(clusterService.localNode(), status.get());
  }
}
