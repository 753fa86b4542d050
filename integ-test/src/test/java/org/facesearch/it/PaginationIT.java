package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Listings page by page (sections 2.9 and 2.10): nothing is lost and nothing comes twice. */
@RealCluster
class PaginationIT {

  private static final int FACES = 2500;
  private static final int TAGS = 1200;

  private static FaceGroup large;

  /** By id in the order of UTF-8, the tag of each face of the large group. */
  private static final TreeMap<String, String> ENTRIES = new TreeMap<>(PaginationIT::byUtf8);

  /** Reads one page between two others. */
  interface BetweenPages {
    void happens(int page) throws IOException;
  }

  @BeforeAll
  static void fill(TestCluster cluster) throws IOException {
    large = FaceGroup.create(cluster.http(0), "pages");
    Bulk bulk = new Bulk();
    for (int i = 0; i < FACES; i++) {
      String id =
          switch (i % 5) {
            case 0 -> "photos/" + i + ".jpg";
            case 1 -> "\u4eba-" + i;
            case 2 -> "\ud83d\ude00" + i;
            case 3 -> "A&b=" + i + "?#%";
            default -> String.valueOf(i);
          };
      String tag = i % 2 == 0 ? "even" : tagOf(i % TAGS);
      ENTRIES.put(id, tag);
      bulk.face(large, id, tag, i);
    }
    bulk.send(cluster.http(1));
  }

  private static String tagOf(int number) {
    return switch (number % 4) {
      case 0 -> "tag " + number;
      case 1 -> "\u6807\u7b7e/" + number;
      case 2 -> "\ud83c\udff7+" + number;
      default -> "T&=?#" + number;
    };
  }

  @Test
  void pagesOfAnySizeMakeTheWhole(TestCluster cluster) throws IOException {
    List<String> all = List.copyOf(ENTRIES.keySet());
    assertEquals(all, walk(cluster, "images", Map.of(), page -> {}), "pages of 1000");
    assertEquals(all, walk(cluster, "images", Map.of("limit", 1000), page -> {}));
    assertEquals(all, walk(cluster, "images", Map.of("limit", 37), page -> {}));
    assertEquals(all, walk(cluster, "images", Map.of("limit", 7), page -> {}));
    assertEquals(all, walk(cluster, "images", Map.of("limit", 1), page -> {}));
    assertEquals(FACES, large.count());
  }

  @Test
  void aTagNarrowsTheList(TestCluster cluster) throws IOException {
    String tag = tagOf(1);
    List<String> tagged =
        ENTRIES.entrySet().stream()
            .filter(entry -> entry.getValue().equals("even"))
            .map(Map.Entry::getKey)
            .toList();
    assertEquals(1250, tagged.size());
    assertEquals(tagged, walk(cluster, "images", Map.of("tag", "even", "limit", 100), page -> {}));
    List<String> few =
        ENTRIES.entrySet().stream()
            .filter(entry -> entry.getValue().equals(tag))
            .map(Map.Entry::getKey)
            .toList();
    assertTrue(few.size() >= 2, few::toString);
    assertEquals(few, walk(cluster, "images", Map.of("tag", tag, "limit", 1), page -> {}));
    assertEquals(List.of(), walk(cluster, "images", Map.of("tag", "none"), page -> {}));
    assertEquals(List.of(), walk(cluster, "images", Map.of("tag", "eve"), page -> {}));
  }

  @Test
  void aPageThatEndsWithTheListHasNoMarker(TestCluster cluster) throws IOException {
    FaceGroup group = FaceGroup.create(cluster.http(0), "exact");
    Bulk bulk = new Bulk();
    for (int i = 0; i < 6; i++) {
      bulk.face(group, "id-" + i, "tag-" + i, i);
    }
    bulk.send(cluster.http(0));
    assertEquals("", group.images(Map.of("limit", 6)).path("marker").asText());
    assertEquals("", group.tags(Map.of("limit", 6)).path("marker").asText());
    String marker = group.images(Map.of("limit", 3)).path("marker").asText();
    JsonNode rest = group.images(Map.of("limit", 3, "marker", marker));
    assertEquals(List.of("id-3", "id-4", "id-5"), FaceGroup.texts(rest.path("images"), "id"));
    assertEquals("", rest.path("marker").asText());
    String ofTags = group.tags(Map.of("limit", 3)).path("marker").asText();
    assertEquals(
        List.of("tag-3", "tag-4", "tag-5"),
        FaceGroup.texts(group.tags(Map.of("limit", 3, "marker", ofTags)).path("tags"), "name"));
    FaceGroup.assertError(
        400, "invalid marker", cluster.http(0).get(group.path() + "/images?marker=" + ofTags));
    FaceGroup.assertError(
        400, "invalid marker", cluster.http(0).get(group.path() + "/tags?marker=" + marker));
    FaceGroup.assertOk(group.delete(List.of("id-2", "id-3")));
    assertEquals(
        List.of("id-4", "id-5"),
        FaceGroup.texts(group.images(Map.of("marker", marker)).path("images"), "id"),
        "the entry of the marker may be gone");
  }

