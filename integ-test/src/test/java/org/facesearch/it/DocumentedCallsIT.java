package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sections 2.1 to 2.12, 2.14 and 2.15 of the document: request and response, on two groups. */
@RealCluster
class DocumentedCallsIT {

  private static final String FACE =
      "{'id':'string', 'tag':'string', 'desc':'object',"
          + " 'bounding_box':{'pts':'corners', 'score':'score'}}";
  private static final String HIT = FACE.replace("{'id'", "{'score':'score', 'id'");
  private static final String HIT_OF_GROUP = HIT.replace("'desc'", "'group':'string', 'desc'");
  private static final String DATA =
      "'data':[{'uri':'PICTURE', 'attribute':{'bounding_boxes':["
          + "{'pts':[[136,100],[351,100],[351,389],[136,389]]}]}}]";

  /** The answer to a search, of hits that look like this. */
  private static String results(String hit) {
    return "{'search_results':[{'faces':[{'bounding_box':{'pts':'corners', 'score':'score'},"
        + " 'faces':["
        + hit
        + "]}]}]}";
  }

  /** The same where the request gave the boxes. */
  private static String resultsOfBoxes(String hit) {
    return results(hit).replaceFirst(", 'score':'score'", "");
  }

  private static String group;

  @BeforeAll
  static void name() {
    group = FaceGroup.freshName("documented");
  }

