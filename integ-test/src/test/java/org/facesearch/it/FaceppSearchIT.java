package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Detect, compare and search, as the documents show them. */
@RealCluster
class FaceppSearchIT {

  private static final String STAFF = "search-staff";

  private static Facepp facepp;
  private static Facepp elsewhere;
  private static final Map<Person, String> TOKENS = new HashMap<>();

  @BeforeAll
  static void enrol(TestCluster cluster) throws IOException {
    facepp = new Facepp(cluster.http(0));
    elsewhere = new Facepp(cluster.http(1));
    for (Person person : Person.all()) {
      TOKENS.put(person, facepp.token(person));
    }
    facepp.ok("face/setuserid", Map.of("face_token", TOKENS.get(Person.ANNA), "user_id", "anna"));
    facepp.ok(
        "faceset/create",
        Map.of("outer_id", STAFF, "face_tokens", String.join(",", TOKENS.values())));
  }

  private static byte[] changed(Person person) {
    return Pictures.jpeg(Pictures.scaled(person.image(), 0.8), 0.6f);
  }

  private static JsonNode search(Facepp client, Map<String, ?> fields) throws IOException {
    Map<String, Object> all = new HashMap<>(fields);
    all.put("outer_id", STAFF);
    return client.ok("search", all);
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    names.sort(null);
    return names;
  }

  private static void assertThreeDecimals(JsonNode number) {
    assertTrue(number.isNumber(), number::toString);
    assertEquals(Math.round(number.asDouble() * 1000) / 1000.0, number.asDouble());
  }

  @Test
  void searchByTokenAnswersAsTheExampleDoes() throws IOException {
    JsonNode answer = search(facepp, Map.of("face_token", TOKENS.get(Person.ANNA)));
    assertEquals(List.of("request_id", "results", "thresholds", "time_used"), names(answer));
    assertEquals(List.of("1e-3", "1e-4", "1e-5"), names(answer.path("thresholds")));
    assertEquals(65.3, answer.path("thresholds").path("1e-3").asDouble());
    assertEquals(71.8, answer.path("thresholds").path("1e-4").asDouble());
    assertEquals(76.5, answer.path("thresholds").path("1e-5").asDouble());
    assertEquals(1, answer.path("results").size());
    JsonNode best = answer.path("results").get(0);
    assertEquals(List.of("confidence", "face_token", "user_id"), names(best));
    assertEquals(TOKENS.get(Person.ANNA), best.path("face_token").asText());
    assertEquals("anna", best.path("user_id").asText());
    assertThreeDecimals(best.path("confidence"));
    assertTrue(best.path("confidence").asDouble() > 99, best::toString);
  }

  @Test
  void searchByAPictureAlsoTellsItsFaces() throws IOException {
    JsonNode answer = search(elsewhere, Map.of("image_file", changed(Person.BELA)));
    assertEquals(
        List.of("faces", "image_id", "request_id", "results", "thresholds", "time_used"),
        names(answer));
    JsonNode best = answer.path("results").get(0);
    assertEquals(TOKENS.get(Person.BELA), best.path("face_token").asText());
    assertEquals("", best.path("user_id").asText());
    assertTrue(
        best.path("confidence").asDouble() > answer.path("thresholds").path("1e-5").asDouble(),
        answer::toString);
    assertEquals(1, answer.path("faces").size());
    JsonNode face = answer.path("faces").get(0);
    assertEquals(List.of("face_rectangle", "face_token"), names(face));
    JsonNode rectangle = face.path("face_rectangle");
    assertEquals(List.of("height", "left", "top", "width"), names(rectangle));
    rectangle.forEach(side -> assertTrue(side.isInt(), rectangle::toString));
    // The face that was searched for has a token of its own.
    JsonNode again = search(facepp, Map.of("face_token", face.path("face_token").asText()));
    assertEquals(answer.path("results"), again.path("results"));
  }

  @Test
  void pictureWithoutAFaceHasNeitherResultsNorThresholds() throws IOException {
    byte[] plain = Pictures.jpeg(Pictures.plain(300, 200));
    JsonNode answer = search(facepp, Map.of("image_file", plain));
    assertEquals(List.of("faces", "image_id", "request_id", "time_used"), names(answer));
    assertTrue(answer.path("faces").isArray());
    assertEquals(0, answer.path("faces").size());
  }

