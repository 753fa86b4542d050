package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hits come without their vectors unless one asks; whatever copies documents keeps them. */
@RealCluster
class ShownSourceIT {

  private static final int PHOTOS = 6;

  private static String index;

  @BeforeAll
  static void fill(TestCluster cluster) throws IOException {
    index = create(cluster, "shown");
    Bulk bulk = new Bulk();
    for (int i = 0; i < PHOTOS; i++) {
      Map<String, ?> left = Map.of("side", "left", "vector", Bulk.axis(i + 1));
      Map<String, ?> right = Map.of("side", "right", "vector", Bulk.axis(i + 10));
      bulk.index(
          index,
          "photo-" + i,
          Map.of(
              "camera",
              i % 2 == 0 ? "north" : "south",
              "size",
              i,
              "vector",
              Bulk.axis(i),
              "faces",
              List.of(left, right)));
    }
    bulk.send(cluster.http(0));
    refresh(cluster, index);
  }

  private static String create(TestCluster cluster, String name) throws IOException {
    String fresh = FaceGroup.freshName(name);
    FaceGroup.assertOk(
        cluster
            .http(0)
            .put(
                "/" + fresh,
                Http.json(
                    "{'settings':{'number_of_shards':2},'mappings':{'properties':{'camera':{'type':"
                        + "'keyword'},'size':{'type':'integer'},'vector':{'type':'visual_vector',"
                        + "'model':'face'},'faces':{'type':'nested','properties':{'side':{'type':"
                        + "'keyword'},'vector':{'type':'visual_vector','model':'face'}}}}}}")));
    return fresh;
  }

  private static void refresh(TestCluster cluster, String name) throws IOException {
    FaceGroup.assertOk(cluster.http(0).post("/" + name + "/_refresh"));
  }

  /** The same answer through both nodes: shards here and there must agree. */
  private static JsonNode search(TestCluster cluster, String options) throws IOException {
    return search(cluster, "/" + index + "/_search", options);
  }

  private static JsonNode search(TestCluster cluster, String path, String options)
      throws IOException {
    ObjectNode body = (ObjectNode) Http.json(options);
    if (!body.has("size")) {
      body.put("size", PHOTOS);
    }
    body.set("sort", Http.json("[{'size':'asc'}]"));
    JsonNode one = FaceGroup.assertOk(cluster.http(0).post(path, body));
    JsonNode other = FaceGroup.assertOk(cluster.http(1).post(path, body));
    assertEquals(one.at("/hits/hits"), other.at("/hits/hits"));
    return one;
  }

