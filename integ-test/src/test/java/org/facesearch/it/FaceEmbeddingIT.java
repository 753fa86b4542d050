package org.facesearch.it;

import static org.facesearch.it.Http.json;
import static org.facesearch.it.Ingest.bulk;
import static org.facesearch.it.Ingest.index;
import static org.facesearch.it.Ingest.ok;
import static org.facesearch.it.Ingest.pipeline;
import static org.facesearch.it.Ingest.source;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** The processor {@code face_embedding}, wherever a pipeline can run. */
@RealCluster
class FaceEmbeddingIT {

  private static final String VECTOR = "{'type':'visual_vector','model':'face'}";

  /** What the page in the documentation tells a reader to send, in its order. */
  @Test
  void thePageInTheDocumentationWorks(TestCluster cluster) throws IOException {
    Http http = cluster.http(0);
    List<Response> answers = new ArrayList<>();
    AtomicReference<String> vector = new AtomicReference<>("");
    String picture = sample(4);
    for (DocPage.Request request : DocPage.requests("ingest.md", 0)) {
      Response answer =
          request.send(
              http,
              body -> body.replace("<base64>", picture).replace("\"<vector>\"", vector.get()));
      answers.add(answer);
      JsonNode faces = answer.body().path("_source").path("faces");
      if (!faces.isMissingNode()) {
        assertEquals(4, faces.size());
        vector.set(faces.path(1).path("vector").toString());
      }
    }
    assertEquals(5, answers.size());
    JsonNode hits = answers.getLast().body().path("hits").path("hits");
    assertEquals(1, hits.size(), hits::toString);
    JsonNode inner = hits.path(0).path("inner_hits").path("faces").path("hits").path("hits");
    assertEquals(1, inner.size(), hits::toString);
    assertEquals(1, inner.path(0).path("_nested").path("offset").asInt(), hits::toString);
    assertTrue(inner.path(0).path("_source").has("bounding_box"), hits::toString);
  }

  /** A sample photograph, in base64. */
  private static String sample(int number) {
    return Base64.getEncoder().encodeToString(Pictures.sample(number));
  }

