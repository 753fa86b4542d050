package org.facesearch.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Locale;

/**
 * By the k-NN plugin's Lucene engine on the same node: full floats, and the same neighbours and
 * candidates while the graph is built. No source is kept, which no search here reads.
 */
final class KnnPlugin extends IndexNeighbours {

  KnnPlugin(Plan plan, LargeGroup group) {
    super(plan, group);
  }

  /** Whether the node has it. */
  static boolean isThere(Node node) throws IOException, InterruptedException {
    return node.call("GET", "/_cat/plugins?format=json", "").toString().contains("opensearch-knn");
  }

  @Override
  public String name() {
    return "k-NN (Lucene engine)";
  }

  @Override
  String index() {
    return "knn-size-" + group().count();
  }

  @Override
  public void fill() throws IOException, InterruptedException {
    Node node = plan().node();
    JsonNode there = node.call("GET", "/_cat/indices/" + index() + "*?format=json", "");
    if (there.at("/0/docs.count").asInt() == group().count()) {
      return;
    }
    node.call("DELETE", "/" + index() + "?ignore_unavailable=true", "");
    ObjectNode body = Node.JSON.createObjectNode();
    body.putObject("settings")
        .put("index.knn", true)
        .put("number_of_replicas", 0)
        .put("refresh_interval", -1);
    ObjectNode mapping = body.putObject("mappings").put("dynamic", false);
    mapping.putObject("_source").put("enabled", false);
    ObjectNode fields = mapping.putObject("properties");
    fields.putObject("tag").put("type", "keyword");
    ObjectNode vector = fields.putObject("vector");
    vector.put("type", "knn_vector").put("dimension", LargeGroup.DIMENSION);
    vector
        .putObject("method")
        .put("name", "hnsw")
        .put("engine", "lucene")
        .put("space_type", "cosinesimil")
        .putObject("parameters")
        .put("m", 16)
        .put("ef_construction", 100);
    node.call("PUT", "/" + index(), body.toString());
    long begin = System.nanoTime();
    new BulkFill(node, index(), group().count(), this::document).run();
    merge();
    System.out.printf(
        Locale.ROOT, "# %s filled in %.0f s%n", index(), (System.nanoTime() - begin) / 1e9);
  }

  private BulkFill.Document document(int face) {
    return new BulkFill.Document(
        LargeGroup.id(face),
        "{\"tag\":\""
            + group().tag(face)
            + "\",\"vector\":"
            + BulkFill.json(group().vectors().photo(face))
            + "}");
  }

  @Override
  String query(String vector, int ef, String filter) {
    return "{\"knn\":{\"vector\":{\"k\":"
        + K
        + ",\"method_parameters\":{\"ef_search\":"
        + ef
        + "}"
        + (filter.isEmpty() ? "" : ",\"filter\":" + filter)
        + ",\"vector\":"
        + vector
        + "}}}";
  }
}
