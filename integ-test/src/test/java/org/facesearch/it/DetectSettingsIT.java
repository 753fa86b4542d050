package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The settings of how thoroughly faces are looked for. */
@RealCluster
class DetectSettingsIT {

  private static final String ORIENTATIONS = "plugins.face_search.detect.orientations";
  private static final String SMALLEST = "plugins.face_search.detect.smallest_face";

  private final BufferedImage photo = Pictures.read(Pictures.sample(2));
  private Http http;

  @BeforeEach
  void talkTo(TestCluster cluster) {
    http = cluster.http(1);
  }

  @AfterEach
  void leaveNothing() throws IOException {
    Map<String, Object> none = new HashMap<>();
    none.put(ORIENTATIONS, null);
    none.put(SMALLEST, null);
    Ingest.ok(http.put("/_cluster/settings", Map.of("persistent", none)));
  }

  private Response set(String setting, Object value) throws IOException {
    return http.put("/_cluster/settings", Map.of("persistent", Map.of(setting, value)));
  }

  /** Largest first. */
  private List<JsonNode> faces(BufferedImage picture) throws IOException {
    ObjectNode body =
        (ObjectNode)
            Http.json(
                "{'pipeline':{'processors':[{'face_embedding':{'field':'photo','target_field':'faces',"
                    + "'faces':'all'}}]},'docs':[{'_source':{}}]}");
    ((ObjectNode) body.at("/docs/0/_source"))
        .put("photo", Pictures.dataUri(Pictures.jpeg(picture)));
    List<JsonNode> faces = new ArrayList<>();
    Ingest.ok(http.post("/_ingest/pipeline/_simulate", body))
        .body()
        .at("/docs/0/doc/_source/faces")
        .forEach(faces::add);
    return faces;
  }

  @Test
  void facesLyingOnTheirSideAreFoundWhereAsked() throws IOException {
    List<JsonNode> upright = faces(photo);
    assertEquals(3, upright.size(), upright::toString);
    BufferedImage lying = Pictures.turned(photo);
    Ingest.ok(set(ORIENTATIONS, List.of("up", "right")));
    List<JsonNode> found = faces(lying);
    assertEquals(3, found.size(), found::toString);
    List<Integer> tops = new ArrayList<>();
    for (JsonNode face : found) {
      // A head that was tilted still is.
      assertTrue(face.at("/quality/orientation").asText().endsWith("right"), face::toString);
      // What was at the left is at the top now.
      tops.add(face.at("/bounding_box/pts/0/1").asInt());
    }
    Collections.sort(tops);
    List<Integer> lefts =
        new ArrayList<>(
            upright.stream().map(face -> face.at("/bounding_box/pts/0/0").asInt()).toList());
    Collections.sort(lefts);
    for (int i = 0; i < 3; i++) {
      assertEquals(lefts.get(i), tops.get(i), 12, tops + " " + lefts);
    }
    Ingest.ok(set(ORIENTATIONS, List.of("up")));
    List<JsonNode> standing = faces(lying);
    assertTrue(
        standing.stream()
                .filter(face -> face.at("/quality/orientation").asText().equals("right"))
                .count()
            < 3,
        standing::toString);
  }

  @Test
  void theSmallestFaceIsForTheSettingToSay() throws IOException {
    // The photo in a corner of a large picture; its faces are some 25 to 35 pixels wide there.
    int widest = 0;
    for (JsonNode face : faces(photo)) {
      JsonNode pts = face.at("/bounding_box/pts");
      widest = Math.max(widest, pts.at("/1/0").asInt() - pts.at("/0/0").asInt());
    }
    BufferedImage small = Pictures.scaled(Pictures.scaled(photo, 0.5), 2 * 34.0 / widest);
    BufferedImage large = Pictures.on(3000, 2000, small, 1700, 1100);
    assertEquals(3, faces(large).size());
    Ingest.ok(set(SMALLEST, 0));
    assertEquals(List.of(), faces(large));
  }

  @Test
  void whatIsNoOrientationIsRefused() throws IOException {
    for (Object wrong : List.of(List.of("sideways"), List.of("up", ""), "90")) {
      Response refused = set(ORIENTATIONS, wrong);
      assertEquals(400, refused.status(), refused::toString);
      assertTrue(refused.text().contains(ORIENTATIONS), refused::toString);
      assertTrue(refused.text().contains("up, right, down, left"), refused::toString);
    }
    Response refused = set(SMALLEST, -1);
    assertEquals(400, refused.status(), refused::toString);
    assertTrue(refused.text().contains(SMALLEST), refused::toString);
  }
}
