package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What adding a face does (section 2.5). */
@RealCluster
class EnrolmentIT {

  private static final Set<String> REJECTIONS =
      Set.of(
          "detected blur face",
          "detected too small face",
          "detected covered face",
          "detected face with too large pose",
          "face orientation is not up");

  @Test
  void anEmptyOrAbsentIdIsMadeUp(TestCluster cluster) throws IOException {
    FaceGroup group = FaceGroup.create(cluster.http(0), "ids");
    String first = group.enrol("", Person.ANNA, Map.of()).path("id").asText();
    JsonNode second =
        FaceGroup.assertOk(
            cluster
                .http(0)
                .post(
                    group.path() + "/add",
                    Map.of(
                        "image",
                        Map.of("uri", Person.ANNA.uri(), "bounding_box", Person.ANNA.box()))));
    assertFalse(first.isEmpty());
    assertFalse(second.path("id").asText().isEmpty());
    assertNotEquals(first, second.path("id").asText());
    assertEquals(Set.of(first, second.path("id").asText()), Set.copyOf(group.ids()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://host/a b.jpg?x=1&y=2#z",
        "/var/photos/anna.jpg",
        "../../x",
        "\u5f20\u4e09/\ud83d\ude00",
        "_id",
        "%2F",
        " ",
        "\"quoted\\\"",
        "null"
      })
  void anyIdIsKept(String id, TestCluster cluster) throws IOException {
    FaceGroup group = FaceGroup.create(cluster.http(0), "odd-ids");
    assertEquals(id, group.enrol(id, Person.ANNA, Map.of()).path("id").asText());
    assertEquals(List.of(id), group.ids());
    assertEquals(List.of(id), group.found(Person.ANNA.uri()));
    FaceGroup.assertError(409, id + " already exist", group.add(id, Person.BELA.uri(), Map.of()));
    FaceGroup.assertOk(group.update(id, Map.of("tag", "changed")));
    assertEquals("changed", group.entry(id).path("tag").asText());
    assertEquals(id, FaceGroup.assertOk(group.delete(List.of(id))).at("/deleted/0").asText());
    assertEquals(0, group.count());
  }

  @Test
  void theTagIsDefaultUnlessGiven(TestCluster cluster) throws IOException {
    FaceGroup group = FaceGroup.create(cluster.http(0), "tag");
    group.enrol("empty", Person.ANNA, Map.of("tag", ""));
    group.enrol("absent", Person.ANNA, Map.of());
    group.enrol("given", Person.ANNA, Map.of("tag", "\u767d\u73ed day shift"));
    assertEquals("default", group.entry("empty").path("tag").asText());
    assertEquals("default", group.entry("absent").path("tag").asText());
    assertEquals("\u767d\u73ed day shift", group.entry("given").path("tag").asText());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "true",
        "false",
        "0",
        "-0.0",
        "1.5",
        "0.1",
        "1.0E-300",
        "9223372036854775807",
        "123456789012345678901234567890",
        "'x'",
        "''",
        "'\\u0000 \\\\ \\u5f20\\u4e09 \\ud83d\\ude00'",
        "[]",
        "{}",
        "[1,{'a':null}]",
        "[[],[[]],{},'',null,false]",
        "{'a':{'b':{'c':[1,2.5,'x',null,true]}}}",
        "{'':1,'a.b':{'.':2,'..':3},'id':'no','tag':[],'vector':[1,2]}",
        "{'bounding_box':{'pts':1},'created_at':'never'}",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[['deep']]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
        "{'a':{'a':{'a':{'a':{'a':{'a':{'a':{'a':{'a':{'a':{'a':{'a':{'a':{'a':{'a':{'a':"
            + "{'a':{'a':{'a':{'a':{'a':{'a':{'a':{'a':'deep'}}}}}}}}}}}}}}}}}}}}}}}}"
      })
  void anyDescriptionComesBackAsItWas(String text, TestCluster cluster) throws IOException {
    FaceGroup group = FaceGroup.create(cluster.http(0), "desc");
    JsonNode desc = Http.json(text);
    group.enrol("added", Person.ANNA, Collections.singletonMap("desc", desc));
    group.enrol("changed", Person.ANNA, Map.of("desc", Map.of("old", 1)));
    FaceGroup.assertOk(group.update("changed", Collections.singletonMap("desc", desc)));
    for (JsonNode entry : group.images(Map.of()).path("images")) {
      assertTrue(entry.has("desc"), entry::toString);
      assertEquals(desc, entry.get("desc"));
    }
    for (JsonNode hit : group.hits(Person.ANNA.uri(), Map.of("threshold", 0))) {
      assertEquals(desc, hit.get("desc"));
    }
  }

