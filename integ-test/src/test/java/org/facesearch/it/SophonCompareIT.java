package org.facesearch.it;

import static org.facesearch.it.Sophon.assertInvalid;
import static org.facesearch.it.Sophon.base64;
import static org.facesearch.it.Sophon.body;
import static org.facesearch.it.Sophon.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code sophonmatch-compare.md}, field by field. */
@RealCluster
class SophonCompareIT {

  private Sophon sophon;
  private Map<String, Object> anna;

  @BeforeEach
  void newCall(TestCluster cluster) throws IOException {
    // So that events can be looked for before there is one.
    EventClient.installed(cluster.http(0));
    sophon = new Sophon(cluster.http(1));
    String picture = base64(Person.ANNA.jpeg());
    anna = body("face_image_base64", picture, "card_image_base64", picture);
  }

  private JsonNode compared(Map<String, ?> body) throws IOException {
    return FaceGroup.assertOk(sophon.compare(body));
  }

  /** The one event of a time that no other test uses. */
  private List<JsonNode> eventsAt(double time) throws IOException {
    FaceGroup.assertOk(sophon.http().post(EventClient.ALIAS + "/_refresh"));
    return new EventClient(sophon.http())
        .found(Map.of("term", Map.of("timestamp", time))).stream()
            .map(hit -> hit.path("_source"))
            .toList();
  }

  @Test
  void theDocumentedRequestIsAnswered() throws IOException {
    JsonNode same = compared(anna);
    assertEquals(
        Http.json("{'retcode':'1','identity_id':'','name':'stranger','score':1.0}"),
        Http.json(same.toString().replaceAll("\"score\":0\\.99999[0-9]*", "\"score\":1.0")));
    JsonNode other = compared(with(anna, "card_image_base64", base64(Person.BELA.jpeg())));
    assertEquals("0", other.path("retcode").asText());
    assertEquals("", other.path("identity_id").asText());
    assertEquals("stranger", other.path("name").asText());
    assertTrue(other.path("score").asDouble() < 0.225, other::toString);
    assertEquals(4, other.size(), other::toString);
  }

  @Test
  void theHolderIsNamedIfItIsThePerson() throws IOException {
    Map<String, Object> holder =
        body("user_idcard", "17", "user_name", "Anna", "card_type", "ID", "more", List.of(1));
    JsonNode same = compared(with(anna, "identity_info", holder));
    assertEquals("17", same.path("identity_id").asText());
    assertEquals("Anna", same.path("name").asText());
    JsonNode other =
        compared(
            with(anna, "identity_info", holder, "card_image_base64", base64(Person.BELA.jpeg())));
    assertEquals("", other.path("identity_id").asText());
    assertEquals("stranger", other.path("name").asText());
  }

  @Test
  void whatIsSavedIsAnEvent() throws IOException {
    Map<String, Object> holder =
        body(
            "user_idcard",
            "17",
            "user_name",
            "Anna",
            "user_sex",
            "f",
            "user_nation",
            "x",
            "user_address",
            "y",
            "user_issu",
            "z",
            "user_validtime",
            "2040",
            "card_type",
            "ID");
    double time = 1_924_992_001.5 + ThreadLocalRandom.current().nextInt(1_000_000);
    Map<String, Object> saved =
        with(anna, "identity_info", holder, "need_save", true, "compare_time", time);
    compared(with(saved, "need_save", false));
    assertEquals(List.of(), eventsAt(time));

    JsonNode answer = compared(saved);
    List<JsonNode> events = eventsAt(time);
    assertEquals(1, events.size(), events::toString);
    JsonNode event = events.getFirst();
    assertEquals("17", event.path("identity_id").asText());
    assertEquals("Anna", event.path("identity_name").asText());
    assertEquals(holder, Http.map(event.path("identity_info")));
    assertEquals(1, event.path("person_type").asInt());
    assertEquals(answer.path("score").asDouble(), event.path("score").asDouble());
    assertEquals(
        Http.json("{'ep_id':'','ep_type':'card','ep_ip':'','ep_name':'','device_id':''}"),
        event.path("ep_info"));
    assertEquals(4, event.at("/recognize_face_attr/box").size());
    assertEquals("clear", event.at("/face_quality/quality").asText());

    double later = time + 1;
    compared(
        with(
            saved,
            "card_image_base64",
            base64(Person.BELA.jpeg()),
            "compare_time",
            (long) (later * 1000)));
    JsonNode stranger = eventsAt(later).getFirst();
    assertEquals("", stranger.path("identity_id").asText());
    assertEquals("stranger", stranger.path("identity_name").asText());
    assertEquals(4, stranger.path("person_type").asInt());
    assertEquals(holder, Http.map(stranger.path("identity_info")));
  }

