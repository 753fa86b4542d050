package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Mistakes in calls about groups of pictures: status and text are those of the groups of faces, and
 * nothing is half done.
 */
@RealCluster
class BadImageRequestsIT {

  private static final String IMAGES = "'images':['ANNA']";
  private static final String LIST = " must be a list of strings that is not empty";
  private static final String FOREIGN_TEXT =
      "group FOREIGN holds vectors of model another-model, this node makes vectors of model"
          + " squeezenet11-512";

  /**
   * One mistake.
   *
   * @param call method and path below the API's; {@code GROUP} is a group that has the picture
   *     {@code anna}, {@code FACES} the name of a group of faces alone, {@code FOREIGN} a group of
   *     another model
   * @param body with single quotes in the place of double ones; empty for none
   */
  record Mistake(String call, String body, int status, String error) {
    @Override
    public String toString() {
      return call + " " + body.substring(0, Math.min(200, body.length())) + " -> " + error;
    }
  }

  private static ImageGroup group;
  private static final Map<String, String> WORDS = new LinkedHashMap<>();

  @BeforeAll
  static void prepare(TestCluster cluster) throws IOException {
    Http http = cluster.http(0);
    group = ImageGroup.create(http, "image-mistakes");
    FaceGroup.assertOk(group.add("anna", Person.ANNA.uri(), Map.of("desc", 1)));
    ImageGroup foreign = new ImageGroup(http, FaceGroup.freshName("foreign-images"));
    FaceGroup.assertOk(
        http.put(
            "/" + foreign.index(),
            Http.json(
                "{'settings':{'index.face_search.group.kind':'image',"
                    + " 'index.face_search.group.capacity':5},"
                    + " 'mappings':{'properties':{'id':{'type':'keyword'},"
                    + " 'tag':{'type':'keyword'}, 'vector':{'type':'visual_vector',"
                    + " 'model':'another-model', 'dimension':512}}}}")));
    WORDS.put("GROUP", group.name());
    WORDS.put("FOREIGN", foreign.name());
    WORDS.put("FACES", FaceGroup.create(http, "faces-alone").name());
    WORDS.put("BROKEN", Pictures.dataUri(Pictures.firstHalf(Pictures.png(Pictures.plain(64, 64)))));
    WORDS.put("BOMB", Pictures.dataUri(Pictures.pngOfHeader(8_000, 8_000, 20_000)));
    WORDS.put("ANNA", Person.ANNA.uri());
  }

  static Stream<Mistake> mistakes() {
    return Stream.of(groups(), adding(), searching(), models()).flatMap(rows -> rows);
  }

  /** A group of faces is none of pictures: it is as if it were not there. */
  private static Stream<Mistake> groups() {
    Stream<Mistake> unknown =
        Stream.of("no-such-group", "FACES")
            .flatMap(
                name ->
                    Stream.of(
                        bad("GET " + name, "", "group not exist"),
                        bad("POST " + name + "/remove", "", "group not exist"),
                        bad("POST " + name + "/add", "{'image':{'uri':'ANNA'}}", "group not exist"),
                        bad("POST " + name + "/search", "{" + IMAGES + "}", "group not exist"),
                        bad("POST " + name + "/delete", "{'ids':['a']}", "group not exist"),
                        bad("POST " + name + "/update", "{'image':{'id':'a'}}", "group not exist"),
                        bad("GET " + name + "/images", "", "group not exist"),
                        bad("GET " + name + "/tags", "", "group not exist"),
                        bad(
                            "POST multi/search",
                            "{" + IMAGES + ",'groups':['GROUP','" + name + "']}",
                            "group not exist"),
                        bad(
                            "POST " + name + "/compare",
                            "{'target_group':'GROUP'}",
                            "group not exist"),
                        bad(
                            "POST GROUP/compare?wait_for_completion=false",
                            "{'target_group':'" + name + "'}",
                            "group not exist")));
    return Stream.concat(
        unknown,
        Stream.of(
            bad("POST No", "{'config':{'capacity':1}}", "invalid group name"),
            bad("POST multi", "{'config':{'capacity':1}}", "invalid group name"),
            bad("POST new-group", "{'config':{'capacity':0}}", "invalid group capacity"),
            bad("POST new-group", "{'config':{'capacity':'5'}}", "invalid group capacity"),
            bad("POST new-group", "{'config':5}", "config must be an object"),
            bad("POST new-group", "", "invalid group capacity"),
            new Mistake("POST GROUP", "{'config':{'capacity':5}}", 409, "group already exist"),
            bad("GET GROUP/images?limit=0", "", "limit must be an integer from 1 to 1000"),
            bad("GET GROUP/images?marker=abc", "", "invalid marker"),
            bad("GET GROUP/tags?marker=abc", "", "invalid marker"),
            bad("POST GROUP/delete", "{'ids':[]}", "ids" + LIST),
            bad("POST GROUP/compare", "{}", "target_group is required")));
  }

