package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;

/** Groups of pictures: what they take, find and tell, on whichever node. */
@RealCluster
class ImageGroupsIT {

  private static final List<Integer> SAMPLES = List.of(1, 2, 3, 4, 5, 6);

  private static BufferedImage photograph(int number) {
    return Pictures.scaled(Pictures.read(Pictures.sample(number)), 0.25);
  }

  private static String uri(int number) {
    return Pictures.dataUri(Pictures.jpeg(photograph(number)));
  }

  private static ImageGroup sixPhotographs(Http http, String hint) throws IOException {
    ImageGroup group = ImageGroup.create(http, hint);
    for (int number : SAMPLES) {
      FaceGroup.assertOk(
          group.add(
              "p" + number,
              uri(number),
              Map.of("tag", number % 2 == 0 ? "even" : "odd", "desc", Map.of("n", number))));
    }
    return group;
  }

  /** What the page in the documentation tells a reader to send, in its order. */
  @Test
  void thePageInTheDocumentationWorks(TestCluster cluster) throws IOException {
    String picture = Base64.getEncoder().encodeToString(Pictures.jpeg(photograph(2)));
    List<DocPage.Request> requests = DocPage.requests("image-groups.md");
    assertEquals(15, requests.size());
    for (DocPage.Request request : requests) {
      request.send(cluster.http(1), body -> body.replace("<base64>", picture));
    }
  }

  @Test
  void whatWasSentIsFoundOnEveryNodeAtOnce(TestCluster cluster) throws IOException {
    ImageGroup group = sixPhotographs(cluster.http(0), "six");
    ImageGroup there = group.through(cluster.http(1));
    assertEquals(Http.json("{'config':{'capacity':1000},'tags':2,'count':6}"), there.info());
    for (int number : SAMPLES) {
      JsonNode hit = there.hits(uri(number), Map.of("threshold", 0.9)).getFirst();
      assertEquals(1, hit.path("score").asDouble(), 1e-4);
      assertEquals("p" + number, hit.path("id").asText());
      assertEquals(number, hit.at("/desc/n").asInt());
      assertEquals(4, hit.size(), hit::toString);
    }
    FaceGroup.assertOk(there.update("p1", Map.of("uri", uri(2))));
    assertEquals(
        List.of("p1", "p2"),
        group.hits(uri(2), Map.of("threshold", 0.9)).stream()
            .map(hit -> hit.path("id").asText())
            .toList(),
        "equal ones by id");
    assertEquals("odd", group.entry("p1").path("tag").asText(), "what was not given stays");
    assertEquals(1, group.entry("p1").at("/desc/n").asInt());
    assertEquals(Http.json("{'deleted':['p2']}"), there.delete(List.of("nobody", "p2")).body());
    assertEquals(
        1, group.hits(uri(2), Map.of("threshold", 0.9)).size(), "what was deleted is not found");
  }

  /** One list for each picture in order, whatever is in it, and nothing is an empty list. */
  @Test
  void everyPictureHasOneListOfResults(TestCluster cluster) throws IOException {
    ImageGroup group = sixPhotographs(cluster.http(1), "lists");
    String plain = Pictures.dataUri(Pictures.png(Pictures.plain(40, 30)));
    JsonNode results =
        FaceGroup.assertOk(
                group.search(List.of(uri(3), plain, uri(5)), Map.of("limit", 1, "threshold", 0.9)))
            .path("search_results");
    assertEquals("p3", results.at("/0/results/0/id").asText());
    assertEquals(Http.json("{'results':[]}"), results.path(1));
    assertEquals("p5", results.at("/2/results/0/id").asText());
    assertEquals(3, results.size());
    JsonNode all =
        FaceGroup.assertOk(group.search(List.of(plain), Map.of("limit", 0, "threshold", 0)))
            .at("/search_results/0/results");
    assertEquals(6, all.size(), "a limit of 0 is 100");
    assertEquals(
        2, group.hits(plain, Map.of("limit", 2, "threshold", 0)).size(), "of the whole picture");
  }

  @Test
  void theThresholdIsThatOfPicturesAndCanBeSet(TestCluster cluster) throws IOException {
    ImageGroup group = sixPhotographs(cluster.http(0), "threshold");
    String setting = "plugins.face_search.v1.image_threshold";
    for (int number : SAMPLES) {
      List<JsonNode> documented = group.hits(uri(number), Map.of("threshold", 0.3));
      assertEquals(documented, group.hits(uri(number), Map.of()), "0.3 is the default");
    }
    BadRequestsIT.setting(cluster.http(0), setting, "0.95");
    try {
      for (int node = 0; node < cluster.size(); node++) {
        assertEquals(1, group.through(cluster.http(node)).hits(uri(2), Map.of()).size());
      }
    } finally {
      BadRequestsIT.setting(cluster.http(0), setting, null);
    }
    assertTrue(group.hits(uri(2), Map.of()).size() > 1, "people in a room are alike");
  }

