package org.facesearch.plugin.stats;

import java.io.IOException;
import java.util.Map;
import org.facesearch.rest.WireFormat;
import org.opensearch.action.support.nodes.BaseNodeResponse;
import org.opensearch.cluster.node.DiscoveryNode;
import org.opensearch.core.common.io.stream.StreamInput;
import org.opensearch.core.common.io.stream.StreamOutput;

/**
 * What one node tells. On the wire the values of a JSON object that say themselves what they are,
 * after a number: nodes of different versions of the plugin understand each other, and a field that
 * only one of them has is shown for that one.
 */
final class NodeStats extends BaseNodeResponse {

  private static final WireFormat FORMAT = new WireFormat("statistics of a node", 1);

  private final Map<String, Object> values;

  NodeStats(DiscoveryNode node, Map<String, Object> values) {
    super(node);
    this.values = values;
  }

  NodeStats(StreamInput in) throws IOException {
    super(in);
    FORMAT.read(in);
    values = in.readMap();
  }

  @Override
  public void writeTo(StreamOutput out) throws IOException {
    super.writeTo(out);
    FORMAT.write(out);
    out.writeMap(values);
  }

  Map<String, Object> values() {
    return values;
  }
}