  static Stream<Exchange> document() {
    return Stream.of(
        new Exchange("2.1", "POST /v1/face/groups/GROUP", "{'config':{'capacity':300000}}", "{}"),
        new Exchange("2.2", "GET /v1/face/groups", "", "{'groups':['string']}"),
        new Exchange(
            "2.3",
            "GET /v1/face/groups/GROUP",
            "",
            "{'config':{'capacity':'int'}, 'tags':'int', 'count':'int'}"),
        new Exchange(
            "2.5",
            "POST /v1/face/groups/GROUP/add",
            "{'image':{'id':'AAAO054X4wzh', 'uri':'PICTURE', 'tag':'day', 'desc':{'name':'Anna'}},"
                + " 'params':{'reject_bad_face':true}}",
            "{'id':'AAAO054X4wzh', 'bounding_box':{'pts':'corners', 'score':'score'},"
                + " 'face_quality':{'quality':'clear', 'orientation':'up'}}"),
        new Exchange(
            "2.5",
            "POST /v1/face/groups/GROUP/add",
            "{'image':{'id':'', 'uri':'CROWD', 'tag':'', 'desc':{}}}",
            "{'id':'string', 'bounding_box':{'pts':'corners', 'score':'score'},"
                + " 'face_quality':{'quality':'quality', 'orientation':'orientation'},"
                + " 'face_number':'int'}"),
        new Exchange(
            "2.5",
            "POST /v1/face/groups/GROUP/add",
            "{'image':{'id':'AAAHdaa3wwzh', 'uri':'PICTURE',"
                + " 'bounding_box':{'pts':[[136,100],[351,100],[351,389],[136,389]]}}}",
            "{'id':'AAAHdaa3wwzh', 'bounding_box':{'pts':'corners'}}"),
        new Exchange(
            "2.7",
            "POST /v1/face/groups/GROUP/delete",
            "{'ids':['AAAHdaa3wwzh', 'nobody']}",
            "{'deleted':['AAAHdaa3wwzh']}"),
        new Exchange(
            "2.6",
            "POST /v1/face/groups/GROUP/search",
            "{'images':['PICTURE'], 'threshold':0.45, 'limit':5, 'use_quality':true}",
            results(HIT)),
        new Exchange(
            "2.8",
            "POST /v1/face/groups/GROUP/update",
            "{'image':{'id':'AAAO054X4wzh', 'uri':'PICTURE', 'tag':'night', 'desc':{'a':1}}}",
            "{}"),
        new Exchange(
            "2.9",
            "GET /v1/face/groups/GROUP/images?tag=night&marker=&limit=10",
            "",
            "{'images':[" + FACE + "], 'marker':''}"),
        new Exchange(
            "2.9",
            "GET /v1/face/groups/GROUP/images?limit=1",
            "",
            "{'images':[" + FACE + "], 'marker':'string'}"),
        new Exchange(
            "2.10",
            "GET /v1/face/groups/GROUP/tags?limit=1&marker=",
            "",
            "{'config':{'capacity':'int'}, 'tags':[{'name':'string', 'count':'int'}],"
                + " 'marker':'string'}"),
        new Exchange("2.1", "POST /v1/face/groups/GROUP-2", "{'config':{'capacity':1}}", "{}"),
        new Exchange(
            "2.12",
            "POST /v1/face/groups/GROUP-2/cluster",
            "{'images':['PICTURE', 'OTHER'], 'threshold':0.45, 'limit':5, 'use_quality':true}",
            results(HIT)),
        new Exchange(
            "2.11",
            "POST /v1/face/groups/multi/search",
            "{'images':['PICTURE', 'PICTURE'], 'groups':['GROUP', 'GROUP-2'], 'threshold':0.45,"
                + " 'limit':5, 'use_quality':true}",
            results(HIT_OF_GROUP)),
        new Exchange(
            "2.11",
            "POST /v1/face/groups/multi/search",
            "{'images':['CROWD', 'PICTURE'], 'groups':['GROUP'], 'cluster_group':'GROUP-2',"
                + " 'threshold':0.45, 'limit':5}",
            results(HIT_OF_GROUP)),
        new Exchange(
            "2.14",
            "POST /v1/face/groups/GROUP/pts/search",
            "{" + DATA + ", 'params':{'threshold':0.45, 'limit':5}}",
            resultsOfBoxes(HIT)),
        new Exchange(
            "2.15",
            "POST /v1/face/groups/multi/pts/search",
            "{" + DATA + ", 'params':{'threshold':0.45, 'limit':5}, 'groups':['GROUP', 'GROUP-2']}",
            resultsOfBoxes(HIT_OF_GROUP)),
        new Exchange(
            "2.15",
            "POST /v1/face/groups/multi/pts/search",
            "{"
                + DATA.replace("PICTURE", "STRANGER")
                + ", 'params':{'limit':5}, 'cluster_group':'GROUP-2', 'groups':['GROUP']}",
            resultsOfBoxes(HIT_OF_GROUP.replaceFirst(", 'score':'score'}}", "}}"))),
        new Exchange("2.4", "POST /v1/face/groups/GROUP-2/remove", "", "{}"),
        new Exchange("2.4", "POST /v1/face/groups/GROUP/remove", "", "{}"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("document")
  void answersAsDocumented(Exchange exchange, TestCluster cluster) throws IOException {
    exchange.assertAnswered(cluster.http(1), group);
  }

  @Test
  void valuesAreThoseThatWereSent(TestCluster cluster) throws IOException {
    FaceGroup group = FaceGroup.create(cluster.http(0), "values");
    group.enrol("anna", Person.ANNA.uri());
    group.enrol("bela", Person.BELA, Map.of("tag", "night"));
    assertEquals(Http.json("{'config':{'capacity':1000}, 'tags':2, 'count':2}"), group.info());
    assertEquals(
        Http.json(
            "{'config':{'capacity':1000}, 'marker':'',"
                + " 'tags':[{'name':'default','count':1},{'name':'night','count':1}]}"),
        group.tags(Map.of()));
    assertTrue(
        FaceGroup.assertOk(cluster.http(1).get(FaceGroup.ALL))
            .path("groups")
            .toString()
            .contains("\"" + group.name() + "\""));
  }

  @Test
  void groupsAreListedByName(TestCluster cluster) throws IOException {
    String prefix = FaceGroup.freshName("ordered") + "-";
    List<String> names = List.of(prefix + "b", prefix + "_", prefix + "a", prefix + "0");
    for (String name : names) {
      FaceGroup.assertOk(new FaceGroup(cluster.http(0), name).create(1));
    }
    JsonNode all = FaceGroup.assertOk(cluster.http(1).get(FaceGroup.ALL)).path("groups");
    List<String> ours = new ArrayList<>();
    all.forEach(name -> ours.add(name.asText()));
    ours.removeIf(name -> !name.startsWith(prefix));
    assertEquals(names.stream().sorted().toList(), ours);
  }
}