  private static Stream<Mistake> adding() {
    Stream<Mistake> pictures =
        Map.of(
                "BROKEN", "image cannot be decoded",
                "BOMB", "image has 64000000 pixels, at most 50000000 are allowed",
                "data:,", "image is empty",
                "data:,hello", "image format is not supported: use JPEG, PNG, WebP, BMP or GIF",
                "ftp://example.org/a.jpg", "uri must be http://, https:// or data:",
                "http://127.0.0.1/a.jpg", "uri host is not allowed")
            .entrySet()
            .stream()
            .flatMap(
                row ->
                    Stream.of(
                        bad(
                            "POST GROUP/add",
                            "{'image':{'uri':'" + row.getKey() + "'}}",
                            row.getValue()),
                        bad(
                            "POST GROUP/update",
                            "{'image':{'id':'anna','tag':'new','uri':'" + row.getKey() + "'}}",
                            row.getValue()),
                        bad(
                            "POST GROUP/search",
                            "{'images':['ANNA','" + row.getKey() + "']}",
                            "images[1]: " + row.getValue())));
    return Stream.concat(
        pictures,
        Stream.of(
            bad("POST GROUP/add", "", "image.uri is required"),
            bad("POST GROUP/add", "[]", "the request body must be a JSON object"),
            bad("POST GROUP/add", "{", "the request body is not valid JSON"),
            bad("POST GROUP/add", "{'image':{'uri':5}}", "image.uri must be a string"),
            bad("POST GROUP/add", "{'image':{'uri':'ANNA','id':5}}", "image.id must be a string"),
            bad("POST GROUP/add", "{'image':{'uri':'ANNA','tag':5}}", "image.tag must be a string"),
            bad(
                "POST GROUP/add",
                "{'image':{'uri':'ANNA','id':'" + "i".repeat(513) + "'}}",
                "image.id is longer than 512 bytes"),
            new Mistake(
                "POST GROUP/add",
                "{'image':{'uri':'ANNA','id':'anna','tag':'new'}}",
                409,
                "anna already exist"),
            bad("POST GROUP/update", "{'image':{'tag':'x'}}", "image.id is required"),
            bad("POST GROUP/update", "{'image':{'id':'b','tag':'x'}}", "b not exist"),
            bad("POST GROUP/update", "{'image':{'id':'b','uri':'ANNA'}}", "b not exist")));
  }

  private static Stream<Mistake> searching() {
    return Stream.of("GROUP/search", "multi/search")
        .map(call -> "POST " + call)
        .flatMap(
            call ->
                Stream.of(
                    bad(call, "{'groups':['GROUP']}", "images is required"),
                    bad(call, with("'images':[]"), "images" + LIST),
                    bad(
                        call,
                        with("'images':['ANNA',5]"),
                        "images[1] must be a string that is not empty"),
                    bad(
                        call,
                        with("'images':[" + "'x',".repeat(100) + "'x']"),
                        "images has 101 entries, at most 100 are allowed"),
                    bad(
                        call,
                        with(IMAGES + ",'limit':-1"),
                        "limit must be an integer from 0 to 10000"),
                    bad(
                        call,
                        with(IMAGES + ",'limit':10001"),
                        "limit must be an integer from 0 to 10000"),
                    bad(
                        call,
                        with(IMAGES + ",'threshold':1.01"),
                        "threshold must be a number from 0.0 to 1.0"),
                    bad(
                        call,
                        with(IMAGES + ",'threshold':'0.5'"),
                        "threshold must be a number from 0.0 to 1.0")));
  }

