package org.facesearch.plugin.stats;

import java.io.IOException;
import org.opensearch.core.common.io.stream.StreamInput;
import org.opensearch.transport.TransportRequest;

/** Asks one node. */
final class NodeStatsRequest extends TransportRequest {

  NodeStatsRequest() {}

  NodeStatsRequest(StreamInput in) throws IOException {
    super(in);
  }
}