  @Test
  void asManyResultsAsAskedForBestFirst() throws IOException {
    JsonNode answer =
        search(facepp, Map.of("face_token", TOKENS.get(Person.CLEO), "return_result_count", 5));
    assertEquals(5, answer.path("results").size());
    double last = 101;
    for (JsonNode hit : answer.path("results")) {
      assertTrue(hit.path("confidence").asDouble() <= last, answer::toString);
      assertThreeDecimals(hit.path("confidence"));
      last = hit.path("confidence").asDouble();
    }
  }

  @Test
  void tokenThenFileThenBase64ThenUrl() throws IOException {
    Map<String, Object> fields = new HashMap<>();
    fields.put("image_url", "http://127.0.0.1:1/not-asked-for");
    fields.put("image_base64", Base64.getEncoder().encodeToString(Person.DORA.jpeg()));
    assertBest(Person.DORA, fields);
    fields.put("image_file", Person.EMIL.jpeg());
    assertBest(Person.EMIL, fields);
    fields.put("face_token", TOKENS.get(Person.CLEO));
    assertBest(Person.CLEO, fields);
  }

  private static void assertBest(Person person, Map<String, ?> fields) throws IOException {
    JsonNode answer = search(facepp, fields);
    assertEquals(
        TOKENS.get(person),
        answer.path("results").get(0).path("face_token").asText(),
        person::name);
  }

  @Test
  void largestFaceOfThePictureIsSearchedFor() throws IOException {
    BufferedImage both = Pictures.on(1100, 600, Person.ANNA.image(), 0, 0);
    both = Pictures.over(both, Pictures.scaled(Person.BELA.image(), 0.6), 600, 100);
    JsonNode answer = search(facepp, Map.of("image_file", Pictures.jpeg(both)));
    assertEquals(2, answer.path("faces").size(), answer::toString);
    assertEquals(
        TOKENS.get(Person.ANNA), answer.path("results").get(0).path("face_token").asText());
    assertTrue(
        answer.path("faces").get(0).path("face_rectangle").path("width").asInt()
            > answer.path("faces").get(1).path("face_rectangle").path("width").asInt(),
        answer::toString);
  }

  @Test
  void givenRectangleIsTheFaceAndComesBackAsItWas() throws IOException {
    BufferedImage both = Pictures.on(1100, 600, Person.ANNA.image(), 0, 0);
    BufferedImage bela = Pictures.scaled(Person.BELA.image(), 0.6);
    both = Pictures.over(both, bela, 600, 100);
    byte[] picture = Pictures.jpeg(both);
    JsonNode found = facepp.ok("detect", Map.of("image_file", picture));
    JsonNode box = found.path("faces").get(1).path("face_rectangle");
    JsonNode answer =
        search(facepp, Map.of("image_file", picture, "face_rectangle", rectangle(box)));
    assertEquals(1, answer.path("faces").size());
    assertEquals(box, answer.path("faces").get(0).path("face_rectangle"));
    assertEquals(
        TOKENS.get(Person.BELA), answer.path("results").get(0).path("face_token").asText());
  }

