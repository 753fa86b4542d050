package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The pictures that are kept of events, and that go with them. */
@RealCluster
class EventPicturesIT {

  private static final Duration LONG = Duration.ofMinutes(2);

  private static EventClient events;

  @BeforeAll
  static void install(TestCluster cluster) throws IOException {
    BadRequestsIT.setting(cluster.http(0), EventClient.STORE_PICTURES, "true");
    events = EventClient.installed(cluster.http(0));
  }

  @AfterAll
  static void reset(TestCluster cluster) throws IOException {
    BadRequestsIT.setting(cluster.http(0), EventClient.STORE_PICTURES, null);
  }

  private static JsonNode event(String device, String time) throws IOException {
    return events.posted(EventClient.camera(device, EventClient.time(time), Person.DORA.uri()));
  }

  private static String face(JsonNode event) {
    return EventClient.picture(event.at("/_source/recognize_face_pic_id").asText());
  }

  private static String scene(JsonNode event) {
    return EventClient.picture(event.at("/_source/spot_pic_id").asText());
  }

  private static void assertGone(TestCluster cluster, String path) throws IOException {
    for (int node = 0; node < cluster.size(); node++) {
      FaceGroup.assertError(404, "picture not exist", cluster.http(node).get(path));
    }
  }

  /** Until that many pictures of a day are left: they go a moment after their events. */
  private static void awaitPictures(String day, int count) throws IOException {
    Instant end = Instant.now().plus(LONG);
    String index = "/" + EventClient.pictureIndex(day);
    JsonNode left;
    do {
      LockSupport.parkNanos(50_000_000);
      FaceGroup.assertOk(events.http().post(index + "/_refresh"));
      left = FaceGroup.assertOk(events.http().get(index + "/_count")).path("count");
    } while (left.asInt() != count && Instant.now().isBefore(end));
    assertEquals(count, left.asInt());
  }

  @Test
  void theFaceAndTheSceneAreServedAsTheyWereKept(TestCluster cluster) throws IOException {
    JsonNode event = event("pic-1", "2031-08-01T12:00:00Z");
    assertNotEquals(face(event), scene(event));
    for (int node = 0; node < cluster.size(); node++) {
      HttpResponse<byte[]> face = cluster.http(node).download(face(event));
      HttpResponse<byte[]> scene = cluster.http(node).download(scene(event));
      for (HttpResponse<byte[]> file : List.of(face, scene)) {
        assertEquals(200, file.statusCode());
        assertEquals(
            "image/jpeg", file.headers().firstValue("Content-Type").orElse("").split(";", 2)[0]);
      }
      assertArrayEquals(Person.DORA.jpeg(), scene.body(), "an upright JPEG is kept as it came");
      BufferedImage crop = Pictures.read(face.body());
      JsonNode box = event.at("/_source/recognize_face_attr/box");
      int width = box.path(2).asInt() - box.path(0).asInt();
      assertTrue(crop.getWidth() >= width, "the whole face");
      assertTrue(crop.getWidth() <= 1.5 * width + 3, "and half of it around");
      assertTrue(crop.getHeight() <= Person.DORA.height());
    }
    awaitPictures("2031.08.01", 2);
    JsonNode shown =
        FaceGroup.assertOk(
            events.http().get("/" + EventClient.pictureIndex("2031.08.01") + "/_search?size=1"));
    assertEquals(
        Map.of("event", event.path("_id")),
        fields(shown.at("/hits/hits/0/_source")),
        "bytes say nothing to readers");
    JsonNode all = FaceGroup.assertOk(events.http().get("/_search?size=0&q=_index:face-event-pi*"));
    assertEquals(0, all.at("/hits/total/value").asInt(), "the index is hidden");
  }

  private static Map<String, JsonNode> fields(JsonNode object) {
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    object.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
    return fields;
  }

  @Test
  void whatIsNoNameOfAPictureIsNotFound(TestCluster cluster) throws IOException {
    JsonNode event = event("pic-2", "2031-08-02T12:00:00Z");
    String name = event.at("/_source/spot_pic_id").asText();
    String prefix = "/_plugins/_face_search/pictures/";
    for (String wrong :
        List.of(
            "x", "1598235465.0562618", name + "A", name.substring(1), "..%2F..%2Fx", "%F0%9F%98")) {
      assertGone(cluster, prefix + wrong);
    }
    assertEquals(200, cluster.http(0).download(prefix + name).statusCode());
  }

  @Test
  void picturesGoWithTheirEventHoweverItIsDeleted(TestCluster cluster) throws IOException {
    JsonNode one = event("pic-3", "2031-08-03T12:00:00Z");
    JsonNode two = event("pic-3", "2031-08-03T13:00:00Z");
    JsonNode three = event("pic-3-stays", "2031-08-03T14:00:00Z");
    awaitPictures("2031.08.03", 6);

    Ingest.ok(
        cluster
            .http(1)
            .delete(
                "/"
                    + one.path("_index").asText()
                    + "/_doc/"
                    + one.path("_id").asText()
                    + "?refresh=true"));
    assertGone(cluster, face(one));
    assertGone(cluster, scene(one));
    awaitPictures("2031.08.03", 4);
    assertEquals(200, cluster.http(0).download(face(two)).statusCode());

    Response deleted =
        cluster
            .http(0)
            .post(
                EventClient.ALIAS + "/_delete_by_query",
                Http.json("{'query':{'term':{'ep_info.device_id':'pic-3'}}}"));
    assertEquals(1, FaceGroup.assertOk(deleted).path("deleted").asInt(), deleted::toString);
    assertGone(cluster, face(two));
    assertGone(cluster, scene(two));
    awaitPictures("2031.08.03", 2);
    assertEquals(200, cluster.http(1).download(scene(three)).statusCode());

    Ingest.ok(cluster.http(0).delete("/" + EventClient.index("2031.08.03")));
    assertGone(cluster, face(three));
    assertGone(cluster, scene(three));
    Instant end = Instant.now().plus(LONG);
    String index = "/" + EventClient.pictureIndex("2031.08.03");
    while (cluster.http(0).get(index).status() != 404 && Instant.now().isBefore(end)) {
      LockSupport.parkNanos(50_000_000);
    }
    assertEquals(404, cluster.http(0).get(index).status());
  }

  @Test
  void noneIsKeptOfARefusedDocument() throws IOException {
    Response refused =
        events.post(
            EventClient.camera(
                "pic-4",
                EventClient.time("2031-08-04T12:00:00Z"),
                Pictures.dataUri(Pictures.jpeg(Pictures.plain(300, 300)))));
    assertEquals(400, refused.status(), refused::toString);
    assertEquals(404, events.http().get("/" + EventClient.pictureIndex("2031.08.04")).status());
  }

  @Test
  void nothingIsKeptWhileItIsSwitchedOff(TestCluster cluster) throws IOException {
    BadRequestsIT.setting(cluster.http(0), EventClient.STORE_PICTURES, "false");
    try {
      JsonNode event = event("pic-5", "2031-08-05T12:00:00Z");
      assertEquals("", event.at("/_source/recognize_face_pic_id").asText());
      assertEquals("", event.at("/_source/spot_pic_id").asText());
      assertEquals(404, events.http().get("/" + EventClient.pictureIndex("2031.08.05")).status());
    } finally {
      BadRequestsIT.setting(cluster.http(0), EventClient.STORE_PICTURES, "true");
    }
    Response install = cluster.http(0).put(EventClient.INSTALL + "?pretty", Map.of());
    assertEquals(200, install.status(), install::toString);
  }
}
