package org.facesearch.it;

import static org.facesearch.it.Sophon.assertInvalid;
import static org.facesearch.it.Sophon.base64;
import static org.facesearch.it.Sophon.body;
import static org.facesearch.it.Sophon.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code sophonmatch-picturematch.md}, field by field. */
@RealCluster
class PictureMatchIT {

  private FaceGroup people;
  private Sophon sophon;
  private String device;
  private Map<String, Object> anna;

  @BeforeEach
  void newPeople(TestCluster cluster) throws IOException {
    // So that events can be looked for before there is one.
    EventClient.installed(cluster.http(0));
    people = FaceGroup.create(cluster.http(0), "match");
    BadRequestsIT.setting(cluster.http(0), EventClient.IDENTITY_GROUP, people.name());
    // The setting is there on this node once the call is answered, as on any other.
    sophon = new Sophon(cluster.http(1));
    device = people.name();
    anna = body("rgb_image_base64", base64(Person.ANNA.jpeg()), "device_ip", device);
  }

  @AfterEach
  void reset(TestCluster cluster) throws IOException {
    for (String setting :
        List.of(EventClient.IDENTITY_GROUP, EventClient.KEEP_PHOTOS, Sophon.LIVENESS_THRESHOLD)) {
      BadRequestsIT.setting(cluster.http(0), setting, null);
    }
    people.remove();
  }

  private JsonNode onlyEvent() throws IOException {
    List<JsonNode> events = sophon.events(device);
    assertEquals(1, events.size(), events::toString);
    return events.getFirst();
  }

  private JsonNode matched(Map<String, ?> body) throws IOException {
    return FaceGroup.assertOk(sophon.match(body));
  }

  /** The document's own example, but for where the picture is. */
  @Test
  void theDocumentedRequestIsAnswered() throws IOException {
    Files.write(SharedCluster.images().resolve("anna.jpg"), Person.ANNA.jpeg());
    JsonNode answer =
        matched(
            body(
                "image_file_path",
                SharedCluster.images().resolve("anna.jpg").toString(),
                "device_ip",
                device,
                "need_register_photo",
                false));
    assertEquals(
        Http.json(
            "{'retcode':'0','identity_id':'','name':'stranger','score':0.0,'identity_info':{}}"),
        answer);
    assertEquals("photo", onlyEvent().at("/ep_info/ep_type").asText());
  }

  @Test
  void somebodyKnownIsNamedAndNoted() throws IOException {
    Map<String, Object> desc =
        body("identity_id", "p-17", "name", "Anna", "person_type", 5, "room", List.of(1, 2));
    people.enrol("photo-2", Person.ANNA.uri());
    FaceGroup.assertOk(people.update("photo-2", Map.of("desc", desc)));
    FaceGroup.assertOk(people.add("photo-1", Person.CLEO.uri(), Map.of("desc", desc)));

    JsonNode answer = matched(with(anna, "compare_time", 1_893_456_000.25));
    assertEquals("1", answer.path("retcode").asText());
    assertEquals("p-17", answer.path("identity_id").asText());
    assertEquals("Anna", answer.path("name").asText());
    assertTrue(answer.path("score").asDouble() > 0.99, answer::toString);
    assertEquals(
        Http.json(
            "{'identity_id':'p-17','name':'Anna','person_type':5,'room':[1,2],"
                + "'image_id':'photo-2','face_ids':['photo-1','photo-2']}"),
        answer.path("identity_info"));
    assertFalse(answer.has("reg_pic"), answer::toString);
    assertFalse(answer.has("debug_info"), answer::toString);

    JsonNode event = onlyEvent();
    assertEquals(1_893_456_000.25, event.path("timestamp").asDouble());
    assertEquals("2030-01-01T00:00:00.250Z", event.path("@timestamp").asText());
    assertEquals("p-17", event.path("identity_id").asText());
    assertEquals("Anna", event.path("identity_name").asText());
    assertEquals(answer.path("identity_info"), event.path("identity_info"));
    assertEquals(5, event.path("person_type").asInt());
    assertEquals(answer.path("score").asDouble(), event.path("score").asDouble());
    assertEquals(
        Http.json(
            "{'ep_id':'','ep_type':'photo','ep_ip':'D','ep_name':'','device_id':'D'}"
                .replace("D", device)),
        event.path("ep_info"));
    assertEquals(4, event.at("/recognize_face_attr/box").size());
    assertEquals(10, event.at("/recognize_face_attr/point").size());
    assertTrue(event.at("/recognize_face_attr/mask").isNull(), event::toString);
    assertEquals("female", event.at("/recognize_face_attr/gender").asText());
    assertTrue(
        List.of("youth", "middle-aged").contains(event.at("/recognize_face_attr/age").asText()),
        event::toString);
    assertEquals("clear", event.at("/face_quality/quality").asText());
    assertEquals("arcface-fr-512", event.path("model").asText());
    assertFalse(event.has("vector"), event::toString);
  }

