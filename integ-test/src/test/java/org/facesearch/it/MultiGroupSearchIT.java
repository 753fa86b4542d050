package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Searching in several groups, and by given boxes (sections 2.11, 2.14 and 2.15). */
@RealCluster
class MultiGroupSearchIT {

  private static final int GROUPS = 6;

  /** Names ascend; all know Anna as {@code anna}, and each one a somewhat other picture of her. */
  private static final List<FaceGroup> GROUP = new ArrayList<>();

  private static FaceGroup crowd;

  @BeforeAll
  static void enrol(TestCluster cluster) throws IOException {
    String prefix = FaceGroup.freshName("multi") + "-";
    for (int i = 0; i < GROUPS; i++) {
      FaceGroup group = new FaceGroup(cluster.http(i % 2), prefix + i);
      FaceGroup.assertOk(group.create(i == 2 ? 2_000_001 : 10));
      group.enrol("anna", Person.ANNA.uri());
      double scale = 0.55 + 0.07 * i;
      group.enrol(
          "like-anna-" + i,
          Pictures.dataUri(Pictures.jpeg(Pictures.scaled(Person.ANNA.image(), scale))));
      GROUP.add(group);
    }
    GROUP.get(1).enrol("bela", Person.BELA.uri());
    crowd = FaceGroup.create(cluster.http(0), "crowd");
  }

  private static List<JsonNode> hits(Response response) {
    List<JsonNode> hits = new ArrayList<>();
    FaceGroup.assertOk(response).at("/search_results/0/faces/0/faces").forEach(hits::add);
    return hits;
  }

  private static String named(JsonNode hit) {
    String group = hit.path("group").asText();
    return group.substring(group.length() - 1) + " " + hit.path("id").asText();
  }

  @Test
  void hitsOfAllGroupsAreMergedBestFirst(TestCluster cluster) throws IOException {
    List<JsonNode> hits =
        hits(
            FaceGroup.searchAll(
                cluster.http(0), GROUP.subList(0, 5), List.of(Person.ANNA.uri()), Map.of()));
    assertEquals(10, hits.size());
    for (int i = 1; i < hits.size(); i++) {
      assertTrue(
          hits.get(i - 1).path("score").asDouble() >= hits.get(i).path("score").asDouble(),
          hits::toString);
    }
    assertEquals(
        List.of("0 anna", "1 anna", "2 anna", "3 anna", "4 anna"),
        hits.stream().limit(5).map(MultiGroupSearchIT::named).toList(),
        "equal scores and ids go by group");
    // What each group says on its own, put together.
    List<String> apart = new ArrayList<>();
    for (FaceGroup group : GROUP.subList(0, 5)) {
      for (JsonNode hit : group.hits(Person.ANNA.uri(), Map.of())) {
        apart.add(hit.path("id").asText() + " " + hit.path("score").asText());
      }
    }
    assertEquals(
        apart.stream().sorted().toList(),
        hits.stream()
            .map(hit -> hit.path("id").asText() + " " + hit.path("score").asText())
            .sorted()
            .toList());
  }

  @Test
  void theLimitCutsWhatWasMerged(TestCluster cluster) throws IOException {
    List<FaceGroup> groups = GROUP.subList(0, 5);
    List<String> uris = List.of(Person.ANNA.uri());
    List<JsonNode> all = hits(FaceGroup.searchAll(cluster.http(1), groups, uris, Map.of()));
    for (int limit : List.of(1, 3, 6, 9)) {
      assertEquals(
          all.subList(0, limit),
          hits(FaceGroup.searchAll(cluster.http(1), groups, uris, Map.of("limit", limit))));
    }
  }

  @Test
  void aGroupThatIsNamedTwiceIsSearchedOnce(TestCluster cluster) throws IOException {
    List<FaceGroup> twice =
        Stream.concat(GROUP.subList(0, 5).stream(), GROUP.subList(0, 5).stream()).toList();
    assertEquals(
        10,
        hits(FaceGroup.searchAll(cluster.http(0), twice, List.of(Person.ANNA.uri()), Map.of()))
            .size());
    FaceGroup.assertError(
        400,
        "too many groups",
        FaceGroup.searchAll(cluster.http(0), GROUP, List.of(Person.ANNA.uri()), Map.of()));
  }