  /** What is asked for, and whether the vector of the document and those of its faces are shown. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{}                                                    | false | false",
        "{'_source':true}                                      | true  | true",
        "{'_source':['*']}                                     | true  | true",
        "{'_source':['vector','camera','size']}                | true  | false",
        "{'_source':['camera','size','faces.vector']}          | false | true",
        "{'_source':{'excludes':['other']}}                    | false | false",
        "{'_source':{'includes':['*'],'excludes':['vector']}}  | false | true",
        "{'stored_fields':['_source']}                         | false | false",
        "{'stored_fields':['_source'],'_source':true}          | true  | true",
      })
  void aHitShowsVectorsToWhoAsks(
      String options, boolean ofDocument, boolean ofFaces, TestCluster cluster) throws IOException {
    JsonNode hits = search(cluster, options).at("/hits/hits");
    assertEquals(PHOTOS, hits.size());
    for (JsonNode hit : hits) {
      JsonNode source = hit.path("_source");
      assertTrue(source.has("camera") && source.has("size"), hit::toString);
      assertEquals(ofDocument, source.path("vector").size() == Bulk.DIMENSION, hit::toString);
      assertEquals(ofFaces, source.at("/faces/0/vector").size() == Bulk.DIMENSION, hit::toString);
    }
  }

  @Test
  void whatElseIsInADocumentIsShownAsItIs(TestCluster cluster) throws IOException {
    assertEquals(
        Http.json("{'camera':'south','size':1,'faces':[{'side':'left'},{'side':'right'}]}"),
        search(cluster, "{}").at("/hits/hits/1/_source"));
    JsonNode excluded =
        search(cluster, "{'_source':{'excludes':['camera']}}").at("/hits/hits/1/_source");
    assertEquals(Http.json("{'size':1,'faces':[{'side':'left'},{'side':'right'}]}"), excluded);
    assertFalse(search(cluster, "{'_source':false}").at("/hits/hits/0").has("_source"));
    assertFalse(search(cluster, "{'stored_fields':'_none_'}").at("/hits/hits/0").has("_source"));
    assertEquals(
        Bulk.DIMENSION,
        search(cluster, "{'_source':false,'fields':['vector']}")
            .at("/hits/hits/0/fields/vector")
            .size());
  }

  @Test
  void innerHitsShowVectorsToWhoAsks(TestCluster cluster) throws IOException {
    String nested =
        "{'query':{'nested':{'path':'faces','query':{'term':{'faces.side':'left'}},'inner_hits':%s}}}";
    String path = "/inner_hits/faces/hits/hits/0/_source";
    for (JsonNode hit : search(cluster, nested.replace("%s", "{}")).at("/hits/hits")) {
      assertEquals(Http.json("{'side':'left'}"), hit.at(path));
    }
    for (String asked : List.of("{'_source':true}", "{'_source':['faces.*']}")) {
      for (JsonNode hit : search(cluster, nested.replace("%s", asked)).at("/hits/hits")) {
        assertEquals(Bulk.DIMENSION, hit.at(path + "/vector").size(), hit::toString);
        assertFalse(hit.path("_source").has("vector"), hit::toString);
      }
    }
    JsonNode collapsed =
        search(cluster, "{'collapse':{'field':'camera','inner_hits':{'name':'more','size':2}}}");
    assertEquals(2, collapsed.at("/hits/hits").size());
    JsonNode more = collapsed.at("/hits/hits/0/inner_hits/more/hits/hits/1/_source");
    assertTrue(more.has("camera") && !more.has("vector"), more::toString);
  }

  @Test
  void topHitsShowVectorsToWhoNamesThem(TestCluster cluster) throws IOException {
    String top =
        "{'size':0,'aggs':{'cameras':{'terms':{'field':'camera'},'aggs':{'top':{'top_hits':"
            + "{'size':1,'sort':[{'size':'asc'}]%s}}}}}}";
    String path = "/aggregations/cameras/buckets/0/top/hits/hits/0/_source";
    assertEquals(
        Http.json("{'camera':'north','size':0,'faces':[{'side':'left'},{'side':'right'}]}"),
        search(cluster, top.replace("%s", "")).at(path));
    JsonNode named = search(cluster, top.replace("%s", ",'_source':['vector']")).at(path);
    assertEquals(Bulk.DIMENSION, named.path("vector").size());
    JsonNode face =
        search(
                cluster,
                "{'size':0,'aggs':{'faces':{'nested':{'path':'faces'},'aggs':{'top':{'top_hits':"
                    + "{'size':1}}}}}}")
            .at("/aggregations/faces/top/hits/hits/0/_source");
    assertTrue(face.has("side") && !face.has("vector"), face::toString);
  }

  @Test
  void aPointInTimeIsASearchAndAScrollIsACopy(TestCluster cluster) throws IOException {
    Http http = cluster.http(1);
    String pit =
        FaceGroup.assertOk(http.post("/" + index + "/_search/point_in_time?keep_alive=1m"))
            .path("pit_id")
            .asText();
    JsonNode hits =
        search(cluster, "/_search", "{'pit':{'id':'" + pit + "','keep_alive':'1m'}}")
            .at("/hits/hits");
    assertFalse(hits.at("/0/_source").has("vector"), hits::toString);

    for (String options : List.of("{'size':2}", "{'size':2,'stored_fields':['_source']}")) {
      assertScrollsVectors(http, options);
    }
  }

  private static void assertScrollsVectors(Http http, String options) throws IOException {
    List<JsonNode> scrolled = new ArrayList<>();
    JsonNode page =
        FaceGroup.assertOk(http.post("/" + index + "/_search?scroll=1m", Http.json(options)));
    while (!page.at("/hits/hits").isEmpty()) {
      page.at("/hits/hits").forEach(scrolled::add);
      String id = page.path("_scroll_id").asText();
      page =
          FaceGroup.assertOk(http.post("/_search/scroll", Map.of("scroll", "1m", "scroll_id", id)));
    }
    assertEquals(PHOTOS, scrolled.size());
    for (JsonNode hit : scrolled) {
      assertEquals(Bulk.DIMENSION, hit.at("/_source/vector").size(), hit::toString);
      assertEquals(Bulk.DIMENSION, hit.at("/_source/faces/1/vector").size(), hit::toString);
    }
  }

  /** All documents by a scroll, and few by what OpenSearch then does without one. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{}               | 'index':'%s'                                         | 6",
        "{'max_docs':3}   | 'index':'%s'                                         | 3",
        "{'max_docs':3}   | 'index':'%s','_source':{'excludes':['camera']}       | 3",
        "{}               | 'index':'%s','_source':['vector','faces','size']     | 6",
      })
  void reindexKeepsVectors(String options, String source, int copied, TestCluster cluster)
      throws IOException {
    String copy = create(cluster, "copy");
    ObjectNode body = (ObjectNode) Http.json(options);
    body.set("source", Http.json("{" + source.replace("%s", index) + "}"));
    body.set("dest", Http.json("{'index':'" + copy + "'}"));
    JsonNode done = FaceGroup.assertOk(cluster.http(1).post("/_reindex?refresh=true", body));
    assertEquals(copied, done.path("created").asInt(), done::toString);
    assertFindable(cluster, copy, copied);
  }

  @ParameterizedTest
  @CsvSource({"{}", "{'max_docs':3}"})
  void updatesKeepVectors(String options, TestCluster cluster) throws IOException {
    String copy = create(cluster, "changed");
    FaceGroup.assertOk(
        cluster
            .http(0)
            .post(
                "/_reindex?refresh=true",
                Http.json("{'source':{'index':'" + index + "'},'dest':{'index':'" + copy + "'}}")));
    ObjectNode body = (ObjectNode) Http.json(options);
    FaceGroup.assertOk(cluster.http(0).post("/" + copy + "/_update_by_query?refresh=true", body));
    FaceGroup.assertOk(
        cluster
            .http(1)
            .post("/" + copy + "/_update/photo-5", Http.json("{'doc':{'camera':'west'}}")));
    refresh(cluster, copy);
    assertFindable(cluster, copy, PHOTOS);
  }

  /** Every document is found by its own vector and by those of its faces, and still has them. */
  private static void assertFindable(TestCluster cluster, String copy, int expected)
      throws IOException {
    JsonNode all =
        FaceGroup.assertOk(cluster.http(0).post("/" + copy + "/_search", Http.json("{'size':100}")))
            .at("/hits/hits");
    assertEquals(expected, all.size(), all::toString);
    for (JsonNode hit : all) {
      String id = hit.path("_id").asText();
      JsonNode whole = FaceGroup.assertOk(cluster.http(0).get("/" + copy + "/_doc/" + id));
      assertEquals(Bulk.DIMENSION, whole.at("/_source/vector").size(), whole::toString);
      assertFirst(cluster, copy, id, query("vector", whole.at("/_source/vector")));
      for (JsonNode face : whole.at("/_source/faces")) {
        JsonNode ofFace = query("faces.vector", face.path("vector"));
        assertFirst(cluster, copy, id, Map.of("nested", Map.of("path", "faces", "query", ofFace)));
      }
    }
  }

  private static JsonNode query(String field, JsonNode vector) {
    ObjectNode query =
        (ObjectNode) Http.json("{'visual_knn':{'field':'" + field + "','threshold':0.99}}");
    ((ObjectNode) query.path("visual_knn")).set("vector", vector);
    return query;
  }

  private static void assertFirst(TestCluster cluster, String copy, String id, Object query)
      throws IOException {
    JsonNode hits =
        FaceGroup.assertOk(cluster.http(1).post("/" + copy + "/_search", Map.of("query", query)))
            .at("/hits/hits");
    assertEquals(List.of(id), FaceGroup.texts(hits, "_id"));
  }
}
