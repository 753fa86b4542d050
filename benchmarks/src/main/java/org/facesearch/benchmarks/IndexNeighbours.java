package org.facesearch.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * In an index of a node, over HTTP. A fill ends with one segment, as where a group is filled once.
 */
abstract class IndexNeighbours implements Neighbours {

  private final Plan plan;
  private final LargeGroup group;

  /** Of the faces of a group. */
  IndexNeighbours(Plan plan, LargeGroup group) {
    this.plan = plan;
    this.group = group;
  }

  final Plan plan() {
    return plan;
  }

  final LargeGroup group() {
    return group;
  }

  abstract String index();

  /** The query as JSON; {@code filter} is one too, or empty. */
  abstract String query(String vector, int ef, String filter);

  final void merge() throws IOException, InterruptedException {
    plan.node().call("POST", "/" + index() + "/_forcemerge?max_num_segments=1", "");
    plan.node().call("POST", "/" + index() + "/_refresh", "");
  }

  @Override
  public Client client(String tag, int ef) throws IOException {
    String filter = tag.isEmpty() ? "" : "{\"term\":{\"tag\":\"" + tag + "\"}}";
    List<byte[]> requests = new ArrayList<>();
    for (int i = 0; i < plan.probes(); i++) {
      String json =
          "{\"size\":"
              + K
              + ",\"_source\":false,\"track_total_hits\":false,\"query\":"
              + query(BulkFill.json(group.vectors().probe(i)), ef, filter)
              + "}";
      requests.add(Connection.post(plan.url(), "/" + index() + "/_search", json));
    }
    return new OverHttp(plan.url(), requests);
  }

  private static final class OverHttp implements Client {
    private final Connection connection;
    private final List<byte[]> requests;

    OverHttp(URI url, List<byte[]> requests) throws IOException {
      this.connection = new Connection(url);
      this.requests = requests;
    }

    @Override
    public void search(int probe) throws IOException {
      connection.send(requests.get(probe % requests.size()));
    }

    @Override
    public Set<Integer> found(int probe) throws IOException {
      Set<Integer> faces = new HashSet<>();
      JsonNode answer = Node.JSON.readTree(connection.send(requests.get(probe)));
      for (JsonNode hit : answer.at("/hits/hits")) {
        faces.add(LargeGroup.face(hit.path("_id").asText()));
      }
      return faces;
    }

    @Override
    public void close() throws IOException {
      connection.close();
    }
  }
}