  @Test
  void aNumberBeyondDoublesIsNotTurnedIntoText(TestCluster cluster) throws IOException {
    FaceGroup group = FaceGroup.create(cluster.http(0), "huge");
    Response added =
        cluster
            .http(0)
            .postText(
                group.path() + "/add",
                "application/json",
                ("{'image':{'id':'a','uri':'" + Person.ANNA.uri() + "','desc':1e400}}")
                    .replace('\'', '"'));
    if (added.status() == 200) {
      JsonNode desc = group.entry("a").get("desc");
      assertTrue(desc.isNumber(), () -> "1e400 came back as " + desc);
    } else {
      assertEquals(400, added.status(), added::toString);
    }
  }

  @Test
  void anAbsentDescriptionIsEmpty(TestCluster cluster) throws IOException {
    FaceGroup group = FaceGroup.create(cluster.http(0), "no-desc");
    group.enrol("a", Person.ANNA, Map.of());
    assertEquals(Http.json("{}"), group.entry("a").get("desc"));
    assertNotEquals(NullNode.getInstance(), group.entry("a").get("desc"));
  }

  @Test
  void aGivenBoxIsUsedAsItIs(TestCluster cluster) throws IOException {
    FaceGroup group = FaceGroup.create(cluster.http(0), "given");
    Map<String, Object> box = Boxes.of(136, 100, 351, 389);
    JsonNode expected = Http.json("{'pts':[[136,100],[351,100],[351,389],[136,389]]}");
    JsonNode added =
        FaceGroup.assertOk(group.add("a", Person.ANNA.uri(), Map.of("bounding_box", box)));
    assertEquals(expected, added.get("bounding_box"));
    assertFalse(added.has("face_quality"), added::toString);
    assertFalse(added.has("face_number"), added::toString);
    assertEquals(expected, group.entry("a").get("bounding_box"));
    JsonNode hit = group.hits(Person.ANNA.uri(), Map.of()).getFirst();
    assertEquals("a", hit.path("id").asText());
    assertEquals(expected, hit.get("bounding_box"));
  }

  @Test
  void aBoxMayBeTheWholePictureAndNeedsNoFace(TestCluster cluster) throws IOException {
    FaceGroup group = FaceGroup.create(cluster.http(0), "whole");
    String nobody = Pictures.dataUri(Pictures.jpeg(Pictures.plain(200, 100)));
    FaceGroup.assertOk(
        group.add("outer", nobody, Map.of("bounding_box", Boxes.of(0, 0, 200, 100))));
    FaceGroup.assertOk(group.add("last", nobody, Map.of("bounding_box", Boxes.of(0, 0, 199, 99))));
    assertEquals(2, group.count());
  }

  @Test
  void theBoxChoosesAmongSeveralFaces(TestCluster cluster) throws IOException {
    FaceGroup group = FaceGroup.create(cluster.http(0), "choose");
    BufferedImage two = Pictures.on(1100, 560, Person.ANNA.image(), 20, 20);
    Pictures.over(two, Pictures.scaled(Person.BELA.image(), 0.7), 600, 20);
    String uri = Pictures.dataUri(Pictures.jpeg(two));
    JsonNode largest = group.enrol("largest", uri);
    assertEquals(2, largest.path("face_number").asInt(), largest::toString);
    Boxes.assertNear(
        Http.json("{'pts':[[156,120],[371,120],[371,409],[156,409]]}"),
        largest.get("bounding_box"),
        15);
    FaceGroup.assertOk(
        group.add("smaller", uri, Map.of("bounding_box", Boxes.of(690, 87, 844, 300))));
    assertEquals(List.of("largest"), group.found(Person.ANNA.uri()));
    assertEquals(List.of("smaller"), group.found(Person.BELA.uri()));
  }

  @Test
  void aBadFaceIsRejectedWhereAskedAndToldOtherwise(TestCluster cluster) throws IOException {
    FaceGroup group = FaceGroup.create(cluster.http(0), "quality");
    BufferedImage anna = Person.ANNA.image();
    Map<String, BufferedImage> bad =
        Map.of(
            "detected blur face", Pictures.blurred(anna, 4),
            "detected too small face", Pictures.on(300, 300, Pictures.scaled(anna, 0.14), 120, 120),
            "face orientation is not up", Pictures.turned(anna));
    for (Map.Entry<String, BufferedImage> one : bad.entrySet()) {
      String uri = Pictures.dataUri(Pictures.jpeg(one.getValue()));
      JsonNode tolerated = group.enrol(one.getKey(), uri);
      assertTrue(
          !tolerated.at("/face_quality/quality").asText().equals("clear")
              || !tolerated.at("/face_quality/orientation").asText().equals("up"),
          () -> one.getKey() + ": " + tolerated);
      Response rejected = strictly(cluster.http(0), group, uri);
      assertEquals(400, rejected.status(), () -> one.getKey() + ": " + rejected);
      String text = rejected.body().path("error").asText();
      assertTrue(REJECTIONS.contains(text), () -> one.getKey() + ": " + text);
      assertEquals(one.getKey(), text);
    }
    assertEquals(bad.size(), group.count(), "a rejected face must not be stored");
    JsonNode clear = FaceGroup.assertOk(strictly(cluster.http(0), group, Person.ANNA.uri()));
    assertEquals(Http.json("{'quality':'clear','orientation':'up'}"), clear.get("face_quality"));
  }

