package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Clustering by one client (section 2.12, and {@code cluster_group} in 2.11 and 2.15). */
@RealCluster
class ClusteringIT {

  private static List<JsonNode> faces(Response response) {
    List<JsonNode> faces = new ArrayList<>();
    FaceGroup.assertOk(response)
        .path("search_results")
        .forEach(picture -> picture.path("faces").forEach(faces::add));
    return faces;
  }

  private static String id(JsonNode face) {
    assertEquals(1, face.path("faces").size(), face::toString);
    return face.at("/faces/0/id").asText();
  }

  private static void assertAdded(JsonNode face) {
    assertEquals(1, face.path("faces").size(), face::toString);
    JsonNode hit = face.at("/faces/0");
    assertEquals(1.0, hit.path("score").asDouble(), hit::toString);
    assertEquals("default", hit.path("tag").asText());
    assertEquals(Http.json("{}"), hit.path("desc"));
    assertEquals(face.path("bounding_box"), hit.path("bounding_box"));
  }

  @Test
  void whoIsNewIsAddedAndThenFoundByEveryCallOnEveryNode(TestCluster cluster) throws IOException {
    FaceGroup group = FaceGroup.create(cluster.http(0), "strangers");
    FaceGroup other = group.through(cluster.http(1));
    JsonNode added = faces(group.cluster(List.of(Person.ANNA.uri()), Map.of())).getFirst();
    assertAdded(added);
    assertEquals(List.of(id(added)), other.found(Person.ANNA.uri()));
    assertEquals(1, other.count());
    assertEquals("default", other.entry(id(added)).path("tag").asText());

    String smaller = Pictures.dataUri(Pictures.jpeg(Pictures.scaled(Person.ANNA.image(), 0.6)));
    JsonNode again = faces(other.cluster(List.of(smaller), Map.of())).getFirst();
    assertEquals(id(added), id(again));
    assertNotEquals(again.path("bounding_box"), again.at("/faces/0/bounding_box"));
    assertEquals(1, group.count());
  }

  @Test
  void aLaterFaceOfTheSameRequestMatches(TestCluster cluster) throws IOException {
    FaceGroup group = FaceGroup.create(cluster.http(0), "request");
    List<JsonNode> faces =
        faces(
            group.cluster(
                List.of(
                    Person.ANNA.uri(),
                    Person.BELA.uri(),
                    Person.ANNA.uri(),
                    Pictures.dataUri(Pictures.jpeg(Pictures.scaled(Person.BELA.image(), 0.6)))),
                Map.of()));
    assertEquals(4, faces.size());
    assertAdded(faces.get(0));
    assertAdded(faces.get(1));
    assertEquals(id(faces.get(0)), id(faces.get(2)));
    assertEquals(id(faces.get(1)), id(faces.get(3)));
    assertNotEquals(id(faces.get(0)), id(faces.get(1)));
    assertEquals(2, group.count());
  }

  /** A face that was found is also told who came before it in the request. */
  @Test
  void whoWasKnownAlsoMatchesWhoIsNew(TestCluster cluster) throws IOException {
    FaceGroup group = FaceGroup.create(cluster.http(0), "chain");
    String anna = Person.ANNA.uri();
    String smaller = Pictures.dataUri(Pictures.jpeg(Pictures.scaled(Person.ANNA.image(), 0.6)));
    group.enrol("anna", anna);
    double alike =
        FaceGroup.assertOk(group.search(List.of(smaller), Map.of()))
            .at("/search_results/0/faces/0/faces/0/score")
            .asDouble();
    // Above the score of the two, each knows itself alone; at it, each knows both.
    double above = (1 + alike) / 2;
    List<JsonNode> strict =
        faces(group.cluster(List.of(smaller, anna), Map.of("threshold", above)));
    assertAdded(strict.get(0));
    assertEquals("anna", id(strict.get(1)));
    FaceGroup.assertOk(group.delete(List.of(id(strict.get(0)))));
    assertEquals(
        List.of("anna"),
        FaceGroup.texts(
            faces(group.cluster(List.of(smaller), Map.of("threshold", alike)))
                .getFirst()
                .path("faces"),
            "id"));
    assertEquals(1, group.count());
  }

