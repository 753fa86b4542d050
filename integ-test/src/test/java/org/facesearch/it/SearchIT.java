package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a search finds (section 2.6). */
@RealCluster
class SearchIT {

  private static final double ROUNDING = 1e-5;

  private static FaceGroup people;

  @BeforeAll
  static void enrolEveryone(TestCluster cluster) throws IOException {
    people = FaceGroup.create(cluster.http(0), "people");
    for (Person person : Person.all()) {
      people.enrol(person.name(), person.uri());
    }
    // A second picture of the same face that is a little different.
    people.enrol(
        "ANNA-2", Pictures.dataUri(Pictures.jpeg(Pictures.scaled(Person.ANNA.image(), 0.6))));
  }

  @Test
  void everyoneIsFoundFirstWithAScoreOfOne(TestCluster cluster) throws IOException {
    for (Person person : Person.all()) {
      JsonNode best = people.through(cluster.http(1)).hits(person.uri(), Map.of()).getFirst();
      assertEquals(person.name(), best.path("id").asText());
      assertEquals(1, best.path("score").asDouble(), 1e-4);
    }
    assertEquals(List.of("ANNA", "ANNA-2"), people.found(Person.ANNA.uri()));
  }

  @Test
  void aThresholdOfZeroReturnsEveryEntryBestFirst(TestCluster cluster) throws IOException {
    for (Person person : Person.all()) {
      List<JsonNode> hits = people.hits(person.uri(), Map.of("threshold", 0));
      assertEquals(6, hits.size());
      assertSorted(hits);
    }
  }

  @Test
  void noHitIsBelowTheThreshold(TestCluster cluster) throws IOException {
    List<JsonNode> all = people.hits(Person.DORA.uri(), Map.of("threshold", 0));
    for (double threshold : List.of(0.0001, 0.05, 0.1, 0.2, 0.35, 0.45, 0.9, 0.99)) {
      List<JsonNode> hits = people.hits(Person.DORA.uri(), Map.of("threshold", threshold));
      long expected = all.stream().filter(hit -> hit.path("score").asDouble() >= threshold).count();
      assertEquals(expected, hits.size(), "threshold " + threshold);
      for (JsonNode hit : hits) {
        assertTrue(hit.path("score").asDouble() >= threshold, hit::toString);
      }
    }
  }

  @Test
  void aHitOnTheThresholdIsAHit(TestCluster cluster) throws IOException {
    List<JsonNode> pair = people.hits(Person.ANNA.uri(), Map.of());
    double score = pair.get(1).path("score").asDouble();
    assertTrue(score < 1 && score > 0.45, pair::toString);
    assertEquals(2, people.hits(Person.ANNA.uri(), Map.of("threshold", score)).size());
    assertEquals(
        1, people.hits(Person.ANNA.uri(), Map.of("threshold", score + 10 * ROUNDING)).size());
  }

  @Test
  void theDefaultThresholdIsASetting(TestCluster cluster) throws IOException {
    assertEquals(1, people.hits(Person.BELA.uri(), Map.of()).size());
    BadRequestsIT.setting(cluster.http(0), "plugins.face_search.v1.threshold", "0");
    try {
      assertEquals(6, people.hits(Person.BELA.uri(), Map.of()).size());
    } finally {
      BadRequestsIT.setting(cluster.http(0), "plugins.face_search.v1.threshold", null);
    }
    assertEquals(1, people.hits(Person.BELA.uri(), Map.of()).size());
  }

  @Test
  void theLimitIsForEachFaceAndZeroMeansAHundred(TestCluster cluster) throws IOException {
    FaceGroup many = FaceGroup.create(cluster.http(0), "many");
    for (int i = 0; i < 103; i++) {
      many.enrol("id-" + (1000 + i), Person.ANNA, Map.of());
    }
    String anna = Person.ANNA.uri();
    assertEquals(100, many.hits(anna, Map.of()).size());
    assertEquals(100, many.hits(anna, Map.of("limit", 0)).size());
    assertEquals(1, many.hits(anna, Map.of("limit", 1)).size());
    assertEquals(103, many.hits(anna, Map.of("limit", 103)).size());
    assertEquals(103, many.hits(anna, Map.of("limit", 10_000)).size());
    assertSorted(many.hits(anna, Map.of("limit", 103)));

    String two = Pictures.dataUri(Pictures.jpeg(twoFaces()));
    JsonNode faces =
        FaceGroup.assertOk(many.search(List.of(two), Map.of("limit", 3, "threshold", 0)))
            .at("/search_results/0/faces");
    assertEquals(2, faces.size());
    faces.forEach(face -> assertEquals(3, face.path("faces").size(), face::toString));
  }

  @Test
  void equalHitsAreCutByTheirIds(TestCluster cluster) throws IOException {
    FaceGroup ties = FaceGroup.create(cluster.http(0), "ties");
    for (String id : List.of("e", "d", "c", "b", "a")) {
      ties.enrol(id, Person.ANNA, Map.of());
    }
    List<JsonNode> all = ties.hits(Person.ANNA.uri(), Map.of());
    assertEquals(List.of("a", "b", "c", "d", "e"), ids(all));
    assertEquals(List.of("a", "b"), ids(ties.hits(Person.ANNA.uri(), Map.of("limit", 2))));
  }