  @Test
  void whatOnlyFacesHaveIsIgnored(TestCluster cluster) throws IOException {
    ImageGroup group = ImageGroup.create(cluster.http(0), "ignored");
    String body =
        "{'image':{'id':'a','uri':'PICTURE','bounding_box':{'pts':'nonsense'},'more':1},"
            + "'params':{'reject_bad_face':'nonsense'}}";
    assertEquals(Http.json("{'id':'a'}"), ok(cluster, group, "add", body));
    assertEquals(
        Http.json("{}"),
        ok(
            cluster,
            group,
            "update",
            "{'image':{'id':'a','uri':'PICTURE','bounding_box':{'pts':[[0,0]]}}}"));
    JsonNode found =
        ok(
            cluster,
            group,
            "search",
            "{'images':['PICTURE'],'use_quality':'nonsense','cluster_group':'b'}");
    assertEquals("a", found.at("/search_results/0/results/0/id").asText());
  }

  private static JsonNode ok(TestCluster cluster, ImageGroup group, String call, String body)
      throws IOException {
    return FaceGroup.assertOk(
        cluster
            .http(1)
            .postText(
                group.path() + "/" + call,
                "application/json",
                body.replace('\'', '"').replace("PICTURE", uri(1))));
  }

  /** Each finds itself first, so its vector is of it and not of some failure. */
  @Test
  void anyPictureIsTaken(TestCluster cluster) throws IOException {
    Map<String, byte[]> pictures = new LinkedHashMap<>();
    pictures.put("a-photograph", Pictures.jpeg(photograph(1)));
    pictures.put("one-pixel", Pictures.png(Pictures.plain(1, 1)));
    pictures.put("tiny", Pictures.png(Pictures.scaled(photograph(2), 0.02)));
    pictures.put("a-line", Pictures.png(Pictures.crop(photograph(3), 0, 100, 400, 1)));
    pictures.put("huge", Pictures.png(bits(7_000, 7_000)));
    pictures.put("grey", Pictures.png(as(photograph(4), BufferedImage.TYPE_BYTE_GRAY)));
    pictures.put("grey-16-bit", Pictures.png(as(photograph(5), BufferedImage.TYPE_USHORT_GRAY)));
    pictures.put("alpha", Pictures.png(half(photograph(6))));
    pictures.put("palette", Pictures.png(as(photograph(3), BufferedImage.TYPE_BYTE_INDEXED)));
    pictures.put("animation", animation(photograph(5), photograph(6)));
    ImageGroup group = ImageGroup.create(cluster.http(0), "any");
    for (Map.Entry<String, byte[]> picture : pictures.entrySet()) {
      FaceGroup.assertOk(
          group.add(picture.getKey(), Pictures.dataUri(picture.getValue()), Map.of()));
    }
    List<String> strange = new ArrayList<>();
    for (Map.Entry<String, byte[]> picture : pictures.entrySet()) {
      List<JsonNode> hits = group.hits(Pictures.dataUri(picture.getValue()), Map.of());
      boolean itself =
          hits.stream()
              .anyMatch(
                  hit ->
                      hit.path("id").asText().equals(picture.getKey())
                          && hit.path("score").asDouble() > 0.999);
      if (!itself) {
        strange.add(picture.getKey() + ": " + hits);
      }
    }
    assertEquals(List.of(), strange);
    // The first picture of an animation is the one that counts.
    assertTrue(
        group.order(Pictures.dataUri(Pictures.png(photograph(5)))).indexOf("animation")
            < group.order(Pictures.dataUri(Pictures.png(photograph(6)))).indexOf("animation"));
  }

  private static BufferedImage as(BufferedImage image, int type) {
    BufferedImage result = new BufferedImage(image.getWidth(), image.getHeight(), type);
    return Pictures.over(result, image, 0, 0);
  }