  @Test
  void whatStaysIsListedOnceWhileOthersComeAndGo(TestCluster cluster) throws IOException {
    FaceGroup group = FaceGroup.create(cluster.http(0), "busy");
    Bulk bulk = new Bulk();
    List<String> stay = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      String id = "id-" + (1000 + i);
      stay.add(id);
      bulk.face(group, id, "t", i);
      bulk.face(group, id + "-goes", "t", i);
    }
    bulk.send(cluster.http(0));
    List<String> listed =
        walk(
            cluster,
            group,
            "images",
            Map.of("limit", 20),
            page -> {
              String place = "id-" + (1000 + page * 10 % 300);
              FaceGroup.assertOk(
                  group.delete(
                      List.of(place + "-goes", "id-" + (1299 - page) + "-goes", "id-1000-goes")));
              bulk.face(group, place + "-new", "t", page);
              bulk.face(group, "a-" + page, "t", page);
              bulk.face(group, "z-" + page, "t", page);
              bulk.send(cluster.http(page % 2));
            });
    assertEquals(listed.size(), listed.stream().distinct().count(), "no entry twice");
    assertEquals(listed.stream().sorted().toList(), listed, "ascending");
    assertEquals(stay, listed.stream().filter(id -> id.matches("id-\\d+")).toList());
  }

  @Test
  void allTagsAreCountedPageByPage(TestCluster cluster) throws IOException {
    Map<String, Integer> counts = new TreeMap<>(PaginationIT::byUtf8);
    ENTRIES.values().forEach(tag -> counts.merge(tag, 1, Integer::sum));
    assertTrue(counts.size() > 600);
    for (int limit : List.of(1000, 7, 250)) {
      assertEquals(
          List.copyOf(counts.keySet()), walk(cluster, "tags", Map.of("limit", limit), page -> {}));
    }
    Map<String, Integer> told = new LinkedHashMap<>();
    large
        .tags(Map.of())
        .path("tags")
        .forEach(tag -> told.put(tag.path("name").asText(), tag.path("count").asInt()));
    assertEquals(counts, told);
    assertEquals(counts.size(), large.info().path("tags").asInt());
  }

  @Test
  void moreThanAThousandTags(TestCluster cluster) throws IOException {
    FaceGroup group = FaceGroup.create(cluster.http(0), "tags");
    List<String> names = new ArrayList<>();
    Bulk bulk = new Bulk();
    for (int i = 0; i < TAGS; i++) {
      names.add(tagOf(i));
      bulk.face(group, "id-" + i, tagOf(i), i);
    }
    bulk.send(cluster.http(0));
    names.sort(PaginationIT::byUtf8);
    assertEquals(1000, group.tags(Map.of()).path("tags").size());
    assertEquals(names, walk(cluster, group, "tags", Map.of(), page -> {}));
    assertEquals(names, walk(cluster, group, "tags", Map.of("limit", 13), page -> {}));
    assertEquals(TAGS, group.info().path("tags").asInt());
  }

  private static List<String> walk(
      TestCluster cluster, String list, Map<String, ?> parameters, BetweenPages between)
      throws IOException {
    return walk(cluster, large, list, parameters, between);
  }

  /** All ids or names of a listing, each page from the other node. */
  private static List<String> walk(
      TestCluster cluster,
      FaceGroup group,
      String list,
      Map<String, ?> parameters,
      BetweenPages between)
      throws IOException {
    int limit = parameters.get("limit") instanceof Integer given ? given : 1000;
    List<String> all = new ArrayList<>();
    Map<String, Object> query = new LinkedHashMap<>(parameters);
    for (int page = 0; page <= FACES; page++) {
      FaceGroup node = group.through(cluster.http(page % 2));
      JsonNode answer = list.equals("tags") ? node.tags(query) : node.images(query);
      List<String> names = FaceGroup.texts(answer.path(list), list.equals("tags") ? "name" : "id");
      all.addAll(names);
      String marker = answer.path("marker").asText();
      if (marker.isEmpty()) {
        return all;
      }
      assertEquals(limit, names.size(), "a page before the last one is full");
      assertTrue(marker.matches("[A-Za-z0-9_.~-]+"), () -> marker + " is not safe in a URL");
      query.put("marker", marker);
      between.happens(page);
    }
    assertFalse(all.isEmpty());
    throw new AssertionError("the listing never ends");
  }

  private static int byUtf8(String one, String other) {
    return Arrays.compareUnsigned(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