  @Test
  void levelsRise() throws IOException {
    List<Path> portraits = Sophon.portraits(10);
    int known = 0;
    for (int i = 0; i < portraits.size(); i += 2) {
      Map<String, Object> pair =
          body(
              "face_image_base64",
              base64(Files.readAllBytes(portraits.get(i))),
              "card_image_base64",
              base64(Files.readAllBytes(portraits.get(i + 1))));
      JsonNode middle = compared(pair);
      double score = middle.path("score").asDouble();
      for (Map.Entry<String, Double> level :
          Map.of("low", 0.175, "middle", 0.225, "high", 0.275).entrySet()) {
        JsonNode answer = compared(with(pair, "threshold", level.getKey()));
        assertEquals(score, answer.path("score").asDouble(), 1e-9);
        assertEquals(
            score >= level.getValue() ? "1" : "0",
            answer.path("retcode").asText(),
            level::toString);
      }
      known += middle.path("retcode").asText().equals("1") ? 1 : 0;
    }
    assertTrue(known >= 8, known + " of 10 passed");
  }

  @Test
  void aBadFaceIsRefusedWithAllReasons() throws IOException {
    BufferedImage image = Person.ANNA.image();
    for (String level : List.of("no", "low", "middle", "high")) {
      compared(with(anna, "fiqa_level", level));
    }
    String small = base64(Pictures.jpeg(Pictures.scaled(image, 40.0 / image.getWidth()), 0.95f));
    assertInvalid(
        "face_image_base64: the face does not pass fiqa_level middle: small, blur",
        sophon.compare(with(anna, "face_image_base64", small, "fiqa_level", "middle")));
    String blurred = base64(Pictures.jpeg(Pictures.blurred(image, 4)));
    assertInvalid(
        "face_image_base64: the face does not pass fiqa_level middle: blur",
        sophon.compare(with(anna, "face_image_base64", blurred, "fiqa_level", "middle")));
    compared(with(anna, "face_image_base64", blurred, "fiqa_level", "no"));
    compared(with(anna, "card_image_base64", blurred, "fiqa_level", "middle"));
    assertInvalid(
        "face_image_base64: the face does not pass fiqa_level middle: blur",
        sophon.call("picturesearch", Map.of("face_image_base64", blurred, "fiqa_level", "middle")));
  }

  @Test
  void theStagesAreTimedForWhoeverAsks() throws IOException {
    assertFalse(compared(anna).has("debug_info"));
    JsonNode stages = compared(with(anna, "with_debug_info", true)).path("debug_info");
    for (String stage : List.of("decode", "detect", "align", "embed")) {
      assertTrue(stages.path(stage).asDouble(-1) >= 0, stages::toString);
    }
  }

  @Test
  void wrongFieldsAreNamed() throws IOException {
    String nobody = base64(Pictures.jpeg(Pictures.plain(200, 200)));
    for (String name : List.of("face_image_base64", "card_image_base64")) {
      assertInvalid(name + " is required", sophon.compare(with(anna, name, null)));
      assertInvalid(name + " must be a string", sophon.compare(with(anna, name, 5)));
      assertInvalid(name + ": image is not valid base64", sophon.compare(with(anna, name, "?")));
      assertInvalid(
          name + " must be in base64 or a data: URI, not an address",
          sophon.compare(with(anna, name, "https://localhost/a.jpg")));
      assertInvalid(
          name + ": image format is not supported: use JPEG, PNG, WebP, BMP or GIF",
          sophon.compare(with(anna, name, "aGVsbG8=")));
      assertInvalid(name + ": no face found in image", sophon.compare(with(anna, name, nobody)));
    }
    for (String level : List.of("highest", "", "HIGH")) {
      assertInvalid(
          "threshold must be low, middle or high", sophon.compare(with(anna, "threshold", level)));
      assertInvalid(
          "fiqa_level must be no, low, middle or high",
          sophon.compare(with(anna, "fiqa_level", level)));
    }
    assertInvalid("threshold must be a string", sophon.compare(with(anna, "threshold", 0.225)));
    assertInvalid("fiqa_level must be a string", sophon.compare(with(anna, "fiqa_level", 1)));
    for (String name : List.of("need_save", "with_debug_info")) {
      assertInvalid(name + " must be true or false", sophon.compare(with(anna, name, "yes")));
    }
    assertInvalid(
        "compare_time must be a time in Unix seconds or milliseconds",
        sophon.compare(with(anna, "compare_time", "yesterday")));
    assertInvalid(
        "identity_info must be an object", sophon.compare(with(anna, "identity_info", "Anna")));
    assertInvalid(
        "identity_info.user_name must be a string",
        sophon.compare(with(anna, "identity_info", Map.of("user_name", 5))));
    assertInvalid(
        "identity_info.image_id must be a string",
        sophon.compare(with(anna, "identity_info", Map.of("image_id", 5))));
    assertInvalid(
        "identity_info.face_ids[0] must be a string that is not empty",
        sophon.compare(with(anna, "identity_info", Map.of("face_ids", List.of(5)))));
    compared(with(anna, "unknown_field", 1, "threshold", null, "fiqa_level", null));
  }

  /** What a client sends that sets no type of its own. */
  @Test
  void jsonThatIsCalledAFormIsRead() throws IOException {
    String json = new ObjectMapper().writeValueAsString(anna);
    Response answer =
        sophon
            .http()
            .postText("/SophonMatch/api/compare", "application/x-www-form-urlencoded", json);
    assertEquals("1", FaceGroup.assertOk(answer).path("retcode").asText());
    assertInvalid(
        "the request body is not valid JSON",
        sophon
            .http()
            .postText("/SophonMatch/api/compare", "application/x-www-form-urlencoded", "a=b"));
  }
}