  @Test
  void whoWasEnrolledIsMatchedInWhicheverShard(TestCluster cluster) throws IOException {
    FaceGroup group = new FaceGroup(cluster.http(0), FaceGroup.freshName("shards"));
    FaceGroup.assertOk(group.create(3_500_000));
    for (Person person : List.of(Person.ANNA, Person.BELA, Person.CLEO)) {
      group.enrol(person.name(), person.uri());
    }
    List<String> uris = Person.all().stream().map(Person::uri).toList();
    List<JsonNode> faces = faces(group.through(cluster.http(1)).cluster(uris, Map.of()));
    for (int i = 0; i < 3; i++) {
      assertEquals(Person.all().get(i).name(), id(faces.get(i)));
    }
    assertAdded(faces.get(3));
    assertAdded(faces.get(4));
    assertEquals(5, group.count());
    List<JsonNode> again = faces(group.cluster(uris, Map.of()));
    for (int i = 0; i < again.size(); i++) {
      assertEquals(id(faces.get(i)), id(again.get(i)));
    }
    assertEquals(5, group.count());
  }

  @Test
  void aBadFaceIsNeitherSearchedNorAdded(TestCluster cluster) throws IOException {
    FaceGroup group = FaceGroup.create(cluster.http(0), "quality");
    String blurred = Pictures.dataUri(Pictures.jpeg(Pictures.blurred(Person.ANNA.image(), 4)));
    List<JsonNode> faces =
        faces(group.cluster(List.of(blurred, Person.BELA.uri()), Map.of("use_quality", true)));
    assertEquals(0, faces.getFirst().path("faces").size(), faces::toString);
    assertAdded(faces.getLast());
    assertEquals(1, group.count());
  }

  @Test
  void thePicturesAreAllAnalysedBeforeAnyoneIsAdded(TestCluster cluster) throws IOException {
    FaceGroup group = FaceGroup.create(cluster.http(0), "all-or-none");
    FaceGroup.assertError(
        400,
        "images[1]: image cannot be decoded",
        group.cluster(
            List.of(
                Person.ANNA.uri(),
                Pictures.dataUri(Pictures.firstHalf(Pictures.png(Pictures.plain(64, 64))))),
            Map.of()));
    assertEquals(0, group.count());
  }

  @Test
  void onlyWhomNoGroupKnowsGoesIntoTheClusterGroup(TestCluster cluster) throws IOException {
    List<FaceGroup> groups = new ArrayList<>();
    for (Person person : Person.all()) {
      FaceGroup group = FaceGroup.create(cluster.http(0), "known");
      groups.add(group);
      if (person != Person.EMIL) {
        group.enrol(person.name(), person.uri());
      }
    }
    FaceGroup strangers = FaceGroup.create(cluster.http(1), "others");
    List<String> uris = Person.all().stream().map(Person::uri).toList();
    // It is not counted among the five; the second time, nobody is new.
    for (int round = 0; round < 2; round++) {
      List<JsonNode> faces =
          faces(
              FaceGroup.searchAll(
                  cluster.http(1), groups, uris, Map.of("cluster_group", strangers.name())));
      Set<String> where = new HashSet<>();
      for (int i = 0; i < 4; i++) {
        assertEquals(Person.all().get(i).name(), id(faces.get(i)));
        where.add(faces.get(i).at("/faces/0/group").asText());
      }
      assertEquals(4, where.size());
      assertEquals(strangers.name(), faces.get(4).at("/faces/0/group").asText());
      assertEquals(1, strangers.count());
      assertEquals(List.of(id(faces.get(4))), strangers.found(Person.EMIL.uri()));
    }
    // It may also be named among them, or twice.
    List<FaceGroup> withIt = List.of(groups.get(0), strangers, strangers);
    List<JsonNode> faces =
        faces(
            FaceGroup.searchAll(
                cluster.http(0),
                withIt,
                List.of(Person.EMIL.uri()),
                Map.of("cluster_group", strangers.name())));
    assertEquals(strangers.name(), faces.getFirst().at("/faces/0/group").asText());
    assertEquals(1, faces.getFirst().path("faces").size());
    assertEquals(1, strangers.count());
  }
}
