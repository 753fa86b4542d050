package org.facesearch.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * What each encoding of a {@code visual_vector} finds and what it takes: recall@10 against
 * comparing everything, and the bytes of one force-merged shard. {@code hot} is what a search
 * walks: the graph and the encoded vectors; the full ones are read for the candidates alone.
 *
 * <p>Arguments: the node's address, the number of vectors (100000), of probes (100).
 */
public final class EncodingCosts {

  private static final int K = 10;
  private static final String INDEX = "encoding-costs";

  private final Node node;
  private final FaceLikeVectors vectors;
  private final List<float[]> probes = new ArrayList<>();

  private EncodingCosts(Node node, int count, int probeCount, int dimension) {
    this.node = node;
    this.vectors = new FaceLikeVectors(count, dimension, 20261121);
    for (int i = 0; i < probeCount; i++) {
      probes.add(vectors.probe(i));
    }
  }

  /** Measures all encodings, one after the other. */
  public static void main(String[] args) throws IOException, InterruptedException {
    EncodingCosts costs =
        new EncodingCosts(
            new Node(args.length > 0 ? args[0] : "http://127.0.0.1:9200"),
            args.length > 1 ? Integer.parseInt(args[1]) : 100_000,
            args.length > 2 ? Integer.parseInt(args[2]) : 100,
            512);
    System.out.println(
        "| encoding | recall@10 | half | percent | ef 10 | hot MB | disk MB | files |");
    for (String encoding : List.of("float", "int8", "int4", "bit")) {
      costs.measure(encoding);
    }
  }

  private void measure(String encoding) throws IOException, InterruptedException {
    fill(encoding);
    String recalls =
        String.join(
            " | ",
            recall("", i -> true),
            recall("\"filter\":{\"term\":{\"half\":true}},", EncodingCosts::half),
            recall("\"filter\":{\"term\":{\"percent\":true}},", EncodingCosts::percent),
            recall("\"ef\":10,", i -> true));
    JsonNode segments =
        node.call("GET", "/" + INDEX + "/_stats?include_segment_file_sizes=true", "")
            .at("/_all/primaries");
    JsonNode files = segments.at("/segments/file_sizes");
    boolean encoded = !encoding.equals("float");
    long hot =
        bytes(files, "vex")
            + (encoded ? bytes(files, "veq") + bytes(files, "veb") : bytes(files, "vec"));
    StringBuilder sizes = new StringBuilder();
    files
        .properties()
        .forEach(
            file ->
                sizes
                    .append(' ')
                    .append(file.getKey())
                    .append(' ')
                    .append(megabytes(bytes(files, file.getKey()))));
    System.out.println(
        String.join(
            " | ",
            "| " + encoding,
            recalls,
            megabytes(hot),
            megabytes(segments.at("/store/size_in_bytes").asLong()),
            sizes.toString().strip() + " |"));
    node.call("DELETE", "/" + INDEX, "");
  }

  private static long bytes(JsonNode files, String extension) {
    return files.path(extension).path("size_in_bytes").asLong();
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f", bytes / 1e6);
  }

  private void fill(String encoding) throws IOException, InterruptedException {
    ObjectNode field = Node.JSON.createObjectNode();
    field.put("type", "visual_vector").put("model", "face").put("encoding", encoding);
    ObjectNode index = Node.JSON.createObjectNode();
    index
        .putObject("settings")
        .put("index.face_search.enabled", true)
        .put("number_of_replicas", 0)
        .put("refresh_interval", -1);
    index.putObject("mappings").putObject("properties").set("vector", field);
    node.call("PUT", "/" + INDEX, index.toString());
    new BulkFill(node, INDEX, vectors.size(), this::document).run();
    node.call("POST", "/" + INDEX + "/_forcemerge?max_num_segments=1", "");
    node.call("POST", "/" + INDEX + "/_refresh", "");
  }

  private BulkFill.Document document(int i) {
    return new BulkFill.Document(
        String.valueOf(i),
        String.format(
            Locale.ROOT,
            "{\"half\":%s,\"percent\":%s,\"vector\":%s}",
            half(i),
            percent(i),
            BulkFill.json(vectors.photo(i))));
  }

  /** One of two, and one of a hundred, whoever is in the photo. */
  private static boolean half(int photo) {
    return new Random(photo).nextInt(100) < 50;
  }

  private static boolean percent(int photo) {
    return new Random(photo * 31L).nextInt(100) == 0;
  }

  private String recall(String options, IntPredicate admitted)
      throws IOException, InterruptedException {
    int found = 0;
    List<Set<Integer>> nearest = vectors.nearest(probes, K, admitted);
    for (int probe = 0; probe < probes.size(); probe++) {
      String query =
          "{\"size\":"
              + K
              + ",\"_source\":false,\"query\":{\"visual_knn\":{\"field\":\"vector\",\"k\":"
              + K
              + ","
              + options
              + "\"vector\":"
              + BulkFill.json(probes.get(probe))
              + "}}}";
      Set<Integer> hits = new HashSet<>();
      node.call("POST", "/" + INDEX + "/_search", query)
          .at("/hits/hits")
          .forEach(hit -> hits.add(hit.path("_id").asInt()));
      hits.retainAll(nearest.get(probe));
      found += hits.size();
    }
    return String.format(Locale.ROOT, "%.3f", (double) found / (K * probes.size()));
  }
}
