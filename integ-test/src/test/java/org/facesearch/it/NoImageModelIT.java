package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A node that is configured to do without the models for whole pictures and for age and gender. */
class NoImageModelIT {

  private static final String NONE =
      "this node has no model for whole pictures: plugins.face_search.image_embedder is none";

  private static TestCluster cluster;
  private static Http http;

  @BeforeAll
  static void start() throws IOException {
    cluster =
        TestCluster.named("no-image-model")
            .setting("plugins.face_search.image_embedder", "none")
            .setting("plugins.face_search.attributes.age_gender", "none")
            .setting("plugins.face_search.facepp.open", "true")
            .start();
    http = cluster.http(0);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  /** An index as a node with the model leaves it. */
  private static ImageGroup groupOfBefore() throws IOException {
    ImageGroup group = new ImageGroup(http, FaceGroup.freshName("before"));
    FaceGroup.assertOk(
        http.put(
            "/" + group.index(),
            Http.json(
                "{'settings':{'index.face_search.group.kind':'image',"
                    + "'index.face_search.group.capacity':5,'number_of_replicas':0},"
                    + "'mappings':{'properties':{'id':{'type':'keyword'},"
                    + "'tag':{'type':'keyword'}, 'vector':{'type':'visual_vector',"
                    + "'model':'squeezenet11-512'}}}}")));
    Response stored =
        http.put(
            "/" + group.index() + "/_doc/a?refresh=true",
            Map.of("id", "a", "tag", "t", "vector", Bulk.axis(1)));
    assertEquals(201, stored.status(), stored::toString);
    return group;
  }

  @Test
  void ageAndGenderAreLeftOutAndNeverMadeUp() throws IOException {
    String picture = Person.ANNA.uri();
    String base64 = picture.substring(picture.indexOf(',') + 1);
    Response faces =
        http.post(
            "/facepp/v3/detect",
            Map.of("image_base64", base64, "return_attributes", "gender,age,blur"));
    assertEquals(200, faces.status(), faces::toString);
    assertEquals(1, faces.body().at("/faces/0/attributes").size(), faces::toString);

    Response matched =
        http.post(
            "/SophonMatch/api/PictureMatch",
            Map.of("rgb_image_base64", base64, "device_ip", "none"));
    assertEquals(200, matched.status(), matched::toString);
    FaceGroup.assertOk(http.post(EventClient.ALIAS + "/_refresh"));
    JsonNode event = new EventClient(http).found(Map.of("match_all", Map.of())).get(0);
    JsonNode attributes = event.at("/_source/recognize_face_attr");
    assertEquals(4, attributes.path("box").size(), event::toString);
    assertTrue(attributes.path("gender").isNull() && attributes.path("age").isNull());

    Response failed =
        http.post(
            "/_ingest/pipeline/_simulate",
            Http.json(
                "{'pipeline':{'processors':[{'face_embedding':{'field':'photo','attributes':"
                    + "['age_gender']}}]},'docs':[{'_source':{'photo':'"
                    + base64
                    + "'}}]}"));
    assertTrue(
        failed.toString().contains("there is no model for the attribute age_gender"),
        failed::toString);
  }

  @Test
  void everyCallAboutPicturesSaysSo() throws IOException {
    String picture = Person.ANNA.uri();
    ImageGroup before = groupOfBefore();
    ImageGroup never = new ImageGroup(http, "never");
    for (Response answer :
        List.of(
            never.create(5),
            http.get(ImageGroup.ALL),
            never.search(List.of(picture), Map.of()),
            before.search(List.of(picture), Map.of()),
            before.add("b", picture, Map.of()),
            before.update("a", Map.of("tag", "x")),
            before.delete(List.of("a")),
            http.get(before.path()),
            http.get(before.path() + "/images"),
            http.get(before.path() + "/tags"),
            before.remove(),
            ImageGroup.searchAll(http, List.of(before), List.of(picture), Map.of()),
            new Comparing(http).compare(before, before, Map.of()),
            new Comparing(http).tryToStart(before, before, Map.of()))) {
      FaceGroup.assertError(503, NONE, answer);
    }
    assertEquals(404, http.get("/images-never").status());
    JsonNode kept = FaceGroup.assertOk(http.get("/" + before.index() + "/_search"));
    assertEquals(1, kept.at("/hits/total/value").asInt());
    assertEquals("t", kept.at("/hits/hits/0/_source/tag").asText());
  }

  @Test
  void picturesOfQueriesAreRefusedAndVectorsAreSearched() throws IOException {
    ImageGroup before = groupOfBefore();
    Response byPicture = knn(before, "image", Person.ANNA.uri());
    assertEquals(503, byPicture.status(), byPicture::toString);
    assertTrue(
        byPicture.text().contains("it is configured without a model for whole pictures"),
        byPicture::toString);
    JsonNode hits = FaceGroup.assertOk(knn(before, "vector", Bulk.axis(1))).at("/hits/hits");
    assertEquals(List.of("a"), FaceGroup.texts(hits, "_id"));
  }

  private static Response knn(ImageGroup group, String key, Object probe) throws IOException {
    return http.post(
        "/" + group.index() + "/_search",
        Map.of("query", Map.of("visual_knn", Map.of("field", "vector", key, probe))));
  }

  @Test
  void fieldsAndProcessorsSaySoToo() throws IOException {
    Response field =
        http.put(
            "/pictures",
            Http.json(
                "{'mappings':{'properties':{'v':{'type':'visual_vector','model':'image'}}}}"));
    assertEquals(400, field.status(), field::toString);
    assertTrue(
        field.text().contains("this node is configured without a model [image]"), field::toString);
    Ingest.pipeline(http, "pictures", "{'image_embedding':{'field':'photo'}}");
    Response document =
        http.put("/photos/_doc/1?pipeline=pictures", Map.of("photo", Person.ANNA.uri()));
    assertEquals(503, document.status(), document::toString);
    assertTrue(document.text().contains("field [photo]: " + NONE), document::toString);
    assertEquals(404, http.get("/photos/_doc/1").status());
  }

  @Test
  void facesAreFoundAsEver() throws IOException {
    FaceGroup group = FaceGroup.create(http, "faces");
    group.enrol("anna", Person.ANNA, Map.of());
    assertEquals(List.of("anna"), group.found(Person.ANNA.uri()));
    assertEquals(
        1,
        FaceGroup.assertOk(new Comparing(http).compare(group, group, Map.of()))
            .path("compare_results")
            .size());
    Ingest.pipeline(http, "faces", "{'face_embedding':{'field':'photo'}}");
    Response document =
        http.put("/people/_doc/1?pipeline=faces", Map.of("photo", Person.ANNA.uri()));
    assertEquals(201, document.status(), document::toString);
  }

  /** It was asked for: nothing in the log is to worry anybody. */
  @Test
  void theLogHasNoErrorAboutIt() throws IOException {
    List<String> errors =
        cluster.node(0).log().stream()
            .filter(line -> line.contains("ERROR") && line.contains("image"))
            .toList();
    assertFalse(cluster.node(0).log().isEmpty());
    assertEquals(List.of(), errors);
  }
}
