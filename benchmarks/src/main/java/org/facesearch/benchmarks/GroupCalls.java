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

/** Times the calls of one group, and checks what they answer. */
final class GroupCalls {

  private static final int CALLS = 15;
  private static final int SEARCHES = 50;
  private static final int PAGE = 1000;

  private final Node node;
  private final LargeGroup group;
  private final Map<String, Double> times = new LinkedHashMap<>();

  GroupCalls(Node node, LargeGroup group) {
    this.node = node;
    this.group = group;
  }

  /**
   * Milliseconds of each call.
   *
   * @param photo of one face, for the calls that take one; {@code null} leaves them out
   */
  Map<String, Double> measure(Path photo) throws IOException, InterruptedException {
    time("GET group", CALLS, i -> assertInfo(group.count(), group.tags()));
    pages("images", "id", group.count(), "");
    pages("images", "id", Math.ceilDiv(group.count(), 2), "&tag=default");
    pages("tags", "name", group.tags(), "");
    time("images of a tag of 5", CALLS, i -> get("/images?limit=1000&tag=" + LargeGroup.tag(1)));
    time("images, limit 10", CALLS, i -> get("/images?limit=10"));
    time("_search match_all, size 10", SEARCHES, i -> search("{\"match_all\":{}}"));
    time("_search visual_knn, k 10", SEARCHES, i -> search(nearest(i)));
    if (photo != null) {
      byte[] jpeg = Files.readAllBytes(photo);
      changes("data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg));
    }
    return times;
  }

  private void time(String name, int calls, Timing.Call call)
      throws IOException, InterruptedException {
    times.put(name, Timing.median(calls, call));
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

  private String nearest(int probe) {
    return "{\"visual_knn\":{\"field\":\"vector\",\"k\":10,\"vector\":"
        + BulkFill.json(group.vectors().probe(probe))
        + "}}";
  }

  /** Walks a listing, which must be whole and in order, and times a page in three places of it. */
  private void pages(String listing, String key, int expected, String more)
      throws IOException, InterruptedException {
    String path = "/" + listing + "?limit=" + PAGE + more + "&marker=";
    List<String> markers = new ArrayList<>();
    String marker = "";
    String last = "";
    int items = 0;
    long begin = System.nanoTime();
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
    times.put(
        listing + more + ", a page of the whole walk",
        (System.nanoTime() - begin) / 1e6 / markers.size());
    time(listing + more + ", first page", CALLS, i -> get(path));
    String middle = markers.get(markers.size() / 2);
    time(listing + more + ", page in the middle", CALLS, i -> get(path + middle));
    // The very last one may be short.
    String end = markers.get(Math.max(0, markers.size() - 2));
    time(listing + more + ", last full page", CALLS, i -> get(path + end));
  }

  /** Adds, updates and removes one face, over and over; each change is seen at once. */
  private void changes(String uri) throws IOException, InterruptedException {
    String images = "{\"images\":[\"" + uri + "\"],\"limit\":5}";
    time("search with a picture", CALLS, i -> post("/search", images));
    Map<String, List<Double>> each = new LinkedHashMap<>();
    for (int i = 0; i < CALLS; i++) {
      String id = "new-" + i;
      String image = "{\"image\":{\"id\":\"" + id + "\",\"tag\":\"new\",\"uri\":\"" + uri + "\"}}";
      step(each, "add", () -> post("/add", image));
      step(each, "GET group after add", () -> assertInfo(group.count() + 1, group.tags() + 1));
      step(each, "search after add", () -> assertFound(id, post("/search", images)));
      step(
          each,
          "update of a tag",
          () -> post("/update", "{\"image\":{\"id\":\"" + id + "\",\"tag\":\"newer\"}}"));
      step(each, "images of a tag after update", () -> assertFound(id, get("/images?tag=newer")));
      step(each, "delete", () -> post("/delete", "{\"ids\":[\"" + id + "\"]}"));
      step(each, "GET group after delete", () -> assertInfo(group.count(), group.tags()));
    }
    each.forEach(
        (name, times) ->
            this.times.put(name, times.stream().sorted().toList().get(times.size() / 2)));
  }

  private interface Step {
    void run() throws IOException, InterruptedException;
  }

  private static void step(Map<String, List<Double>> each, String name, Step step)
      throws IOException, InterruptedException {
    double time = Timing.once(number -> step.run(), 0);
    each.computeIfAbsent(name, none -> new ArrayList<>()).add(time);
  }

  private void assertInfo(int count, int tags) throws IOException, InterruptedException {
    JsonNode info = get("");
    check(
        info.path("count").asInt() == count && info.path("tags").asInt() == tags, info.toString());
  }

  private static void assertFound(String id, JsonNode answer) throws IOException {
    check(answer.toString().contains('"' + id + '"'), id + " in " + answer);
  }

  private static void check(boolean right, String what) throws IOException {
    if (!right) {
      throw new IOException("wrong: " + what);
    }
  }
}
