package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Groups that are filled through {@code _bulk}, as docs/face-groups.md tells. */
@RealCluster
class BulkFilledIT {

  private static final int FACES = 300;

  @Test
  void aLargeGroupHasSeveralShardsAndOneOrder(TestCluster cluster) throws IOException {
    FaceGroup group = new FaceGroup(cluster.http(0), FaceGroup.freshName("several-shards"));
    FaceGroup.assertOk(group.create(2_500_000));
    JsonNode settings = FaceGroup.assertOk(cluster.http(1).get("/" + group.index() + "/_settings"));
    assertEquals(
        "3",
        settings.path(group.index()).at("/settings/index/number_of_shards").asText(),
        "one for each million");
    List<String> ids = new ArrayList<>();
    Bulk bulk = new Bulk();
    for (int i = 0; i < FACES; i++) {
      ids.add("id-" + (1000 + i));
      bulk.face(group, ids.getLast(), i % 2 == 0 ? "default" : "tag-" + (1000 + i), i);
    }
    bulk.send(cluster.http(1));
    assertEquals(ids, walk(group, "images", "id", 7));
    assertInfo(group, FACES, 1 + FACES / 2);

    FaceGroup other = group.through(cluster.http(1));
    FaceGroup.assertOk(group.update("id-1000", Map.of("tag", "tag-0")));
    FaceGroup.assertOk(group.delete(List.of("id-1001", "id-1002")));
    assertInfo(other, FACES - 2, 1 + FACES / 2);
    assertEquals("tag-0", walk(other, "tags", "name", 100).get(1));
    assertEquals(1 + FACES / 2, new TreeSet<>(walk(other, "tags", "name", 7)).size());
    assertEquals(FACES / 2 - 2, other.tags(Map.of("limit", 1)).at("/tags/0/count").asInt());
    FaceGroup.assertError(
        409, "id-1003 already exist", group.add("id-1003", Person.ANNA.uri(), Map.of()));
    group.enrol("id-1001", Person.ANNA, Map.of());
    assertEquals(List.of("id-1001"), other.found(Person.ANNA.uri()));
    FaceGroup.assertOk(other.cluster(List.of(Person.BELA.uri()), Map.of()));
    assertInfo(group, FACES, 1 + FACES / 2);
    FaceGroup.assertOk(group.remove());
  }

  /** All pages of a listing. */
  private static List<String> walk(FaceGroup group, String listing, String key, int limit)
      throws IOException {
    List<String> keys = new ArrayList<>();
    String marker = "";
    do {
      Map<String, Object> range = Map.of("limit", limit, "marker", marker);
      JsonNode page = listing.equals("images") ? group.images(range) : group.tags(range);
      keys.addAll(FaceGroup.texts(page.path(listing), key));
      marker = page.path("marker").asText();
    } while (!marker.isEmpty());
    return keys;
  }

  private static void assertInfo(FaceGroup group, int count, int tags) throws IOException {
    JsonNode info = group.info();
    assertEquals(count, info.path("count").asInt(), info::toString);
    assertEquals(tags, info.path("tags").asInt(), info::toString);
  }

  @Test
  void whatIsWrittenAnotherWay(TestCluster cluster) throws IOException {
    FaceGroup group = FaceGroup.create(cluster.http(0), "another-way");
    group.enrol("anna", Person.ANNA, Map.of());
    JsonNode anna =
        FaceGroup.assertOk(cluster.http(0).get("/" + group.index() + "/_doc/anna"))
            .at("/_source/vector");
    new Bulk()
        .index(group.index(), "no-id", Map.of("tag", "t", "vector", anna))
        .index(group.index(), "different", Map.of("id", "named", "tag", "t", "vector", anna))
        .index(group.index(), "no-tag", Map.of("id", "no-tag", "vector", anna))
        .index(group.index(), "no-vector", Map.of("id", "no-vector", "tag", "t"))
        .send(cluster.http(1));
    assertEquals(Set.of("anna", "no-id", "named", "no-tag"), found(group));
    assertEquals(List.of("anna", "named", "no-tag", "no-vector"), group.ids());
    assertInfo(group, 4, 2);
    assertEquals("", group.entry("no-tag").path("tag").asText());
    FaceGroup.assertError(400, "named not exist", group.update("named", Map.of("tag", "u")));
    assertEquals(
        Http.json("{'deleted':['no-id']}"),
        FaceGroup.assertOk(group.delete(List.of("named", "no-id"))));
    assertEquals(Set.of("anna", "named", "no-tag"), found(group));
  }

  private static Set<String> found(FaceGroup group) throws IOException {
    return new TreeSet<>(group.found(Person.ANNA.uri()));
  }

  @Test
  void documentsThatShareAnIdAreOneHitOfAComparison(TestCluster cluster) throws IOException {
    FaceGroup group = FaceGroup.create(cluster.http(0), "shared-id");
    FaceGroup target = FaceGroup.create(cluster.http(0), "target");
    Bulk bulk = new Bulk().face(target, "asked", "t", 3).face(group, "alone", "t", 3);
    for (int i = 0; i < 5; i++) {
      Map<String, Object> copy = new LinkedHashMap<>();
      copy.put("id", "shared");
      copy.put("tag", "t");
      copy.put("vector", Bulk.axis(i));
      bulk.index(group.index(), "copy-" + i, copy);
    }
    bulk.send(cluster.http(0));
    JsonNode row =
        FaceGroup.assertOk(
                new Comparing(cluster.http(1)).compare(group, target, Map.of("threshold", 0)))
            .at("/compare_results/0");
    assertEquals(List.of("alone", "shared"), FaceGroup.texts(row.path("faces"), "id"));
    assertEquals(1, row.at("/faces/1/score").asDouble(), 1e-6, row::toString);
  }
}