  @Test
  void detectTellsFacesAndWhereTheyLook() throws IOException {
    JsonNode answer =
        facepp.ok(
            "detect",
            Map.of(
                "image_file",
                Person.ANNA.jpeg(),
                "return_landmark",
                1,
                "return_attributes",
                "headpose,age,gender,emotion,facequality,blur"));
    assertEquals(
        List.of("face_num", "faces", "image_id", "request_id", "time_used"), names(answer));
    JsonNode face = answer.path("faces").get(0);
    JsonNode pose = face.path("attributes").path("headpose");
    assertEquals(List.of("pitch_angle", "roll_angle", "yaw_angle"), names(pose));
    pose.forEach(angle -> assertTrue(Math.abs(angle.asDouble()) < 99, pose::toString));
    assertEquals(
        List.of("age", "blur", "facequality", "gender", "headpose"),
        names(face.path("attributes")));
    assertEquals(Http.json("{'value':'Female'}"), face.at("/attributes/gender"));
    JsonNode age = face.at("/attributes/age/value");
    assertTrue(age.isInt() && age.asInt() >= 15 && age.asInt() <= 60, age::toString);
    JsonNode quality = face.path("attributes").path("facequality");
    assertEquals(70.1, quality.path("threshold").asDouble());
    JsonNode blur = face.path("attributes").path("blur");
    assertEquals(List.of("blurness", "gaussianblur", "motionblur"), names(blur));
    assertEquals(50, blur.at("/blurness/threshold").asDouble());
    JsonNode box = face.path("face_rectangle");
    JsonNode points = face.path("landmark");
    assertEquals(
        List.of(
            "left_eye_center",
            "mouth_left_corner",
            "mouth_right_corner",
            "nose_tip",
            "right_eye_center"),
        names(points));
    points.forEach(point -> assertIn(box, point));
    // Left is left in the picture, and up is up.
    assertTrue(
        points.at("/left_eye_center/x").asInt() < points.at("/nose_tip/x").asInt()
            && points.at("/nose_tip/x").asInt() < points.at("/right_eye_center/x").asInt()
            && points.at("/mouth_left_corner/x").asInt()
                < points.at("/mouth_right_corner/x").asInt()
            && points.at("/left_eye_center/y").asInt() < points.at("/nose_tip/y").asInt()
            && points.at("/nose_tip/y").asInt() < points.at("/mouth_left_corner/y").asInt(),
        points::toString);
    assertTrue(box.path("left").asInt() > 0 && box.path("top").asInt() > 0, box::toString);
    assertTrue(
        box.path("left").asInt() + box.path("width").asInt() <= Person.ANNA.width()
            && box.path("top").asInt() + box.path("height").asInt() <= Person.ANNA.height(),
        box::toString);
    Facepp.assertError(
        400,
        "BAD_ARGUMENTS:return_attributes",
        facepp.call(
            "detect", Map.of("image_file", Person.ANNA.jpeg(), "return_attributes", "mood")));
  }

  private static void assertIn(JsonNode box, JsonNode point) {
    int x = point.path("x").asInt() - box.path("left").asInt();
    int y = point.path("y").asInt() - box.path("top").asInt();
    assertTrue(
        x > 0 && y > 0 && x < box.path("width").asInt() && y < box.path("height").asInt(),
        () -> point + " in " + box);
  }

  /** By how it looks, and not by how it is stored: the same picture out of focus. */
  @Test
  void blurMakesAFaceUnfit() throws IOException {
    JsonNode clear = quality(Person.ANNA.image());
    JsonNode unclear = quality(Pictures.blurred(Person.ANNA.image(), 4));
    assertTrue(clear.at("/facequality/value").asDouble() >= 70.1, clear::toString);
    assertTrue(clear.at("/blur/blurness/value").asDouble() <= 50, clear::toString);
    assertTrue(unclear.at("/facequality/value").asDouble() < 70.1, unclear::toString);
    assertTrue(unclear.at("/blur/blurness/value").asDouble() > 50, unclear::toString);
  }

  private static JsonNode quality(BufferedImage picture) throws IOException {
    JsonNode answer =
        facepp.ok(
            "detect",
            Map.of("image_file", Pictures.jpeg(picture), "return_attributes", "facequality,blur"));
    assertEquals(1, answer.path("faces").size(), answer::toString);
    JsonNode face = answer.path("faces").get(0);
    assertTrue(face.path("landmark").isMissingNode(), face::toString);
    return face.path("attributes");
  }

  /** As a request names it. */
  private static String rectangle(JsonNode box) {
    return Stream.of("top", "left", "width", "height")
        .map(side -> box.path(side).asText())
        .collect(Collectors.joining(","));
  }

  private JsonNode inRectangle(JsonNode box) throws IOException {
    JsonNode answer =
        facepp.ok(
            "detect",
            Map.of(
                "image_file",
                Person.ANNA.jpeg(),
                "face_rectangle",
                rectangle(box),
                "return_landmark",
                2,
                "return_attributes",
                "gender,facequality"));
    return answer.path("faces").get(0);
  }

