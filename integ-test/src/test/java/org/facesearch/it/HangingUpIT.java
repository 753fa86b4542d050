package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Nobody works for clients that have gone. */
@RealCluster
class HangingUpIT {

  private static final int CALLS = 60;

  /** Of those that wait when their clients go, so many at least must not be worked on. */
  private static final int SPARED = 10;

  @Test
  void searchesOfAGroupEnd(TestCluster cluster) throws IOException {
    FaceGroup group = FaceGroup.create(cluster.http(0), "hanging-up");
    String body = Http.text(Map.of("images", List.of(Person.ANNA.uri())));
    assertSpared(cluster, group.path() + "/search", "application/json", body);
  }

  @Test
  void enrolmentsEndAndLeaveNothing(TestCluster cluster) throws IOException {
    FaceGroup group = FaceGroup.create(cluster.http(0), "hanging-up");
    String body = Http.text(Map.of("image", Map.of("uri", Person.ANNA.uri(), "tag", "hung up")));
    assertSpared(cluster, group.path() + "/add", "application/json", body);
    assertTrue(group.count() <= CALLS - SPARED, () -> "all were stored");
  }

  @Test
  void callsOfFaceppEnd(TestCluster cluster) throws IOException {
    String picture = Base64.getEncoder().encodeToString(Person.ANNA.jpeg());
    String body =
        Facepp.query(new Facepp(cluster.http(0)).withKey(Map.of("image_base64", picture)));
    assertSpared(cluster, "/facepp/v3/detect", "application/x-www-form-urlencoded", body);
  }

  /** Fills the queue of a node with calls whose clients then hang up. */
  private static void assertSpared(
      TestCluster cluster, String path, String contentType, String body) throws IOException {
    NodeStats before = NodeStats.of(cluster.http(0));
    List<Socket> clients = new ArrayList<>();
    try {
      URI uri = URI.create(cluster.http(0).url());
      for (int i = 0; i < CALLS; i++) {
        Socket client = new Socket(uri.getHost(), uri.getPort());
        clients.add(client);
        post(client, path, contentType, body);
      }
    } finally {
      for (Socket client : clients) {
        client.close();
      }
    }
    NodeStats after =
        Comparing.await(
            () -> {
              NodeStats now = NodeStats.of(cluster.http(0));
              return isIdle(now) && now.since(before, "/stages/wait/count") >= CALLS / 2
                  ? Optional.of(now)
                  : Optional.empty();
            },
            "the end of all work");
    long decoded = after.since(before, "/stages/decode/count");
    assertTrue(decoded <= CALLS - SPARED, () -> decoded + " of " + CALLS + " were worked on");
  }

  private static boolean isIdle(NodeStats stats) {
    String pool = "/thread_pools/face_search_inference";
    return stats.at(pool + "/active").asInt() == 0 && stats.at(pool + "/queue").asInt() == 0;
  }

  private static void post(Socket socket, String path, String contentType, String text)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    String head =
        "POST "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
            + contentType
            + "\r\nContent-Length: "
            + body.length
            + "\r\n\r\n";
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().write(body);
    socket.getOutputStream().flush();
  }
}
