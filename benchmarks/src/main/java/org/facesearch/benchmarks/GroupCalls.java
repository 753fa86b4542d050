package org.facesearch.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The calls of one group that are timed; each checks what is answered. */
final class GroupCalls {

  private static final int PAGE = 1000;

  private final Node node;
  private final LargeGroup group;

  GroupCalls(Node node, LargeGroup group) {
    this.node = node;
    this.group = group;
  }

  /** Those that change nothing, by their names; walks through all listings first. */
  Map<String, Timing.Call> reading() throws IOException, InterruptedException {
    Map<String, Timing.Call> calls = new LinkedHashMap<>();
    pages("images", "id", group.count(), "", calls);
    pages("images", "id", Math.ceilDiv(group.count(), 2), "&tag=default", calls);
    calls.put("images of a tag of 5", i -> get("/images?tag=" + group.tag(1)));
    calls.put("images, limit 10", i -> get("/images?limit=10"));
    pages("tags", "name", group.tags(), "", calls);
    calls.put("GET group", i -> assertInfo(group.count(), group.tags()));
    calls.put("_search match_all, size 10", i -> search("{\"match_all\":{}}"));
    calls.put("_search visual_knn, k 10", i -> search(nearest(i, "")));
    calls.put("_search visual_knn, k 10, ef 1000", i -> search(nearest(i, "\"ef\":1000,")));
    return calls;
  }

  /**
   * Those of the life of a face, in this order; each change is seen by the call after it.
   *
   * @param photo of one face
   */
  Map<String, Timing.Call> changing(Path photo) throws IOException {
    String uri =
        "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(Files.readAllBytes(photo));
    String images = "{\"images\":[\"" + uri + "\"],\"limit\":5}";
    Map<String, Timing.Call> calls = new LinkedHashMap<>();
    calls.put("search with a picture", i -> post("/search", images));
    calls.put("add", i -> post("/add", image(i, "new", ",\"uri\":\"" + uri + "\"")));
    calls.put("GET group after it", i -> assertInfo(group.count() + 1, group.tags() + 1));
    calls.put("tags after it", i -> get("/tags"));
    calls.put("search after it", i -> assertFound(i, post("/search", images)));
    calls.put("update of a tag", i -> post("/update", image(i, "newer", "")));
    calls.put("images of a tag after it", i -> assertFound(i, get("/images?tag=newer")));
    calls.put("delete", i -> post("/delete", "{\"ids\":[\"" + id(i) + "\"]}"));
    calls.put("GET group after that", i -> assertInfo(group.count(), group.tags()));
    return calls;
  }

  private static String id(int number) {
    return "new-" + number;
  }

  private static String image(int number, String tag, String more) {
    return "{\"image\":{\"id\":\"" + id(number) + "\",\"tag\":\"" + tag + "\"" + more + "}}";
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    return node.call("GET", group.path() + path, "");
  }

  private JsonNode post(String path, String body) throws IOException, InterruptedException {
    return node.call("POST", group.path() + path, body);
  }

  private JsonNode search(String query) throws IOException, InterruptedException {
    return node.call(
        "POST",
        "/" + group.index() + "/_search",
        "{\"size\":10,\"_source\":[\"id\",\"tag\",\"desc\"],\"query\":" + query + "}");
  }

  private String nearest(int probe, String options) {
    return "{\"visual_knn\":{\"field\":\"vector\",\"k\":10,"
        + options
        + "\"vector\":"
        + BulkFill.json(group.vectors().probe(probe))
        + "}}";
  }

  /** Walks a listing, which must be whole and in order, to have a page in three places of it. */
  private void pages(
      String listing, String key, int expected, String more, Map<String, Timing.Call> calls)
      throws IOException, InterruptedException {
    String path = "/" + listing + "?limit=" + PAGE + more + "&marker=";
    List<String> markers = new ArrayList<>();
    String marker = "";
    String last = "";
    int items = 0;
    do {
      markers.add(marker);
      JsonNode page = get(path + marker);
      for (JsonNode item : page.path(listing)) {
        String name = item.path(key).asText();
        check(name.compareTo(last) > 0, name + " after " + last);
        last = name;
        items++;
      }
      marker = page.path("marker").asText();
    } while (!marker.isEmpty());
    check(items == expected, items + " in place of " + expected);
    String middle = markers.get(markers.size() / 2);
    // The very last one may be short.
    String end = markers.get(Math.max(0, markers.size() - 2));
    calls.put(listing + more + ", first page", i -> get(path));
    calls.put(listing + more + ", page in the middle", i -> get(path + middle));
    calls.put(listing + more + ", last full page", i -> get(path + end));
  }

  private void assertInfo(int count, int tags) throws IOException, InterruptedException {
    JsonNode info = get("");
    check(
        info.path("count").asInt() == count && info.path("tags").asInt() == tags, info.toString());
  }

  private static void assertFound(int number, JsonNode answer) throws IOException {
    check(answer.toString().contains('"' + id(number) + '"'), id(number) + " in " + answer);
  }

  private static void check(boolean right, String what) throws IOException {
    if (!right) {
      throw new IOException("wrong: " + what);
    }
  }
}
