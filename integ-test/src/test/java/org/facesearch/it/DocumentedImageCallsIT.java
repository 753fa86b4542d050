package org.facesearch.it;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sections 1.1 to 1.10 of the document, request and response; and in their shapes what sections
 * 2.11 and 2.13 have for faces.
 */
@RealCluster
class DocumentedImageCallsIT {

  private static final String IMAGE = "{'id':'string', 'tag':'string', 'desc':'object'}";
  private static final String HIT = IMAGE.replace("{'id'", "{'score':'score', 'id'");

  private static String group;

  @BeforeAll
  static void name() {
    group = FaceGroup.freshName("documented-image");
  }

  private static String results(String hit) {
    return "{'search_results':[{'results':[" + hit + "]}]}";
  }

  static Stream<Exchange> document() {
    return Stream.of(
        new Exchange("1.1", "POST /v1/image/groups/GROUP", "{'config':{'capacity':300000}}", "{}"),
        new Exchange("1.2", "GET /v1/image/groups", "", "{'groups':['string']}"),
        new Exchange(
            "1.3",
            "GET /v1/image/groups/GROUP",
            "",
            "{'config':{'capacity':'int'}, 'tags':'int', 'count':'int'}"),
        new Exchange(
            "1.5",
            "POST /v1/image/groups/GROUP/add",
            "{'image':{'id':'AAAO054X4wzh', 'uri':'PICTURE', 'tag':'day', 'desc':{'name':'Anna'}}}",
            "{'id':'AAAO054X4wzh'}"),
        new Exchange(
            "1.5",
            "POST /v1/image/groups/GROUP/add",
            "{'image':{'id':'', 'uri':'CROWD', 'tag':'', 'desc':{}}}",
            "{'id':'string'}"),
        new Exchange(
            "1.5",
            "POST /v1/image/groups/GROUP/add",
            "{'image':{'id':'AAAHdaa3wwzh', 'uri':'PICTURE'}}",
            "{'id':'AAAHdaa3wwzh'}"),
        new Exchange(
            "1.7",
            "POST /v1/image/groups/GROUP/delete",
            "{'ids':['AAAHdaa3wwzh', 'nobody']}",
            "{'deleted':['AAAHdaa3wwzh']}"),
        new Exchange(
            "1.6",
            "POST /v1/image/groups/GROUP/search",
            "{'images':['PICTURE', 'CROWD'], 'threshold':0.9, 'limit':5}",
            results(HIT)),
        new Exchange(
            "1.8",
            "POST /v1/image/groups/GROUP/update",
            "{'image':{'id':'AAAO054X4wzh', 'uri':'OTHER', 'tag':'night', 'desc':{'a':1}}}",
            "{}"),
        new Exchange(
            "1.6",
            "POST /v1/image/groups/GROUP/search",
            "{'images':['OTHER'], 'threshold':0.9}",
            results(HIT.replace("'tag':'string'", "'tag':'night'"))),
        new Exchange(
            "1.9",
            "GET /v1/image/groups/GROUP/images?tag=night&marker=&limit=10",
            "",
            "{'images':[" + IMAGE + "], 'marker':''}"),
        new Exchange(
            "1.9",
            "GET /v1/image/groups/GROUP/images?limit=1",
            "",
            "{'images':[" + IMAGE + "], 'marker':'string'}"),
        new Exchange(
            "1.10",
            "GET /v1/image/groups/GROUP/tags?limit=1&marker=",
            "",
            "{'config':{'capacity':'int'}, 'tags':[{'name':'string', 'count':'int'}],"
                + " 'marker':'string'}"),
        new Exchange(
            "as 2.11",
            "POST /v1/image/groups/multi/search",
            "{'images':['OTHER', 'CROWD'], 'groups':['GROUP', 'GROUP'], 'threshold':0.9,"
                + " 'limit':5, 'cluster_group':''}",
            results(HIT.replace("'desc'", "'group':'string', 'desc'"))),
        new Exchange(
            "as 2.13",
            "POST /v1/image/groups/GROUP/compare",
            "{'target_group':'GROUP', 'threshold':0.9, 'limit':5}",
            "{'compare_results':[" + IMAGE.replace("}", ", 'results':[" + HIT + "]}") + "]}"),
        new Exchange("1.4", "POST /v1/image/groups/GROUP/remove", "", "{}"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("document")
  void answersAsDocumented(Exchange exchange, TestCluster cluster) throws IOException {
    exchange.assertAnswered(cluster.http(1), group);
  }
}