  @Test
  void facesAreLargestFirstAndPicturesInOrder(TestCluster cluster) throws IOException {
    String nobody = Pictures.dataUri(Pictures.jpeg(Pictures.plain(320, 240)));
    String two = Pictures.dataUri(Pictures.jpeg(twoFaces()));
    JsonNode results =
        FaceGroup.assertOk(
                people.search(List.of(Person.CLEO.uri(), nobody, two, Person.DORA.uri()), Map.of()))
            .path("search_results");
    assertEquals(4, results.size());
    assertEquals("CLEO", results.at("/0/faces/0/faces/0/id").asText());
    assertEquals(Http.json("{'faces':[]}"), results.get(1));
    assertEquals("ANNA", results.at("/2/faces/0/faces/0/id").asText());
    assertEquals("BELA", results.at("/2/faces/1/faces/0/id").asText());
    assertEquals("DORA", results.at("/3/faces/0/faces/0/id").asText());
    assertTrue(
        Boxes.area(results.at("/2/faces/0/bounding_box"))
            > Boxes.area(results.at("/2/faces/1/bounding_box")));
  }

  @Test
  void aCrowdIsSearchedFaceByFace(TestCluster cluster) throws IOException {
    JsonNode faces =
        FaceGroup.assertOk(people.search(List.of(Pictures.dataUri(Pictures.sample(6))), Map.of()))
            .at("/search_results/0/faces");
    assertEquals(4, faces.size());
    List<String> found = new ArrayList<>();
    long before = Long.MAX_VALUE;
    for (JsonNode face : faces) {
      face.path("faces").forEach(hit -> found.add(hit.path("id").asText()));
      assertTrue(Boxes.area(face.path("bounding_box")) <= before, faces::toString);
      before = Boxes.area(face.path("bounding_box"));
    }
    assertTrue(found.containsAll(List.of("ANNA", "DORA")), found::toString);
  }

  @Test
  void onlyGoodFacesAreSearchedWhereAsked(TestCluster cluster) throws IOException {
    String turned = Pictures.dataUri(Pictures.jpeg(Pictures.turned(Person.ANNA.image())));
    for (boolean strict : List.of(true, false)) {
      JsonNode faces =
          FaceGroup.assertOk(
                  people.search(
                      List.of(turned, Person.ANNA.uri()),
                      Map.of("use_quality", strict, "threshold", 0)))
              .path("search_results");
      assertEquals(1, faces.at("/0/faces").size(), "the face itself is told all the same");
      assertEquals(strict ? 0 : 6, faces.at("/0/faces/0/faces").size(), faces::toString);
      assertEquals(6, faces.at("/1/faces/0/faces").size());
    }
  }

  @Test
  void anEmptyGroupHasNoHits(TestCluster cluster) throws IOException {
    FaceGroup empty = FaceGroup.create(cluster.http(0), "empty");
    JsonNode face =
        FaceGroup.assertOk(empty.search(List.of(Person.ANNA.uri()), Map.of("threshold", 0)))
            .at("/search_results/0/faces/0");
    assertEquals(Http.json("[]"), face.get("faces"));
    assertEquals(Http.json("{'images':[],'marker':''}"), empty.images(Map.of()));
    assertEquals(
        Http.json("{'config':{'capacity':1000},'tags':[],'marker':''}"), empty.tags(Map.of()));
    assertEquals(Http.json("{'config':{'capacity':1000},'tags':0,'count':0}"), empty.info());
  }

  @Test
  void aHundredPicturesAreOneRequest(TestCluster cluster) throws IOException {
    List<String> uris = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      uris.add(Pictures.dataUri(Pictures.png(i == 99 ? Person.BELA.image() : blank())));
    }
    JsonNode results = FaceGroup.assertOk(people.search(uris, Map.of())).path("search_results");
    assertEquals(100, results.size());
    assertEquals("BELA", results.at("/99/faces/0/faces/0/id").asText());
  }

  private static BufferedImage blank() {
    return Pictures.plain(32, 32);
  }

  private static BufferedImage twoFaces() {
    BufferedImage two = Pictures.on(1100, 560, Pictures.scaled(Person.BELA.image(), 0.7), 20, 20);
    return Pictures.over(two, Person.ANNA.image(), 500, 20);
  }

  private static void assertSorted(List<JsonNode> hits) {
    for (int i = 1; i < hits.size(); i++) {
      JsonNode better = hits.get(i - 1);
      JsonNode worse = hits.get(i);
      int order = Double.compare(worse.path("score").asDouble(), better.path("score").asDouble());
      if (order == 0) {
        order = better.path("id").asText().compareTo(worse.path("id").asText());
      }
      assertTrue(order < 0, () -> better + " must not come before " + worse);
    }
  }

  private static List<String> ids(List<JsonNode> hits) {
    return hits.stream().map(hit -> hit.path("id").asText()).toList();
  }
}