  private static Stream<Mistake> models() {
    String cluster = "cluster_group is for groups of faces only";
    return Stream.of(
        bad("POST multi/search", with(IMAGES + ",'cluster_group':'GROUP'"), cluster),
        bad("POST multi/search", with(IMAGES + ",'cluster_group':5"), cluster),
        bad(
            "POST multi/search",
            "{" + IMAGES + ",'groups':['aaa','bbb','ccc','ddd','eee','fff']}",
            "too many groups"),
        new Mistake("POST FOREIGN/search", "{" + IMAGES + "}", 409, FOREIGN_TEXT),
        new Mistake("POST FOREIGN/add", "{'image':{'uri':'ANNA'}}", 409, FOREIGN_TEXT),
        new Mistake(
            "POST multi/search",
            "{" + IMAGES + ",'groups':['GROUP','FOREIGN']}",
            409,
            FOREIGN_TEXT),
        new Mistake("POST GROUP/compare", "{'target_group':'FOREIGN'}", 409, FOREIGN_TEXT));
  }

  private static String with(String fields) {
    return "{'groups':['GROUP']," + fields + "}";
  }

  private static Mistake bad(String call, String body, String error) {
    return new Mistake(call, body, 400, error);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void isRefusedAndNothingIsHalfDone(Mistake mistake, TestCluster cluster) throws IOException {
    Response response = send(cluster.http(1), mistake.call(), mistake.body());
    BadRequestsIT.assertClean(response);
    FaceGroup.assertError(mistake.status(), filled(mistake.error()), response);
    assertEquals(
        Http.json("{'images':[{'id':'anna','tag':'default','desc':1}],'marker':''}"),
        group.images(Map.of()));
  }

  @Test
  void anIndexOfTheUserIsNoGroup(TestCluster cluster) throws IOException {
    ImageGroup none = new ImageGroup(cluster.http(1), FaceGroup.freshName("own-images"));
    assertEquals(
        201, cluster.http(0).put("/" + none.index() + "/_doc/1", Map.of("id", "mine")).status());
    FaceGroup.assertError(400, "group not exist", none.delete(List.of("1")));
    FaceGroup.assertError(400, "group not exist", none.remove());
    FaceGroup.assertError(
        409, "index " + none.index() + " exists and is not a group", none.create(10));
  }

  /** The other way round: what is not there for pictures is not there for faces. */
  @Test
  void aGroupOfPicturesIsNoneOfFaces(TestCluster cluster) throws IOException {
    FaceGroup faces = new FaceGroup(cluster.http(1), group.name());
    FaceGroup.assertError(
        400, "group not exist", faces.search(List.of(Person.ANNA.uri()), Map.of()));
    FaceGroup.assertError(400, "group not exist", faces.remove());
    FaceGroup.assertOk(faces.create(5));
    assertEquals(List.of(), faces.ids());
    FaceGroup.assertOk(faces.remove());
    assertEquals(List.of("anna"), group.ids());
  }

  /** Clustering and boxes are of faces. */
  @Test
  void thereAreNoCallsThatHaveNoMeaningForPictures(TestCluster cluster) throws IOException {
    for (String call : List.of("/cluster", "/pts/search")) {
      Response answer = cluster.http(0).post(group.path() + call, Map.of());
      assertEquals(400, answer.status(), answer::toString);
    }
    Response answer = cluster.http(0).post(ImageGroup.ALL + "/multi/pts/search", Map.of());
    assertEquals(400, answer.status(), answer::toString);
  }

  private static Response send(Http http, String call, String body) throws IOException {
    String[] parts = filled(call).split(" ", 2);
    return body.isEmpty()
        ? http.send(parts[0], ImageGroup.ALL + "/" + parts[1], null, BodyPublishers.noBody())
        : http.postText(
            ImageGroup.ALL + "/" + parts[1], "application/json", filled(body.replace('\'', '"')));
  }

  private static String filled(String text) {
    String filled = text;
    for (Map.Entry<String, String> word : WORDS.entrySet()) {
      filled = filled.replace(word.getKey(), word.getValue());
    }
    return filled;
  }
}
