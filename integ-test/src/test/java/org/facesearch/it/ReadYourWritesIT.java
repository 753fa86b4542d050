package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What one node has acknowledged, every node shows at once. */
@RealCluster
class ReadYourWritesIT {

  private static final System.Logger LOGGER = System.getLogger(ReadYourWritesIT.class.getName());
  private static final int ROUNDS = 15;
  private static final int FACES = Integer.getInteger("face_search.test.faces", 300);

  /** One refresh interval each would be a quarter of an hour and more. */
  private static final Duration AT_MOST = Duration.ofMinutes(12);

  @Test
  void everyWriteIsSeenOnTheOtherNodeAtOnce(TestCluster cluster) throws IOException {
    FaceGroup group = FaceGroup.create(cluster.http(0), "at-once");
    for (int round = 0; round < ROUNDS; round++) {
      FaceGroup writer = group.through(cluster.http(round % 2));
      FaceGroup reader = group.through(cluster.http((round + 1) % 2));
      String id = "id-" + round;

      writer.enrol(id, Person.ANNA, Map.of("tag", "new-" + round));
      assertEquals(List.of(id), reader.found(Person.ANNA.uri()), "search");
      writer.enrol(id + "-b", Person.BELA, Map.of());
      assertEquals(2, reader.info().path("count").asInt(), "info");
      writer.enrol(id + "-c", Person.CLEO, Map.of());
      assertEquals(List.of(id, id + "-b", id + "-c"), reader.ids(), "images");
      writer.enrol(id + "-d", Person.DORA, Map.of("tag", "only-" + round));
      assertEquals(
          List.of("default", "new-" + round, "only-" + round),
          FaceGroup.texts(reader.tags(Map.of()).path("tags"), "name"),
          "tags");

      FaceGroup.assertOk(writer.update(id, Map.of("uri", Person.EMIL.uri())));
      assertEquals(List.of(id), reader.found(Person.EMIL.uri()), "updated");
      FaceGroup.assertOk(writer.update(id, Map.of("tag", "old", "desc", round)));
      assertEquals("old", reader.entry(id).path("tag").asText(), "updated");
      FaceGroup.assertOk(writer.delete(List.of(id)));
      assertEquals(List.of(), reader.found(Person.EMIL.uri()), "deleted");
      FaceGroup.assertOk(writer.delete(List.of(id + "-b", id + "-c", id + "-d")));
      assertEquals(
          Http.json("{'config':{'capacity':1000},'tags':0,'count':0}"), reader.info(), "deleted");
    }
  }

  @Test
  void groupsComeAndGoOnBothNodesAtOnce(TestCluster cluster) throws IOException {
    String name = FaceGroup.freshName("come-and-go");
    for (int round = 0; round < 5; round++) {
      FaceGroup writer = new FaceGroup(cluster.http(round % 2), name);
      FaceGroup reader = new FaceGroup(cluster.http((round + 1) % 2), name);
      FaceGroup.assertOk(writer.create(5));
      assertEquals(0, reader.count());
      assertTrue(listed(cluster.http((round + 1) % 2)).contains(name));
      reader.enrol("a", Person.ANNA, Map.of());
      assertEquals(1, writer.count());
      FaceGroup.assertOk(writer.remove());
      FaceGroup.assertError(
          400, "group not exist", reader.search(List.of(Person.ANNA.uri()), Map.of()));
      assertTrue(!listed(cluster.http((round + 1) % 2)).contains(name));
    }
  }

  @Test
  void facesOneByOneDoNotWaitForRefreshes(TestCluster cluster) throws IOException {
    FaceGroup group = FaceGroup.create(cluster.http(0), "thousand");
    List<FaceGroup> nodes = List.of(group, group.through(cluster.http(1)));
    List<String> expected = new ArrayList<>();
    long start = System.nanoTime();
    for (int i = 0; i < FACES; i++) {
      String id = "face-" + (10_000 + i);
      expected.add(id);
      nodes.get(i % 2).enrol(id, Person.ANNA, Map.of());
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    LOGGER.log(
        System.Logger.Level.INFO,
        "{0} faces one by one: {1} s, {2} ms each",
        FACES,
        took.toSeconds(),
        took.toMillis() / FACES);
    for (FaceGroup node : nodes) {
      assertEquals(FACES, node.count());
      assertEquals(expected, node.ids());
      assertEquals(FACES, node.hits(Person.ANNA.uri(), Map.of("limit", FACES)).size());
    }
    assertTrue(took.compareTo(AT_MOST) < 0, took::toString);
  }

  private static List<String> listed(Http http) throws IOException {
    List<String> names = new ArrayList<>();
    JsonNode groups = FaceGroup.assertOk(http.get(FaceGroup.ALL)).path("groups");
    groups.forEach(name -> names.add(name.asText()));
    return names;
  }
}