  private static Response strictly(Http http, FaceGroup group, String uri) throws IOException {
    return http.post(
        group.path() + "/add",
        Map.of("image", Map.of("uri", uri), "params", Map.of("reject_bad_face", true)));
  }

  @Test
  void everyOrientationIsUpright(TestCluster cluster) throws IOException {
    FaceGroup group = FaceGroup.create(cluster.http(0), "exif");
    JsonNode first = null;
    for (int orientation = 1; orientation <= 8; orientation++) {
      String uri = Pictures.dataUri(Pictures.withOrientation(Person.ANNA.image(), orientation));
      JsonNode added = group.enrol("exif-" + orientation, uri);
      if (first == null) {
        first = added;
      }
      Boxes.assertNear(first.get("bounding_box"), added.get("bounding_box"), 4);
      assertEquals("up", added.at("/face_quality/orientation").asText(), added::toString);
    }
    assertEquals(8, group.found(Person.ANNA.uri()).size());
  }

  /** The photographs show nobody that is found, but their upright size must be the same. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void theSharedScenesAreUprightToo(int orientation, TestCluster cluster) throws IOException {
    Path folder = Pictures.shared("exif-orientation");
    FaceGroup group = FaceGroup.create(cluster.http(0), "scene");
    byte[] picture = Files.readAllBytes(folder.resolve("portrait_" + orientation + ".jpg"));
    byte[] first = Files.readAllBytes(folder.resolve("portrait_1.jpg"));
    BufferedImage upright = Pictures.read(first);
    Response outside =
        group.add(
            "", Pictures.dataUri(picture), Map.of("bounding_box", Boxes.of(0, 0, 30_000, 30_000)));
    FaceGroup.assertError(
        400,
        "image.bounding_box.pts must lie in the picture, which is "
            + upright.getWidth()
            + " x "
            + upright.getHeight(),
        outside);
  }

  @Test
  void manyFormatsAreRead(TestCluster cluster) throws IOException {
    FaceGroup group = FaceGroup.create(cluster.http(0), "formats");
    BufferedImage anna = Person.ANNA.image();
    for (String format : List.of("png", "bmp", "gif")) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      assertTrue(ImageIO.write(anna, format, bytes));
      JsonNode added = group.enrol(format, Pictures.dataUri(bytes.toByteArray()));
      Boxes.assertNear(
          Http.json("{'pts':[[136,100],[351,100],[351,389],[136,389]]}"),
          added.get("bounding_box"),
          12);
    }
    BufferedImage grey =
        new BufferedImage(anna.getWidth(), anna.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
    group.enrol("grey", Pictures.dataUri(Pictures.jpeg(Pictures.over(grey, anna, 0, 0))));
    assertEquals(Set.of("png", "bmp", "gif", "grey"), Set.copyOf(group.found(Person.ANNA.uri())));
  }

  @Test
  void dataUrisOfAllKindsAreRead(TestCluster cluster) throws IOException {
    FaceGroup group = FaceGroup.create(cluster.http(0), "data-uris");
    String base64 = Person.ANNA.uri().substring(Person.ANNA.uri().indexOf(',') + 1);
    Base64.Encoder lines = Base64.getMimeEncoder();
    Base64.Encoder url = Base64.getUrlEncoder().withoutPadding();
    List<String> uris =
        List.of(
            "data:;base64," + base64,
            "DATA:image/jpeg;BASE64," + base64,
            "data:image/png;charset=x;base64," + base64,
            "  data:image/jpeg;base64," + base64 + "  ",
            "data:image/jpeg;base64," + lines.encodeToString(Person.ANNA.jpeg()),
            "data:image/jpeg;base64," + url.encodeToString(Person.ANNA.jpeg()),
            "data:image/jpeg;base64," + base64.replace("+", "%2B").replace("/", "%2F"));
    for (String uri : uris) {
      FaceGroup.assertOk(group.add("", uri, Map.of("bounding_box", Person.ANNA.box())));
    }
    List<JsonNode> hits = group.hits(Person.ANNA.uri(), Map.of());
    assertEquals(uris.size(), hits.size());
    for (JsonNode hit : hits) {
      assertEquals(hits.getFirst().path("score"), hit.path("score"));
    }
  }
}