  @Test
  void strangersAreNotedWithTheirBestScore() throws IOException {
    people.enrol("bela", Person.BELA, Map.of());
    JsonNode answer = matched(anna);
    assertEquals("0", answer.path("retcode").asText());
    assertEquals("stranger", answer.path("name").asText());
    assertTrue(answer.path("score").asDouble() < 0.82, answer::toString);
    JsonNode event = onlyEvent();
    assertEquals(4, event.path("person_type").asInt());
    assertEquals(answer.path("score").asDouble(), event.path("score").asDouble());
    double age = System.currentTimeMillis() / 1000.0 - event.path("timestamp").asDouble();
    assertTrue(age >= 0 && age < 300, "noted " + age + " seconds ago");
  }

  @Test
  void aPathWinsOverASentPicture() throws IOException {
    people.enrol("anna", Person.ANNA, Map.of());
    people.enrol("bela", Person.BELA, Map.of());
    Files.createDirectories(SharedCluster.images().resolve("door"));
    Files.write(SharedCluster.images().resolve("door/bela.jpg"), Person.BELA.jpeg());
    assertEquals(
        "bela", matched(with(anna, "image_file_path", "door/bela.jpg")).path("name").asText());
    assertInvalid(
        "image_file_path: there is no picture that can be read",
        sophon.match(with(anna, "image_file_path", "door/cleo.jpg")));
    assertEquals(
        "anna",
        matched(with(anna, "image_file_path", "", "compare_time", "")).path("name").asText());
    assertEquals("anna", matched(with(anna, "image_file_path", null)).path("name").asText());
  }

  /** What is outside answers as what is not there. */
  @Test
  void noPathLeadsOutOfTheFolder() throws IOException {
    Path images = SharedCluster.images();
    Path outside = Installation.freshFolder("outside-" + device);
    Path secret = Files.write(outside.resolve("anna.jpg"), Person.ANNA.jpeg());
    String up = "../" + outside.getFileName();
    Files.createSymbolicLink(images.resolve(device + ".jpg"), secret);
    Files.createSymbolicLink(images.resolve(device), outside);
    Files.createDirectories(images.resolve("folder.jpg"));
    for (String path :
        List.of(
            "missing.jpg",
            up + "/anna.jpg",
            "./" + up + "/anna.jpg",
            "door/../" + up + "/anna.jpg",
            "%2e%2e/" + outside.getFileName() + "/anna.jpg",
            up.replace("/", "%2f") + "%2fanna.jpg",
            secret.toString(),
            "file://" + secret,
            device + ".jpg",
            device + "/anna.jpg",
            "folder.jpg",
            ".",
            "/",
            "/dev/zero",
            "/etc/passwd",
            "/proc/self/environ",
            secret + "\0.jpg",
            "anna.jpg\0")) {
      assertInvalid(
          "image_file_path: there is no picture that can be read",
          sophon.match(body("image_file_path", path, "device_ip", device)));
    }
    assertEquals(List.of(), sophon.events(device));

    Files.writeString(images.resolve("text.jpg"), "no picture");
    assertInvalid(
        "image_file_path: image format is not supported: use JPEG, PNG, WebP, BMP or GIF",
        sophon.match(body("image_file_path", "text.jpg", "device_ip", device)));
  }

