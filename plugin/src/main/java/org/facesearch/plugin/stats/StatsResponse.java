package org.facesearch.plugin.stats;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.opensearch.action.FailedNodeException;
import org.opensearch.action.support.nodes.BaseNodesResponse;
import org.opensearch.cluster.ClusterName;
import org.opensearch.core.common.io.stream.StreamInput;
import org.opensearch.core.common.io.stream.StreamOutput;
import org.opensearch.core.xcontent.ToXContentObject;
import org.opensearch.core.xcontent.XContentBuilder;
import org.opensearch.rest.action.RestActions;

/** What nodes tell, and how many faces the cluster has. */
public final class StatsResponse extends BaseNodesResponse<NodeStats> implements ToXContentObject {

  private final Map<String, Object> faces;

  StatsResponse(
      ClusterName cluster,
      List<NodeStats> nodes,
      List<FailedNodeException> failures,
      Map<String, Object> faces) {
    super(cluster, nodes, failures);
    this.faces = faces;
  }

  StatsResponse(StreamInput in) throws IOException {
    super(in);
    faces = in.readMap();
  }

  StatsResponse with(Map<String, Object> counted) {
    return new StatsResponse(getClusterName(), getNodes(), failures(), counted);
  }

  @Override
  public void writeTo(StreamOutput out) throws IOException {
    super.writeTo(out);
    out.writeMap(faces);
  }

  @Override
  protected List<NodeStats> readNodesFrom(StreamInput in) throws IOException {
    return in.readList(NodeStats::new);
  }

  @Override
  protected void writeNodesTo(StreamOutput out, List<NodeStats> nodes) throws IOException {
    out.writeList(nodes);
  }

  @Override
  public XContentBuilder toXContent(XContentBuilder body, Params params) throws IOException {
    body.startObject();
    RestActions.buildNodesHeader(body, params, this);
    body.field("cluster_name", getClusterName().value());
    body.field("faces", faces);
    body.startObject("nodes");
    for (NodeStats node : getNodes()) {
      body.startObject(node.getNode().getId()).field("name", node.getNode().getName());
      for (Map.Entry<String, Object> part : node.values().entrySet()) {
        body.field(part.getKey(), part.getValue());
      }
      body.endObject();
    }
    return body.endObject().endObject();
  }
}
