package org.facesearch.plugin.stats;

import java.io.IOException;
import org.opensearch.action.support.nodes.BaseNodesRequest;
import org.opensearch.core.common.io.stream.StreamInput;

/** Asks some nodes, or all. */
public final class StatsRequest extends BaseNodesRequest<StatsRequest> {

  /**
   * As {@code _nodes} takes them.
   *
   * @param nodes ids, names or filters such as {@code _local}; none for all nodes
   */
  public StatsRequest(String... nodes) {
    super(nodes);
  }

  StatsRequest(StreamInput in) throws IOException {
    super(in);
  }
}