  private static BufferedImage bits(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_BINARY);
    return Pictures.over(image, photograph(1), 0, 0);
  }

  /** The left half of a picture; the right one is transparent. */
  private static BufferedImage half(BufferedImage image) {
    BufferedImage result =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_ARGB);
    return Pictures.over(
        result, Pictures.crop(image, 0, 0, image.getWidth() / 2, image.getHeight()), 0, 0);
  }

  private static byte[] animation(BufferedImage... frames) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      for (BufferedImage frame : frames) {
        writer.writeToSequence(
            new IIOImage(as(frame, BufferedImage.TYPE_BYTE_INDEXED), null, null), null);
      }
      writer.endWriteSequence();
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  @Test
  void severalGroupsAreSearchedAsOne(TestCluster cluster) throws IOException {
    ImageGroup even = ImageGroup.create(cluster.http(0), "even");
    ImageGroup odd = ImageGroup.create(cluster.http(0), "odd");
    for (int number : SAMPLES) {
      ImageGroup group = number % 2 == 0 ? even : odd;
      FaceGroup.assertOk(group.add("p" + number, uri(number), Map.of()));
    }
    ImageGroup all = sixPhotographs(cluster.http(0), "all");
    for (int number : SAMPLES) {
      JsonNode merged =
          FaceGroup.assertOk(
                  ImageGroup.searchAll(
                      cluster.http(1),
                      List.of(even, odd, even),
                      List.of(uri(number)),
                      Map.of("threshold", 0)))
              .at("/search_results/0/results");
      assertEquals(all.order(uri(number)), FaceGroup.texts(merged, "id"));
      assertEquals(
          (number % 2 == 0 ? even : odd).name(), merged.at("/0/group").asText(), merged::toString);
    }
  }

  /** A group is an index: what the query of everybody finds there is what the API finds. */
  @Test
  void anOrdinarySearchFindsTheSameInTheSameOrder(TestCluster cluster) throws IOException {
    ImageGroup group = sixPhotographs(cluster.http(0), "ordinary-images");
    FaceGroup.assertOk(cluster.http(0).post("/" + group.index() + "/_refresh"));
    for (int number : SAMPLES) {
      JsonNode hits =
          FaceGroup.assertOk(
                  cluster
                      .http(1)
                      .post(
                          "/" + group.index() + "/_search",
                          Map.of(
                              "query",
                              Map.of(
                                  "visual_knn",
                                  Map.of("field", "vector", "image", uri(number), "k", 10)),
                              "explain",
                              true)))
              .at("/hits/hits");
      assertEquals(group.order(uri(number)), FaceGroup.texts(hits, "_id"));
      JsonNode first = hits.path(0);
      assertFalse(first.path("_source").has("vector"), first::toString);
      assertEquals(Set.of("id", "tag", "desc", "created_at"), names(first.path("_source")));
      assertTrue(first.path("_explanation").toString().contains("squeezenet11-512"));
    }
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new HashSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void groupsAreComparedAndKeptAsPictures(TestCluster cluster) throws IOException {
    ImageGroup group = sixPhotographs(cluster.http(0), "base");
    ImageGroup target = ImageGroup.create(cluster.http(0), "compared");
    FaceGroup.assertOk(target.add("a", uri(4), Map.of("tag", "t", "desc", Map.of("of", 4))));
    FaceGroup.assertOk(
        target.add("b", Pictures.dataUri(Pictures.png(Pictures.plain(50, 50))), Map.of()));
    Map<String, ?> asked = Map.of("threshold", 0.9, "limit", 3);
    Comparing comparing = new Comparing(cluster.http(1));
    JsonNode rows =
        FaceGroup.assertOk(comparing.compare(group, target, asked)).path("compare_results");
    assertEquals(1, rows.size(), rows::toString);
    assertEquals(
        List.of(),
        Shape.differences(
            Http.json(
                "{'id':'a', 'tag':'t', 'desc':'object', 'results':["
                    + "{'score':'score', 'id':'p4', 'tag':'even', 'desc':'object'}]}"),
            rows.path(0)));
    assertEquals(4, rows.at("/0/desc/of").asInt());
    assertEquals(4, rows.at("/0/results/0/desc/n").asInt());
    assertEquals(1, rows.at("/0/results/0/score").asDouble(), 1e-4);

    String id = comparing.start(group, target, asked).path("comparison").asText();
    JsonNode kept =
        new Comparing(cluster.http(0))
            .awaitState(id, now -> !now.path("state").asText().equals("running"));
    assertEquals("completed", kept.path("state").asText(), kept::toString);
    assertEquals("image", kept.path("kind").asText());
    assertEquals(2, kept.path("total").asInt());
    assertEquals(rows, kept.path("compare_results"));
    FaceGroup.assertOk(cluster.http(0).delete(Comparing.KEPT + id));
  }

  @Test
  void listsGoPageByPage(TestCluster cluster) throws IOException {
    ImageGroup group = sixPhotographs(cluster.http(0), "pages");
    List<String> ids = new ArrayList<>();
    String marker = "";
    do {
      JsonNode page =
          group.through(cluster.http(1)).images(Map.of("limit", 2, "marker", marker, "tag", "odd"));
      ids.addAll(FaceGroup.texts(page.path("images"), "id"));
      marker = page.path("marker").asText();
    } while (!marker.isEmpty());
    assertEquals(List.of("p1", "p3", "p5"), ids);
    assertEquals(
        Http.json(
            "{'config':{'capacity':1000},'marker':'',"
                + "'tags':[{'name':'even','count':3},{'name':'odd','count':3}]}"),
        group.tags(Map.of()));
    assertTrue(
        FaceGroup.assertOk(cluster.http(1).get(ImageGroup.ALL))
            .path("groups")
            .toString()
            .contains('"' + group.name() + '"'));
    assertFalse(
        FaceGroup.assertOk(cluster.http(1).get(FaceGroup.ALL))
            .path("groups")
            .toString()
            .contains('"' + group.name() + '"'));
    FaceGroup.assertOk(group.remove());
    assertEquals(404, cluster.http(1).get("/" + group.index()).status());
  }
}