  @Test
  void timesComeInManyForms() throws IOException {
    Object[] times = {
      1_893_456_001,
      1_893_456_002.125,
      "1893456003",
      "1893456004.5",
      1_893_456_005_250L,
      "1893456006000"
    };
    for (Object time : times) {
      matched(with(anna, "compare_time", time));
    }
    assertEquals(
        List.of(
            1_893_456_001.0,
            1_893_456_002.125,
            1_893_456_003.0,
            1_893_456_004.5,
            1_893_456_005.25,
            1_893_456_006.0),
        sophon.events(device).stream().map(event -> event.path("timestamp").asDouble()).toList());
  }

  @Test
  void theRegisteredPhotoIsSentToWhoeverAsks(TestCluster cluster) throws IOException {
    BadRequestsIT.setting(cluster.http(0), EventClient.KEEP_PHOTOS, people.name());
    people.enrol("anna", Person.ANNA.uri());
    JsonNode answer = matched(with(anna, "need_register_photo", true));
    byte[] photo = Base64.getDecoder().decode(answer.path("reg_pic").asText());
    assertTrue(Pictures.read(photo).getWidth() <= Person.ANNA.width());
    BadRequestsIT.setting(cluster.http(0), EventClient.KEEP_PHOTOS, null);
    people.enrol("bela", Person.BELA.uri());
    for (Person person : List.of(Person.BELA, Person.CLEO)) {
      assertEquals(
          "",
          matched(
                  with(
                      anna, "rgb_image_base64", base64(person.jpeg()), "need_register_photo", true))
              .path("reg_pic")
              .asText("none"));
    }
  }

  @Test
  void whatTheCameraMeasuredIsTaken() throws IOException {
    Map<String, Object> measured =
        body(
            "mask",
            1,
            "gender",
            "female",
            "hat",
            "no",
            "age",
            "youth",
            "glasses",
            "yes",
            "expression",
            "smile",
            "sharpness",
            Map.of("left", 0.5));
    matched(with(anna, "grab_fiqa_info", measured));
    JsonNode event = onlyEvent();
    assertEquals(measured, Http.map(event.path("face_quality")));
    assertEquals("1", event.at("/recognize_face_attr/mask").asText());
    assertEquals("female", event.at("/recognize_face_attr/gender").asText());
    assertEquals("no", event.at("/recognize_face_attr/hat").asText());
    assertEquals("youth", event.at("/recognize_face_attr/age").asText());
    assertEquals("yes", event.at("/recognize_face_attr/glasses").asText());
    assertEquals("smile", event.at("/recognize_face_attr/expression").asText());
    assertEquals(
        1,
        new EventClient(sophon.http())
            .found(
                Map.of(
                    "bool",
                    Map.of(
                        "filter",
                        List.of(
                            Map.of("term", Map.of("ep_info.device_id", device)),
                            Map.of("term", Map.of("recognize_face_attr.gender", "female"))))))
            .size());
  }

  @Test
  void theStagesAreTimedForWhoeverAsks() throws IOException {
    JsonNode stages = matched(with(anna, "with_debug_info", true)).path("debug_info");
    for (String stage : List.of("decode", "detect", "align", "embed", "identify", "store")) {
      assertTrue(stages.path(stage).asDouble(-1) >= 0, stages::toString);
    }
  }

  @Test
  void anInfraredPictureMustShowALivingFace(TestCluster cluster) throws IOException {
    Path liveness = Pictures.shared("liveness");
    people.enrol("anna", Person.ANNA, Map.of());
    Map<String, String> expected =
        Map.of("image_T1.jpg", "1", "image_F1.jpg", "0", "image_F2.jpg", "0");
    for (Map.Entry<String, String> one : expected.entrySet()) {
      JsonNode answer =
          matched(
              with(
                  anna,
                  "ir_image_base64",
                  base64(Files.readAllBytes(liveness.resolve(one.getKey())))));
      assertEquals(one.getValue(), answer.path("retcode").asText(), one::toString);
      assertEquals(one.getValue().equals("1") ? "anna" : "stranger", answer.path("name").asText());
    }
    JsonNode nobody =
        matched(with(anna, "ir_image_base64", base64(Pictures.jpeg(Pictures.plain(200, 200)))));
    assertEquals("0", nobody.path("retcode").asText());
    assertEquals(4, sophon.events(device).size());
    assertInvalid(
        "ir_image_base64: image is not valid base64",
        sophon.match(with(anna, "ir_image_base64", "?")));

    BadRequestsIT.setting(cluster.http(0), Sophon.LIVENESS_THRESHOLD, "1");
    byte[] real = Files.readAllBytes(liveness.resolve("image_T1.jpg"));
    assertEquals(
        "0", matched(with(anna, "ir_image_base64", base64(real))).path("retcode").asText());
  }

