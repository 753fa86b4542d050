package org.facesearch.plugin.calls;

import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.opensearch.cluster.ClusterState;
import org.opensearch.cluster.metadata.IndexMetadata;
import org.opensearch.cluster.routing.IndexRoutingTable;
import org.opensearch.gateway.GatewayService;

/** Whether a call can be answered now: OpenSearch itself would keep the caller waiting. */
public final class Availability {

  private Availability() {}

  /**
   * Refuses an index whose shards are not up. OpenSearch would wait a minute in the hope that they
   * come back.
   *
   * @param index that exists
   * @param what the caller calls it
   * @throws FaceSearchException {@code UNAVAILABLE}
   */
  public static void check(ClusterState state, String index, String what) {
    boolean open = state.metadata().index(index).getState() == IndexMetadata.State.OPEN;
    IndexRoutingTable shards = state.routingTable().index(index);
    if (!open || shards == null || !shards.allPrimaryShardsActive()) {
      throw new FaceSearchException(
          Reason.UNAVAILABLE,
          what
              + " is not available: "
              + (open ? "not all of its shards are up" : "its index is closed"));
    }
  }

  /**
   * Refuses to say that something does not exist while the node has just started: it knows no index
   * yet, which does not mean that there is none.
   *
   * @throws FaceSearchException {@code UNAVAILABLE}
   */
  public static void checkRecovered(ClusterState state) {
    if (state.blocks().hasGlobalBlock(GatewayService.STATE_NOT_RECOVERED_BLOCK)) {
      throw new FaceSearchException(Reason.UNAVAILABLE, "this node has not joined its cluster yet");
    }
  }
}