  @Test
  void aFaceInAGivenRectangleIsDescribedAsFarAsItIsSeen() throws IOException {
    JsonNode detected =
        facepp.ok("detect", Map.of("image_file", Person.ANNA.jpeg(), "return_landmark", 1));
    JsonNode box = detected.at("/faces/0/face_rectangle");
    JsonNode face = inRectangle(box);
    assertEquals(box, face.path("face_rectangle"));
    assertEquals("Female", face.at("/attributes/gender/value").asText());
    assertTrue(face.at("/attributes/facequality/value").isNumber(), face::toString);
    assertEquals(5, face.path("landmark").size());
    face.path("landmark").forEach(point -> assertIn(box, point));
    int nose = detected.at("/faces/0/landmark/nose_tip/x").asInt();
    assertEquals(nose, face.at("/landmark/nose_tip/x").asInt(), box.path("width").asInt() / 10.0);

    // In a corner of the background no face is seen, and none is made up.
    JsonNode corner = inRectangle(Http.json("{'top':0,'left':0,'width':20,'height':20}"));
    assertEquals(List.of("face_rectangle", "face_token"), names(corner));
  }

  @Test
  void pictureWithoutAFaceHasNoFaces() throws IOException {
    byte[] plain = Pictures.jpeg(Pictures.plain(300, 200));
    JsonNode answer = facepp.ok("detect", Map.of("image_file", plain));
    assertEquals(0, answer.path("face_num").asInt(-1));
    assertEquals(0, answer.path("faces").size());
  }

  @Test
  void comparesTokensAndPictures() throws IOException {
    JsonNode same =
        facepp.ok(
            "compare",
            Map.of("face_token1", TOKENS.get(Person.ANNA), "image_file2", changed(Person.ANNA)));
    assertEquals(
        List.of("confidence", "faces2", "image_id2", "request_id", "thresholds", "time_used"),
        names(same));
    assertThreeDecimals(same.path("confidence"));
    assertTrue(
        same.path("confidence").asDouble() > same.path("thresholds").path("1e-5").asDouble(),
        same::toString);
    JsonNode other =
        elsewhere.ok(
            "compare",
            Map.of(
                "image_base64_1",
                Base64.getEncoder().encodeToString(Person.ANNA.jpeg()),
                "image_file2",
                Person.BELA.jpeg()));
    assertTrue(
        other.path("confidence").asDouble() < other.path("thresholds").path("1e-3").asDouble(),
        other::toString);
    assertEquals(1, other.path("faces1").size());
    assertEquals(1, other.path("faces2").size());
  }

  @Test
  void comparisonWithoutAFaceHasNoConfidence() throws IOException {
    JsonNode answer =
        facepp.ok(
            "compare",
            Map.of(
                "image_file1",
                Person.ANNA.jpeg(),
                "image_file2",
                Pictures.jpeg(Pictures.plain(300, 200))));
    assertEquals(
        List.of("faces1", "faces2", "image_id1", "image_id2", "request_id", "time_used"),
        names(answer));
    assertEquals(0, answer.path("faces2").size());
  }

  @Test
  void errorsOfAComparisonNameThePicture() throws IOException {
    byte[] text = new byte[100];
    Facepp.assertError(
        400,
        "IMAGE_ERROR_UNSUPPORTED_FORMAT: image_file2",
        facepp.call("compare", Map.of("image_file1", Person.ANNA.jpeg(), "image_file2", text)));
    Facepp.assertError(
        400,
        "BAD_ARGUMENTS:face_rectangle1",
        facepp.call(
            "compare",
            Map.of(
                "image_file1", Person.ANNA.jpeg(),
                "face_rectangle1", "9000,9000,10,10",
                "image_file2", Person.BELA.jpeg())));
    Facepp.assertError(
        400,
        "MISSING_ARGUMENTS: face_token2, image_url2, image_file2, image_base64_2",
        facepp.call("compare", Map.of("image_file1", Person.ANNA.jpeg())));
  }
}