  @Test
  void wrongFieldsAreNamed() throws IOException {
    assertInvalid(
        "image_file_path or rgb_image_base64 is required", sophon.match(body("device_ip", device)));
    assertInvalid("device_ip is required", sophon.match(with(anna, "device_ip", null)));
    assertInvalid("device_ip must be a string", sophon.match(with(anna, "device_ip", 5)));
    for (String name : List.of("image_file_path", "rgb_image_base64", "ir_image_base64")) {
      assertInvalid(name + " must be a string", sophon.match(with(anna, name, List.of())));
    }
    for (Object wrong : List.of("yesterday", true, List.of(), -1, 1e300)) {
      assertInvalid(
          "compare_time must be a time in Unix seconds or milliseconds",
          sophon.match(with(anna, "compare_time", wrong)));
    }
    assertInvalid(
        "grab_fiqa_info must be an object", sophon.match(with(anna, "grab_fiqa_info", "good")));
    for (String name : List.of("need_register_photo", "with_debug_info")) {
      assertInvalid(name + " must be true or false", sophon.match(with(anna, name, "yes")));
    }
    assertInvalid(
        "rgb_image_base64: image is not valid base64",
        sophon.match(with(anna, "rgb_image_base64", "?")));
    assertInvalid(
        "rgb_image_base64: image format is not supported: use JPEG, PNG, WebP, BMP or GIF",
        sophon.match(with(anna, "rgb_image_base64", "aGVsbG8=")));
    assertInvalid(
        "rgb_image_base64: no face found in image",
        sophon.match(
            with(anna, "rgb_image_base64", base64(Pictures.jpeg(Pictures.plain(200, 200))))));
    assertInvalid(
        "the request body must be a JSON object",
        sophon.http().postText("/SophonMatch/api/PictureMatch", "application/json", "[]"));
    assertEquals(405, sophon.http().get("/SophonMatch/api/PictureMatch").status());
    assertEquals(List.of(), sophon.events(device));
    matched(with(anna, "unknown_field", 1));
  }

  @Test
  void aGalleryOfAnotherModelIsAConflict(TestCluster cluster) throws IOException {
    FaceGroup foreign = FaceGroup.ofAnotherModel(cluster.http(0));
    BadRequestsIT.setting(cluster.http(0), EventClient.IDENTITY_GROUP, foreign.name());
    Sophon.assertError(409, "CONFLICT", foreign.refusal(), sophon.match(anna));
    assertEquals(List.of(), sophon.events(device));
    foreign.remove();
  }

  /** Portraits of ten people, and others of the same people nine years later. */
  @Test
  void peopleAreKnownNineYearsLater() throws IOException {
    List<Path> portraits = Sophon.portraits(10);
    for (int i = 0; i < portraits.size(); i += 2) {
      people.enrol("p" + i / 2, Pictures.dataUri(Files.readAllBytes(portraits.get(i))));
    }
    int known = 0;
    for (int i = 1; i < portraits.size(); i += 2) {
      JsonNode answer =
          matched(with(anna, "rgb_image_base64", base64(Files.readAllBytes(portraits.get(i)))));
      if (answer.path("retcode").asText().equals("1")) {
        assertEquals("p" + i / 2, answer.path("identity_id").asText());
        known++;
      }
    }
    assertTrue(known >= 8, known + " of 10 were known");
  }
}
