package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What is deleted and expunged is in no file of any node. Only what nobody else has is looked for:
 * random vectors, ids and pictures, each of which is found in the files before.
 */
@Endurance
@RealCluster
class ForgettingIT {

  /** Copies agree on what all of them have every half a minute; until then nothing is expunged. */
  private static final Duration LONG = Duration.ofMinutes(3);

  private static final Random RANDOM = new Random();
  private static final int NEEDLE = 48;

  private final Map<String, byte[]> needles = new LinkedHashMap<>();

  private static float[] vector() {
    float[] vector = new float[Bulk.DIMENSION];
    double squares = 0;
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) RANDOM.nextGaussian();
      squares += vector[i] * vector[i];
    }
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= (float) Math.sqrt(squares);
    }
    return vector;
  }

  private static List<Float> list(float[] vector) {
    List<Float> list = new ArrayList<>();
    for (float value : vector) {
      list.add(value);
    }
    return list;
  }

  /** A part of it as Lucene writes it; values that are not rounded by normalising it again. */
  private static byte[] bytes(float[] vector) {
    ByteBuffer bytes = ByteBuffer.allocate(NEEDLE).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 100; bytes.hasRemaining(); i++) {
      bytes.putFloat(vector[i]);
    }
    return bytes.array();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] part(byte[] file) {
    byte[] part = new byte[NEEDLE];
    System.arraycopy(file, file.length / 2, part, 0, NEEDLE);
    return part;
  }

  /** Those that are in some file of some node. */
  private Set<String> found(TestCluster cluster) throws IOException {
    Set<String> found = new TreeSet<>();
    Path folder = cluster.node(0).config().getParent().getParent();
    for (int node = 0; node < cluster.size(); node++) {
      Path data = folder.resolve("node-" + node).resolve("data");
      try (Stream<Path> files = Files.walk(data)) {
        files.filter(Files::isRegularFile).forEach(file -> find(file, found));
      }
    }
    return found;
  }

  private void find(Path file, Set<String> found) {
    try {
      byte[] content = Files.readAllBytes(file);
      needles.forEach(
          (name, needle) -> {
            if (!found.contains(name) && contains(content, needle)) {
              found.add(name);
            }
          });
    } catch (NoSuchFileException e) {
      // A merge was quicker.
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean contains(byte[] content, byte[] needle) {
    for (int at = 0; at <= content.length - needle.length; at++) {
      if (content[at] == needle[0]
          && java.util.Arrays.equals(content, at, at + needle.length, needle, 0, needle.length)) {
        return true;
      }
    }
    return false;
  }

  /** As an operator does after a deletion, until it is done. */
  private void assertExpunged(TestCluster cluster, String indices) throws IOException {
    Instant end = Instant.now().plus(LONG);
    Set<String> left;
    do {
      FaceGroup.assertOk(cluster.http(0).post("/" + indices + "/_flush?force=true"));
      FaceGroup.assertOk(
          cluster.http(0).post("/" + indices + "/_forcemerge?only_expunge_deletes=true"));
      FaceGroup.assertOk(cluster.http(0).post("/" + indices + "/_flush?force=true"));
      // A copy that is not searched goes on reading, and so keeping, the files from before.
      FaceGroup.assertOk(cluster.http(0).post("/" + indices + "/_refresh"));
      left = found(cluster);
      if (!left.isEmpty()) {
        LockSupport.parkNanos(3_000_000_000L);
      }
    } while (!left.isEmpty() && Instant.now().isBefore(end));
    assertEquals(Set.of(), left);
  }

  /** One face of fifty: so few deletions OpenSearch itself would leave where they are. */
  @Test
  void aFaceATokenAndAnEventLeaveNothing(TestCluster cluster) throws IOException {
    Http http = cluster.http(0);
    FaceGroup group = FaceGroup.create(http, "forgetting");
    String id = UUID.randomUUID().toString();
    byte[] photo = new byte[400];
    RANDOM.nextBytes(photo);
    float[] gone = vector();
    needles.put("vector of a face", bytes(gone));
    needles.put("id of a face", text(id));
    needles.put("photo", part(text(Base64.getEncoder().encodeToString(photo))));
    Bulk bulk = new Bulk();
    for (int i = 0; i < 50; i++) {
      String name = i == 7 ? id : "other-" + i;
      Map<String, Object> face = new LinkedHashMap<>();
      face.put("id", name);
      face.put("tag", "t");
      face.put("vector", list(i == 7 ? gone : vector()));
      if (i == 7) {
        face.put("photo", Base64.getEncoder().encodeToString(photo));
      }
      bulk.index(group.index(), name, face);
    }
    bulk.send(http);

    Facepp faces = new Facepp(http);
    String token = faces.token(Person.EMIL);
    needles.put("token", text(token));

    EventClient events = EventClient.installed(http);
    BadRequestsIT.setting(http, EventClient.STORE_PICTURES, "true");
    double time = EventClient.time("2107-03-04T05:06:07Z");
    JsonNode event;
    try {
      event = events.posted(EventClient.camera(id, time, Person.EMIL.uri()));
    } finally {
      BadRequestsIT.setting(http, EventClient.STORE_PICTURES, null);
    }
    String picture = event.at("/_source/recognize_face_pic_id").asText();
    needles.put("event", text(event.path("_id").asText()));
    needles.put("picture", part(http.download(EventClient.picture(picture)).body()));

    String day = event.path("_index").asText();
    String indices =
        String.join(
            ",", group.index(), day, EventClient.pictureIndex("2107.03.04"), ".face-search-tokens");
    FaceGroup.assertOk(http.post("/" + indices + "/_flush?force=true"));
    assertEquals(needles.keySet(), found(cluster), "what is looked for can be found");

    FaceGroup.assertOk(group.delete(List.of(id)));
    FaceGroup.assertOk(http.delete("/.face-search-tokens/_doc/" + token));
    FaceGroup.assertOk(http.delete("/" + day + "/_doc/" + event.path("_id").asText()));
    assertExpunged(cluster, indices);
    assertEquals(49, group.count());
    FaceGroup.assertOk(http.delete("/" + day + "," + EventClient.pictureIndex("2107.03.04")));
    FaceGroup.assertOk(group.remove());
  }
}
