package org.facesearch.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What a search in one FaceSet takes while the index holds many others: the query that the plugin
 * sends, to an index of the same mapping. Beside it, the same faces as an index of their own.
 *
 * <p>A search walks the graph over the documents that its filter lets through, with {@code ef}
 * candidates; where there are no more of those than {@code ef}, it compares them all instead.
 *
 * <p>Arguments: the node's address, the number of faces (1000000), of a FaceSet (10000), of probes
 * (100).
 */
public final class FaceSetSearch {

  private static final int RESULTS = 5;
  private static final int K = 100;

  /** Narrow, as wide as the plugin's own searches, and all of a FaceSet: compared one by one. */
  private static final int[] WIDTHS = {100, 1_000, 10_000};

  private final Node node;
  private final FaceLikeVectors vectors;
  private final int sets;
  private final List<float[]> probes = new ArrayList<>();

  private FaceSetSearch(Node node, int faces, int size, int probeCount) {
    this.node = node;
    this.vectors = new FaceLikeVectors(faces, 512, 20261121);
    this.sets = Math.max(1, faces / size);
    for (int i = 0; i < probeCount; i++) {
      probes.add(vectors.probe(i));
    }
  }

  /** Fills two indices and searches them. */
  public static void main(String[] args) throws IOException, InterruptedException {
    FaceSetSearch search =
        new FaceSetSearch(
            new Node(args.length > 0 ? args[0] : "http://127.0.0.1:9200"),
            args.length > 1 ? Integer.parseInt(args[1]) : 1_000_000,
            args.length > 2 ? Integer.parseInt(args[2]) : 10_000,
            args.length > 3 ? Integer.parseInt(args[3]) : 100);
    search.run();
  }

  private void run() throws IOException, InterruptedException {
    System.out.println("| faces | FaceSets | ef | ms | recall@5 |");
    List<Wanted> one =
        IntStream.range(0, probes.size()).mapToObj(probe -> wanted(probe, 0)).toList();
    fill("facesets-one", face -> setOf(face) == 0);
    measure("facesets-one", one);
    List<Wanted> any =
        IntStream.range(0, probes.size()).mapToObj(probe -> wanted(probe, setOf(probe))).toList();
    fill("facesets-all", face -> true);
    measure("facesets-all", any);
  }

  /** Whom a probe is looked for among, and who is to be found. */
  private record Wanted(int set, Set<Integer> nearest) {}

  private Wanted wanted(int probe, int set) {
    return new Wanted(
        set,
        vectors
            .nearest(List.of(probes.get(probe)), RESULTS, face -> setOf(face) == set)
            .getFirst());
  }

  /** People are spread over all of them, as strangers are. */
  private int setOf(int face) {
    return (int) (((face * 2_654_435_761L) >>> 8) % sets);
  }

  private void fill(String index, IntPredicate admitted) throws IOException, InterruptedException {
    ObjectNode body = Node.JSON.createObjectNode();
    body.putObject("settings").put("number_of_replicas", 0).put("refresh_interval", -1);
    ObjectNode fields = body.putObject("mappings").putObject("properties");
    fields.putObject("sets").put("type", "keyword");
    fields.putObject("vector").put("type", "visual_vector").put("model", "face");
    node.call("PUT", "/" + index, body.toString());
    List<Integer> faces = new ArrayList<>();
    for (int i = 0; i < vectors.size(); i++) {
      if (admitted.test(i)) {
        faces.add(i);
      }
    }
    long begin = System.nanoTime();
    new BulkFill(node, index, faces.size(), number -> document(faces.get(number))).run();
    node.call("POST", "/" + index + "/_refresh", "");
    System.out.printf(
        Locale.ROOT, "# %s filled after %.0f s%n", index, (System.nanoTime() - begin) / 1e9);
  }

  private BulkFill.Document document(int face) {
    ObjectNode document = Node.JSON.createObjectNode();
    document.put("sets", name(setOf(face)));
    document.set("vector", Node.JSON.valueToTree(vectors.photo(face)));
    return new BulkFill.Document(Integer.toString(face), document.toString());
  }

  private static String name(int set) {
    return "set-" + set;
  }

  private void measure(String index, List<Wanted> wanted) throws IOException, InterruptedException {
    for (int width : WIDTHS) {
      measure(index, width, wanted);
    }
  }

  private void measure(String index, int ef, List<Wanted> wanted)
      throws IOException, InterruptedException {
    int[] hits = new int[1];
    int[] asked = new int[1];
    double millis =
        Timing.median(
            probes.size(),
            number -> {
              int probe = number % probes.size();
              Set<Integer> all = new HashSet<>();
              search(index, ef, probes.get(probe), wanted.get(probe).set())
                  .forEach(hit -> all.add(hit.path("_id").asInt()));
              all.retainAll(wanted.get(probe).nearest());
              hits[0] += all.size();
              asked[0] += RESULTS;
            });
    JsonNode stats = node.call("GET", "/" + index + "/_stats/docs,segments", "");
    System.out.printf(
        Locale.ROOT,
        "| %s (%d segments) | %d | %d | %.1f | %.3f |%n",
        stats.at("/_all/primaries/docs/count").asText(),
        stats.at("/_all/primaries/segments/count").asInt(),
        index.equals("facesets-one") ? 1 : sets,
        ef,
        millis,
        (double) hits[0] / asked[0]);
  }

  private JsonNode search(String index, int ef, float[] probe, int set)
      throws IOException, InterruptedException {
    Map<String, Object> query =
        Map.of(
            "size",
            RESULTS,
            "_source",
            false,
            "track_total_hits",
            false,
            "query",
            Map.of(
                "visual_knn",
                Map.of(
                    "field",
                    "vector",
                    "k",
                    K,
                    "ef",
                    ef,
                    "vector",
                    probe,
                    "filter",
                    Map.of("term", Map.of("sets", name(set))))));
    return node.call("POST", "/" + index + "/_search", Node.JSON.writeValueAsString(query))
        .at("/hits/hits");
  }
}