  /** A sample photograph reduced, which saves the test's time: about 20 kB, all faces are found. */
  private static String small(int number) throws IOException {
    BufferedImage large = ImageIO.read(file(number).toFile());
    int height = 480 * large.getHeight() / large.getWidth();
    BufferedImage small = new BufferedImage(480, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = small.createGraphics();
    graphics.drawImage(
        large.getScaledInstance(480, height, Image.SCALE_AREA_AVERAGING), 0, 0, null);
    graphics.dispose();
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    ImageIO.write(small, "jpeg", jpeg);
    return Base64.getEncoder().encodeToString(jpeg.toByteArray());
  }

  private static Path file(int number) {
    return Path.of(System.getProperty("face_search.test.samples"), "sample" + number + ".jpg");
  }

  private static JsonNode photo(Object... photos) {
    ObjectNode document = (ObjectNode) json("{'title':'a photo'}");
    if (photos.length == 1) {
      return document.putPOJO("photo", photos[0]);
    }
    return document.putPOJO("photo", List.of(photos));
  }

  private static void assertFace(JsonNode face) {
    assertEquals(512, face.path("vector").size());
    assertEquals(4, face.path("bounding_box").path("pts").size());
    assertTrue(face.path("bounding_box").path("score").asDouble() > 0.5, face::toString);
    assertEquals("arcface-fr-512", face.path("model").asText());
    assertFalse(face.path("quality").path("quality").asText().isEmpty());
    assertTrue(face.path("quality").path("orientation").asText().startsWith("up"), face::toString);
  }

  private static JsonNode hits(Http http, String index, String query) throws IOException {
    return ok(http.post("/" + index + "/_search", json(query))).body().path("hits").path("hits");
  }

  @Test
  void bulkWritesTheLargestFaceAndAVectorFindsItAgain(TestCluster cluster) throws IOException {
    Http http = cluster.http(0);
    pipeline(http, "fe-largest", "{'face_embedding':{'field':'photo'}}");
    ok(
        http.put(
            "/fe-largest",
            json(
                "{'settings':{'default_pipeline':'fe-largest','number_of_replicas':0,"
                    + "'index.routing.allocation.require._name':'node-1'},"
                    + "'mappings':{'properties':{'face':{'properties':{'vector':"
                    + VECTOR
                    + "}}}}}")));
    String[] pictures = new String[6];
    for (int i = 0; i < 6; i++) {
      pictures[i] = small(i + 1);
    }
    Map<String, JsonNode> documents = new LinkedHashMap<>();
    for (int i = 0; i < 60; i++) {
      String picture = pictures[i % 6];
      documents.put("" + i, photo(i % 2 == 0 ? picture : "data:image/jpeg;base64," + picture));
    }
    documents.put("bad", photo("aGVsbG8="));
    documents.put("scheme", photo("ftp://host/picture.jpg"));
    documents.put("none", json("{'title':'no photo'}"));
    // The pictures are analysed on one node and the documents are stored on the other.
    Response answer = bulk(http, "fe-largest", documents);
    JsonNode ingested =
        ok(http.get("/_nodes/node-0/stats/ingest")).body().findPath("fe-largest").path("count");
    assertEquals(63, ingested.asInt());
    for (JsonNode item : answer.body().path("items")) {
      String id = item.path("index").path("_id").asText();
      String error = item.path("index").path("error").toString();
      if (id.matches("\\d+")) {
        assertEquals(201, item.path("index").path("status").asInt(), error);
      } else {
        assertEquals(400, item.path("index").path("status").asInt(), error);
        assertTrue(error.contains("field [photo]: "), error);
      }
    }
    JsonNode first = source(http, "fe-largest", "3");
    assertFace(first.path("face"));
    assertEquals(4, first.path("face_count").asInt());
    assertEquals("a photo", first.path("title").asText());
    assertFalse(first.has("photo"));

    JsonNode hits =
        hits(
            http,
            "fe-largest",
            "{'size':10,'_source':false,'query':{'visual_knn':{'field':'face.vector','k':10,'vector':"
                + first.path("face").path("vector")
                + ",'threshold':0.9}}}");
    assertEquals(10, hits.size());
    for (JsonNode hit : hits) {
      assertEquals(3, hit.path("_id").asInt() % 6, hits::toString);
    }
  }

  @Test
  void attributesAreWrittenOfEachFace(TestCluster cluster) throws IOException {
    Response answer =
        ok(
            cluster
                .http(0)
                .post(
                    "/_ingest/pipeline/_simulate",
                    json(
                        "{'pipeline':{'processors':[{'face_embedding':{'field':'photo','faces':"
                            + "'all','attributes':['pose','liveness','age_gender']}}]},'docs':[{'_source':"
                            + photo(small(4))
                            + "}]}")));
    JsonNode faces = answer.body().at("/docs/0/doc/_source/face");
    assertEquals(4, faces.size(), answer::toString);
    for (JsonNode face : faces) {
      JsonNode attributes = face.path("attributes");
      for (String angle : List.of("yaw", "pitch", "roll")) {
        double degrees = attributes.at("/pose/" + angle).asDouble(Double.NaN);
        assertTrue(degrees >= -99 && degrees <= 99, attributes::toString);
      }
      double real = attributes.at("/liveness/real").asDouble(Double.NaN);
      assertTrue(real > 0 && real < 1, attributes::toString);
      double age = attributes.at("/age_gender/age").asDouble(Double.NaN);
      double male = attributes.at("/age_gender/male").asDouble(Double.NaN);
      assertTrue(age > 0 && age < 100 && male >= 0 && male <= 1, attributes::toString);
    }
  }

  @Test
  void allFacesOfAllPicturesAreNestedObjectsAndInnerHitsNameTheOneThatMatched(TestCluster cluster)
      throws IOException {
    Http http = cluster.http(0);
    pipeline(
        http,
        "fe-all",
        "{'face_embedding':{'field':'photo','target_field':'faces','faces':'all',"
            + "'remove_source':false}}");
    index(
        http,
        "fe-all",
        "fe-all",
        "'photo':{'type':'keyword','index':false,'doc_values':false},"
            + "'faces':{'type':'nested','properties':{'vector':"
            + VECTOR
            + "}}");
    Response answer =
        bulk(http, "fe-all", Map.of("one", photo(sample(4)), "two", photo(sample(1), sample(5))));
    assertFalse(answer.body().path("errors").asBoolean(), answer::toString);

    JsonNode one = source(http, "fe-all", "one");
    assertEquals(4, one.path("faces").size());
    assertEquals(4, one.path("faces_count").asInt());
    one.path("faces").forEach(FaceEmbeddingIT::assertFace);
    assertFalse(one.path("faces").path(0).has("picture"));
    assertTrue(one.has("photo"));

    JsonNode two = source(http, "fe-all", "two");
    assertEquals(two.path("faces_count").asInt(), two.path("faces").size());
    assertEquals(0, two.path("faces").path(0).path("picture").asInt());
    int last = two.path("faces").size() - 1;
    assertEquals(1, two.path("faces").path(last).path("picture").asInt());

    JsonNode hits =
        hits(
            http,
            "fe-all",
            "{'_source':false,'query':{'nested':{'path':'faces','score_mode':'max','inner_hits':{'_source':false},"
                + "'query':{'visual_knn':{'field':'faces.vector','k':1,'threshold':0.9,'vector':"
                + one.path("faces").path(2).path("vector")
                + "}}}}}");
    assertEquals(1, hits.size(), hits::toString);
    assertEquals("one", hits.path(0).path("_id").asText());
    JsonNode inner = hits.path(0).path("inner_hits").path("faces").path("hits").path("hits");
    assertEquals(2, inner.path(0).path("_nested").path("offset").asInt(), hits::toString);

    bulk(http, "fe-all", Map.of("grey", photo(grey())));
    JsonNode grey = source(http, "fe-all", "grey");
    assertFalse(grey.has("faces"));
    assertEquals(0, grey.path("faces_count").asInt());
  }

  /** A picture without a face. */
  private static String grey() throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(200, 200, BufferedImage.TYPE_BYTE_GRAY), "png", png);
    return Base64.getEncoder().encodeToString(png.toByteArray());
  }

  @Test
  void onFailureGetsTheMessageAndThePicture(TestCluster cluster) throws IOException {
    Http http = cluster.http(0);
    pipeline(
        http,
        "fe-failing",
        "{'face_embedding':{'field':'photo','on_no_face':'fail','on_failure':[{'set':{'field':'why',"
            + "'value':'{{_ingest.on_failure_message}}'}}]}}");
    index(http, "fe-failing", "fe-failing", "'face':{'enabled':false},'photo':{'enabled':false}");
    Response answer =
        bulk(
            http,
            "fe-failing",
            Map.of("good", photo(small(5)), "grey", photo(grey()), "bad", photo("aGVsbG8=")));
    assertFalse(answer.body().path("errors").asBoolean(), answer::toString);
    assertFace(source(http, "fe-failing", "good").path("face"));
    JsonNode grey = source(http, "fe-failing", "grey");
    assertEquals("field [photo]: no face found in image", grey.path("why").asText());
    assertTrue(grey.has("photo"));
    String why = source(http, "fe-failing", "bad").path("why").asText();
    assertTrue(why.startsWith("field [photo]: "), why);
  }

  @Test
  void simulationShowsTheFacesAndTheErrors(TestCluster cluster) throws IOException {
    Ingest.assertSimulated(
        cluster.http(1),
        "face_embedding",
        "'min_quality':'good'",
        small(5),
        good -> assertFace(good.findPath("face")));
  }

  @Test
  void wrongAndUnknownOptionsAreRefused(TestCluster cluster) throws IOException {
    Ingest.assertRefused(
        cluster.http(0),
        "face_embedding",
        List.of(
            "'field':'photo','faces':'every'",
            "'field':'photo','attributes':['age']",
            "'target_field':'face'"));
  }

  @Test
  void reindexAndUpdateByQueryMakeVectorsOfWhatIsThere(TestCluster cluster) throws IOException {
    Http http = cluster.http(0);
    pipeline(http, "fe-later", "{'face_embedding':{'field':'photo','ignore_missing':true}}");
    ok(
        http.put(
            "/fe-raw",
            json(
                "{'mappings':{'properties':{'photo':{'enabled':false},'face':{'properties':{'vector':"
                    + VECTOR
                    + "}}}}}")));
    bulk(
        http,
        "fe-raw",
        Map.of("a", photo(small(1)), "b", photo(small(2)), "none", json("{'title':'t'}")));
    index(http, "fe-copy", "_none", "'face':{'properties':{'vector':" + VECTOR + "}}");
    Response copy =
        ok(
            http.post(
                "/_reindex?refresh=true",
                json(
                    "{'source':{'index':'fe-raw'},'dest':{'index':'fe-copy','pipeline':'fe-later'}}")));
    assertEquals(3, copy.body().path("created").asInt(), copy::toString);
    assertFace(source(http, "fe-copy", "a").path("face"));
    assertEquals("t", source(http, "fe-copy", "none").path("title").asText());

    for (int run = 0; run < 2; run++) {
      // The second time there are no pictures any more, and the faces stay.
      Response update = ok(http.post("/fe-raw/_update_by_query?refresh=true&pipeline=fe-later"));
      assertEquals(3, update.body().path("updated").asInt(), update::toString);
      assertFace(source(http, "fe-raw", "b").path("face"));
      assertFalse(source(http, "fe-raw", "b").has("photo"));
    }
  }

  /** The queue for inference holds 200; with {@code if}, documents come to the processor singly. */
  @Test
  void aLargeBulkIsNotRefusedForItsSize(TestCluster cluster) throws IOException {
    Http http = cluster.http(0);
    String picture = face();
    for (String condition : List.of("", ",'if':'ctx.title != null'")) {
      pipeline(http, "fe-many", "{'face_embedding':{'field':'photo'" + condition + "}}");
      if (condition.isEmpty()) {
        index(http, "fe-many", "fe-many", "'face':{'properties':{'vector':" + VECTOR + "}}");
      }
      int size = condition.isEmpty() ? 300 : 220;
      Map<String, JsonNode> documents = new LinkedHashMap<>();
      IntStream.range(0, size).forEach(i -> documents.put("" + i, photo(picture)));
      Response answer = bulk(http, "fe-many", documents);
      assertFalse(answer.body().path("errors").asBoolean(), answer::toString);
      assertEquals(size, answer.body().path("items").size());
    }
    assertFace(source(http, "fe-many", "299").path("face"));
  }

  @Test
  void bulksArePushedBackWholeWhereTooManyDocumentsWaitAndPicturesAreFetched() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        TestCluster cluster =
            TestCluster.named("ingest-busy")
                .setting("plugins.face_search.download.allowed_hosts", "127.0.0.1")
                .setting("plugins.face_search.ingest.queue_size", "1")
                .start();
        ExecutorService clients = Executors.newFixedThreadPool(4)) {
      Http http = cluster.http(0);
      pipeline(http, "fe-busy", "{'face_embedding':{'field':'photo'}}");
      index(http, "fe-busy", "fe-busy", "'face':{'properties':{'vector':" + VECTOR + "}}");
      Map<String, JsonNode> documents = new LinkedHashMap<>();
      String picture = small(5);
      IntStream.range(0, 40).forEach(i -> documents.put("" + i, photo(picture)));
      List<Future<Response>> answers =
          clients.invokeAll(Collections.nCopies(4, () -> bulk(http, "fe-busy", documents)));
      Set<Integer> statuses = new TreeSet<>();
      for (Future<Response> answer : answers) {
        Set<Integer> ofOne = new TreeSet<>();
        for (JsonNode item : answer.get().body().path("items")) {
          int status = item.path("index").path("status").asInt();
          // The first bulk creates a document, the next one replaces it.
          ofOne.add(status == 201 ? 200 : status);
        }
        assertEquals(1, ofOne.size(), ofOne::toString);
        statuses.addAll(ofOne);
      }
      assertEquals(Set.of(200, 429), statuses);
      // The line has gone; a picture may be fetched, too.
      byte[] file = Base64.getDecoder().decode(picture);
      Future<Void> served = clients.submit(() -> serve(server, file));
      String there = "http://127.0.0.1:" + server.getLocalPort() + "/photo.jpg";
      Response fetched =
          bulk(
              http,
              "fe-busy",
              Map.of("there", photo(there), "forbidden", photo("http://10.0.0.1/photo.jpg")));
      for (JsonNode item : fetched.body().path("items")) {
        boolean allowed = item.path("index").path("_id").asText().equals("there");
        assertEquals(
            allowed ? 201 : 400, item.path("index").path("status").asInt(), item::toString);
      }
      served.get();
      assertFace(source(http, "fe-busy", "there").path("face"));
    }
  }

  /** A web server of one answer. */
  private static Void serve(ServerSocket server, byte[] file) throws IOException {
    try (Socket socket = server.accept()) {
      BufferedReader request =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      for (String line = request.readLine(); !line.isEmpty(); line = request.readLine()) {
        // The head of the request: there is one thing to answer.
      }
      OutputStream answer = socket.getOutputStream();
      String head = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + file.length;
      answer.write((head + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      answer.write(file);
    }
    return null;
  }

  /** The largest face of a photograph and little else. */
  private static String face() throws IOException {
    BufferedImage large = ImageIO.read(file(5).toFile());
    int side = Math.min(large.getWidth(), large.getHeight());
    BufferedImage small = new BufferedImage(160, 160, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = small.createGraphics();
    graphics.drawImage(
        large
            .getSubimage((large.getWidth() - side) / 2, 0, side, side)
            .getScaledInstance(160, 160, Image.SCALE_AREA_AVERAGING),
        0,
        0,
        null);
    graphics.dispose();
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    ImageIO.write(small, "jpeg", jpeg);
    return Base64.getEncoder().encodeToString(jpeg.toByteArray());
  }
}