  @Test
  void picturesAreAnsweredInOrder(TestCluster cluster) throws IOException {
    List<Person> people = List.of(Person.BELA, Person.DORA, Person.ANNA, Person.BELA);
    JsonNode results =
        FaceGroup.assertOk(
                FaceGroup.searchAll(
                    cluster.http(1),
                    GROUP.subList(0, 2),
                    people.stream().map(Person::uri).toList(),
                    Map.of("limit", 1)))
            .path("search_results");
    List<String> best = new ArrayList<>();
    results.forEach(picture -> best.add(picture.at("/faces/0/faces/0/id").asText("nobody")));
    assertEquals(List.of("bela", "nobody", "anna", "bela"), best);
  }

  @Test
  void qualityIsHonoured(TestCluster cluster) throws IOException {
    String turned = Pictures.dataUri(Pictures.jpeg(Pictures.turned(Person.ANNA.image())));
    JsonNode with =
        FaceGroup.assertOk(
            FaceGroup.searchAll(
                cluster.http(0),
                GROUP.subList(0, 2),
                List.of(Person.ANNA.uri(), turned),
                Map.of("use_quality", true)));
    assertEquals(4, with.at("/search_results/0/faces/0/faces").size());
    assertEquals(1, with.at("/search_results/1/faces").size(), with::toString);
    assertEquals(0, with.at("/search_results/1/faces/0/faces").size(), with::toString);
  }

  @Test
  void boxesAreAnsweredInTheirOrder(TestCluster cluster) throws IOException {
    String picture = Pictures.dataUri(Pictures.sample(4));
    JsonNode found =
        FaceGroup.assertOk(crowd.search(List.of(picture), Map.of())).at("/search_results/0/faces");
    assertEquals(4, found.size());
    List<JsonNode> boxes = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      JsonNode pts = found.get(i).at("/bounding_box/pts");
      FaceGroup.assertOk(
          crowd.add("person-" + i, picture, Map.of("bounding_box", Map.of("pts", pts))));
      // Smallest first, the other way round than faces that are found.
      boxes.addFirst(pts);
    }
    Map<String, Object> body =
        Map.of(
            "data",
            List.of(
                data(picture, boxes.subList(0, 2)),
                data(
                    Person.ANNA.uri(),
                    List.of(Http.json("[[136,100],[351,100],[351,389],[136,389]]"))),
                data(picture, boxes.subList(2, 4))),
            "params",
            Map.of("limit", 1));
    for (String path : List.of(crowd.path() + "/pts/search", FaceGroup.ALL + "/multi/pts/search")) {
      Map<String, Object> request =
          Stream.concat(
                  body.entrySet().stream(),
                  Map.<String, Object>of("groups", List.of(crowd.name(), GROUP.get(0).name()))
                      .entrySet()
                      .stream())
              .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
      JsonNode results =
          FaceGroup.assertOk(cluster.http(1).post(path, request)).path("search_results");
      List<String> ids = new ArrayList<>();
      List<JsonNode> answered = new ArrayList<>();
      for (JsonNode result : results) {
        for (JsonNode face : result.path("faces")) {
          ids.add(face.at("/faces/0/id").asText("nobody"));
          answered.add(face.at("/bounding_box/pts"));
          assertTrue(face.at("/bounding_box/score").isMissingNode(), results::toString);
        }
      }
      String anna = path.contains("multi") ? "anna" : "nobody";
      assertEquals(List.of("person-3", "person-2", anna, "person-1", "person-0"), ids);
      assertEquals(boxes.subList(0, 2), answered.subList(0, 2));
      assertEquals(boxes.subList(2, 4), answered.subList(3, 5));
    }
  }

  private static Map<String, Object> data(String uri, List<JsonNode> boxes) {
    return Map.of(
        "uri",
        uri,
        "attribute",
        Map.of("bounding_boxes", boxes.stream().map(pts -> Map.of("pts", pts)).toList()));
  }
}
