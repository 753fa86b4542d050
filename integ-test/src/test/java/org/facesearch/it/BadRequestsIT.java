package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every mistake a client can make in sections 2.1 to 2.10: its status and its text. */
@RealCluster
class BadRequestsIT {

  private static final String UNSUPPORTED =
      "image format is not supported: use JPEG, PNG, WebP, BMP or GIF";
  private static final String NOT_JSON = "the request body is not valid JSON";
  private static final String NOT_OBJECT = "the request body must be a JSON object";
  private static final String NOT_A_URI = "uri must be http://, https:// or data:";
  private static final String NO_RECTANGLE =
      "image.bounding_box.pts must be an upright rectangle with an area:"
          + " top left, top right, bottom right, bottom left";
  private static final String NO_POINTS =
      "image.bounding_box.pts must be four points [x, y] in pixels";
  private static final String OUTSIDE =
      "image.bounding_box.pts must lie in the picture, which is 452 x 513";
  private static final String PAGE_LIMIT = "limit must be an integer from 1 to 1000";

  /** What an error must never show. */
  private static final Pattern INSIDES =
      Pattern.compile(
          "exception|stack|\\.java|\\bat org\\.|java\\.|org\\.(opensearch|facesearch|apache)|/tmp|"
              + "/work|/home|plugins/",
          Pattern.CASE_INSENSITIVE);

  /**
   * One mistake.
   *
   * @param call {@code GROUP} is a group that has the face {@code anna}; a call below it may be
   *     given by its last word
   * @param body single quotes are double ones, and words in capitals stand for pictures
   */
  record Mistake(String what, String call, String body, int status, String error) {
    @Override
    public String toString() {
      return what + ": " + call + " -> " + error;
    }
  }

  private static FaceGroup group;
  private static final Map<String, String> PICTURES = new LinkedHashMap<>();

  @BeforeAll
  static void prepare(TestCluster cluster) throws IOException {
    group = FaceGroup.create(cluster.http(0), "mistakes");
    group.enrol("anna", Person.ANNA, Map.of("desc", 1));
    byte[] png = Pictures.png(Pictures.plain(64, 64));
    byte[] corrupt = png.clone();
    Arrays.fill(corrupt, 33, corrupt.length - 12, (byte) 0x5A);
    PICTURES.put("ANNA", Person.ANNA.uri());
    PICTURES.put("NOBODY", Pictures.dataUri(Pictures.jpeg(Pictures.plain(320, 240))));
    PICTURES.put("NOIMAGE", Pictures.dataUri(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}));
    PICTURES.put("TRUNCATED", Pictures.dataUri(Pictures.firstHalf(png)));
    PICTURES.put("CORRUPT", Pictures.dataUri(corrupt));
    PICTURES.put("STUB", Pictures.dataUri(Arrays.copyOf(Person.ANNA.jpeg(), 3)));
    PICTURES.put("BOMB", Pictures.dataUri(Pictures.pngOfHeader(8_000, 8_000, 20_000)));
    PICTURES.put("HOLLOW", Pictures.dataUri(Pictures.pngOfHeader(7_000, 7_000, 20_000)));
    PICTURES.put("TOOFEW", Pictures.dataUri(Pictures.pngOfHeader(60_000, 60_000, 10)));
  }

  static Stream<Mistake> mistakes() {
    return Stream.of(
            names(),
            capacities(),
            unknownGroups(),
            bodies(),
            images(),
            pictures(),
            boxes(),
            searches(),
            changes(),
            listings())
        .flatMap(rows -> rows);
  }

  private static Stream<Mistake> names() {
    return Stream.of(
            "ab",
            "a".repeat(33),
            "Abc",
            "aBc",
            "1abc",
            "_abc",
            "-abc",
            "a.bc",
            "multi",
            "abc%0A",
            "a%2Fbc",
            "%E6%9D%8E%E6%98%8E%E6%98%8E",
            "abc%20",
            "*abc",
            "a*c")
        .flatMap(
            name ->
                Stream.of(
                    bad("name", "POST " + name, "{'config':{'capacity':1}}", "invalid group name"),
                    bad("name", "GET " + name, "", "invalid group name"),
                    bad("name", "POST " + name + "/remove", "", "invalid group name"),
                    bad("name", "GET " + name + "/images", "", "invalid group name"),
                    bad("name", "GET " + name + "/tags", "", "invalid group name"),
                    bad("name", "POST " + name + "/delete", "{'ids':['a']}", "invalid group name"),
                    bad(
                        "name",
                        "POST " + name + "/update",
                        "{'image':{'id':'anna'}}",
                        "invalid group name"),
                    bad(
                        "name",
                        "POST " + name + "/search",
                        // To the reserved name this is the call for several groups.
                        "{'images':['ANNA'],'groups':['" + name + "']}",
                        "invalid group name"),
                    bad(
                        "name",
                        "POST " + name + "/add",
                        "{'image':{'uri':'ANNA'}}",
                        "invalid group name")));
  }

  private static Stream<Mistake> capacities() {
    Stream<Mistake> values =
        Stream.of(
                "0",
                "-1",
                "'x'",
                "'5'",
                "1.5",
                "1.0",
                "1e3",
                "null",
                "true",
                "[1]",
                "{}",
                "99999999999999999999")
            .map(
                capacity ->
                    bad(
                        "capacity",
                        "POST no-such-group",
                        "{'config':{'capacity':" + capacity + "}}",
                        "invalid group capacity"));
    return Stream.concat(
        values,
        Stream.of(
            bad("no capacity", "POST no-such-group", "{'config':{}}", "invalid group capacity"),
            bad("no config", "POST no-such-group", "{}", "invalid group capacity"),
            bad("no body", "POST no-such-group", "", "invalid group capacity"),
            bad("config", "POST no-such-group", "{'config':5}", "config must be an object"),
            new Mistake(
                "exists", "POST GROUP", "{'config':{'capacity':5}}", 409, "group already exist")));
  }

  private static Stream<Mistake> unknownGroups() {
    return Stream.of(
            "GET no-such-group",
            "POST no-such-group/remove",
            "POST no-such-group/add {'image':{'uri':'ANNA'}}",
            "POST no-such-group/search {'images':['ANNA']}",
            "POST no-such-group/delete {'ids':['anna']}",
            "POST no-such-group/update {'image':{'id':'anna','tag':'x'}}",
            "GET no-such-group/images",
            "GET no-such-group/tags")
        .map(
            call -> {
              String[] parts = call.split(" ", 3);
              return bad(
                  "unknown group",
                  parts[0] + " " + parts[1],
                  parts.length > 2 ? parts[2] : "",
                  "group not exist");
            });
  }

  private static Stream<Mistake> bodies() {
    return Stream.of(
            "POST no-such-group",
            "POST GROUP/add",
            "POST GROUP/search",
            "POST GROUP/delete",
            "POST GROUP/update")
        .flatMap(
            call ->
                Stream.of(
                    bad("body", call, "{", NOT_JSON),
                    bad("body", call, "{'a':1,}", NOT_JSON),
                    bad("body", call, "{'image':{'id':'x'}} and more", NOT_JSON),
                    bad("body", call, "[]", NOT_OBJECT),
                    bad("body", call, "[{'image':{}}]", NOT_OBJECT),
                    bad("body", call, "'text'", NOT_OBJECT),
                    bad("body", call, "5", NOT_OBJECT),
                    bad("body", call, "null", NOT_OBJECT)));
  }

  private static Stream<Mistake> images() {
    return Stream.of(
        bad("no body", "POST GROUP/add", "", "image.uri is required"),
        bad("no image", "POST GROUP/add", "{}", "image.uri is required"),
        bad("no uri", "POST GROUP/add", "{'image':{'id':'x'}}", "image.uri is required"),
        bad("uri", "POST GROUP/add", "{'image':{'uri':''}}", "image.uri is required"),
        bad("uri", "POST GROUP/add", "{'image':{'uri':null}}", "image.uri is required"),
        bad("uri", "POST GROUP/add", "{'image':{'uri':5}}", "image.uri must be a string"),
        bad("uri", "POST GROUP/add", "{'image':{'uri':['ANNA']}}", "image.uri must be a string"),
        bad("image", "POST GROUP/add", "{'image':5}", "image must be an object"),
        bad("image", "POST GROUP/add", "{'image':['ANNA']}", "image must be an object"),
        bad("id", "POST GROUP/add", "{'image':{'uri':'ANNA','id':5}}", "image.id must be a string"),
        bad(
            "id",
            "POST GROUP/add",
            "{'image':{'uri':'ANNA','id':{}}}",
            "image.id must be a string"),
        bad(
            "id",
            "POST GROUP/add",
            "{'image':{'uri':'ANNA','id':'" + "i".repeat(513) + "'}}",
            "image.id is longer than 512 bytes"),
        bad(
            "id",
            "POST GROUP/add",
            "{'image':{'uri':'ANNA','id':'" + "\u00e9".repeat(257) + "'}}",
            "image.id is longer than 512 bytes"),
        bad(
            "tag",
            "POST GROUP/add",
            "{'image':{'uri':'ANNA','tag':5}}",
            "image.tag must be a string"),
        bad(
            "tag",
            "POST GROUP/add",
            "{'image':{'uri':'ANNA','tag':['a']}}",
            "image.tag must be a string"),
        bad(
            "params",
            "POST GROUP/add",
            "{'image':{'uri':'ANNA'},'params':true}",
            "params must be an object"),
        bad(
            "reject_bad_face",
            "POST GROUP/add",
            "{'image':{'uri':'ANNA'},'params':{'reject_bad_face':'true'}}",
            "params.reject_bad_face must be true or false"),
        bad(
            "reject_bad_face",
            "POST GROUP/add",
            "{'image':{'uri':'ANNA'},'params':{'reject_bad_face':1}}",
            "params.reject_bad_face must be true or false"),
        new Mistake(
            "taken id",
            "POST GROUP/add",
            "{'image':{'uri':'ANNA','id':'anna','tag':'new','desc':2}}",
            409,
            "anna already exist"));
  }

  private static Stream<Mistake> pictures() {
    Map<String, String> bad = new LinkedHashMap<>();
    bad.put("NOBODY", "no face found in image");
    bad.put("NOIMAGE", UNSUPPORTED);
    bad.put("TRUNCATED", "image cannot be decoded");
    bad.put("CORRUPT", "image cannot be decoded");
    bad.put("STUB", "image cannot be decoded");
    bad.put("HOLLOW", "image cannot be decoded");
    bad.put("TOOFEW", "image has 3600000000 pixels, at most 50000000 are allowed");
    bad.put("BOMB", "image has 64000000 pixels, at most 50000000 are allowed");
    bad.put("data:image/png;base64,", "image is empty");
    bad.put("data:,", "image is empty");
    bad.put("data:,hello", UNSUPPORTED);
    bad.put("data:image/png;base64,@@@@", "image is not valid base64");
    bad.put("data:image/png;base64,AAAAA", "image is not valid base64");
    bad.put("data:image/png;base64,AAA=AAAA", "image is not valid base64");
    bad.put("data:image/png;base64", "uri is not a valid data URI");
    bad.put("data:,%zz", "uri is not a valid data URI");
    bad.put("ftp://example.org/a.jpg", NOT_A_URI);
    bad.put("file:///etc/passwd", NOT_A_URI);
    bad.put("/etc/passwd", NOT_A_URI);
    bad.put("x", NOT_A_URI);
    bad.put("http://", "uri is not a valid URL");
    bad.put("http://user:secret@example.org/", "uri must not carry a user name or password");
    bad.put("http://127.0.0.1/a.jpg", "uri host is not allowed");
    bad.put("http://localhost:9200/", "uri host is not allowed");
    bad.put("http://[::1]/a.jpg", "uri host is not allowed");
    bad.put("http://169.254.169.254/latest", "uri host is not allowed");
    bad.put("http://10.0.0.1/a.jpg", "uri host is not allowed");
    bad.put("http://100.64.0.1/a.jpg", "uri host is not allowed");
    bad.put("http://[::ffff:192.168.0.1]/a.jpg", "uri host is not allowed");
    bad.put("http://[64:ff9b::7f00:1]/a.jpg", "uri host is not allowed");
    bad.put("http://2130706433/a.jpg", "uri host is not allowed");
    return bad.entrySet().stream()
        .flatMap(
            row -> {
              String uri = row.getKey();
              String text = row.getValue();
              Stream<Mistake> alone =
                  Stream.of(
                      bad("picture", "POST GROUP/add", "{'image':{'uri':'" + uri + "'}}", text),
                      bad(
                          "picture",
                          "POST GROUP/update",
                          "{'image':{'id':'anna','tag':'new','uri':'" + uri + "'}}",
                          text));
              // A picture without a face is a result, not an error, of a search.
              return uri.equals("NOBODY")
                  ? alone
                  : Stream.concat(
                      alone,
                      Stream.of(
                          bad(
                              "second picture",
                              "POST GROUP/search",
                              "{'images':['NOBODY','" + uri + "']}",
                              "images[1]: " + text)));
            });
  }

  private static Stream<Mistake> boxes() {
    Map<String, String> bad = new LinkedHashMap<>();
    bad.put("{'pts':[[-1,0],[99,0],[99,99],[-1,99]]}", OUTSIDE);
    bad.put("{'pts':[[0,0],[454,0],[454,99],[0,99]]}", OUTSIDE);
    bad.put("{'pts':[[400,400],[900,400],[900,900],[400,900]]}", OUTSIDE);
    bad.put("{'pts':[[10,10],[10,10],[10,60],[10,60]]}", NO_RECTANGLE);
    bad.put("{'pts':[[10,10],[60,10],[60,10],[10,10]]}", NO_RECTANGLE);
    bad.put("{'pts':[[99,99],[10,99],[10,10],[99,10]]}", NO_RECTANGLE);
    bad.put("{'pts':[[100,0],[200,50],[150,150],[50,100]]}", NO_RECTANGLE);
    bad.put("{'pts':[[0,0],[0,99],[99,99],[99,0]]}", NO_RECTANGLE);
    bad.put("{'pts':[]}", NO_POINTS);
    bad.put("{'pts':5}", NO_POINTS);
    bad.put("{'pts':'0,0,9,9'}", NO_POINTS);
    bad.put("{'pts':[[0,0],[99,99]]}", NO_POINTS);
    bad.put("{'pts':[[0,0],[99,0],[99,99],[0,99],[0,0]]}", NO_POINTS);
    bad.put("{'pts':[[0,0],[99,0],[99,99],[0]]}", NO_POINTS);
    bad.put("{'pts':[[0,0],[99,0],[99,99],[0,'99']]}", NO_POINTS);
    bad.put("{'pts':[[0,0],[99,0],[99,99],[0,null]]}", NO_POINTS);
    bad.put("{'pts':[[0,0],[1e99,0],[1e99,99],[0,99]]}", NO_POINTS);
    bad.put("5", "image.bounding_box must be an object");
    bad.put("[[0,0],[99,0],[99,99],[0,99]]", "image.bounding_box must be an object");
    return bad.entrySet().stream()
        .map(
            row ->
                bad(
                    "box",
                    "POST GROUP/add",
                    "{'image':{'uri':'ANNA','bounding_box':" + row.getKey() + "}}",
                    row.getValue()));
  }

  private static Stream<Mistake> searches() {
    String strings = "images must be a list of strings that is not empty";
    String limit = "limit must be an integer from 0 to 10000";
    String threshold = "threshold must be a number from 0.0 to 1.0";
    return Stream.of(
        search("{}", "images is required"),
        search("", "images is required"),
        search("{'images':null}", "images is required"),
        search("{'images':[]}", strings),
        search("{'images':'ANNA'}", strings),
        search("{'images':{'0':'ANNA'}}", strings),
        search("{'images':[5]}", "images[0] must be a string that is not empty"),
        search("{'images':['NOBODY','']}", "images[1] must be a string that is not empty"),
        search("{'images':['NOBODY',null]}", "images[1] must be a string that is not empty"),
        search(
            "{'images':[" + "'x',".repeat(100) + "'x']}",
            "images has 101 entries, at most 100 are allowed"),
        search("{'images':['ANNA'],'limit':-1}", limit),
        search("{'images':['ANNA'],'limit':10001}", limit),
        search("{'images':['ANNA'],'limit':1.5}", limit),
        search("{'images':['ANNA'],'limit':'5'}", limit),
        search("{'images':['ANNA'],'limit':true}", limit),
        search("{'images':['ANNA'],'threshold':-0.1}", threshold),
        search("{'images':['ANNA'],'threshold':1.01}", threshold),
        search("{'images':['ANNA'],'threshold':45}", threshold),
        search("{'images':['ANNA'],'threshold':'0.5'}", threshold),
        search("{'images':['ANNA'],'threshold':[]}", threshold),
        search("{'images':['ANNA'],'use_quality':'yes'}", "use_quality must be true or false"));
  }

  private static Mistake search(String body, String error) {
    return bad("search", "POST GROUP/search", body, error);
  }

  private static Stream<Mistake> changes() {
    String strings = "ids must be a list of strings that is not empty";
    return Stream.of(
        bad("ids", "POST GROUP/delete", "", "ids is required"),
        bad("ids", "POST GROUP/delete", "{}", "ids is required"),
        bad("ids", "POST GROUP/delete", "{'ids':[]}", strings),
        bad("ids", "POST GROUP/delete", "{'ids':'anna'}", strings),
        bad(
            "ids",
            "POST GROUP/delete",
            "{'ids':['anna',7]}",
            "ids[1] must be a string that is not empty"),
        bad(
            "ids",
            "POST GROUP/delete",
            "{'ids':['anna','']}",
            "ids[1] must be a string that is not empty"),
        bad(
            "ids",
            "POST GROUP/delete",
            "{'ids':[" + "'x',".repeat(10_000) + "'x']}",
            "ids has 10001 entries, at most 10000 are allowed"),
        bad("update", "POST GROUP/update", "", "image.id is required"),
        bad("update", "POST GROUP/update", "{'image':{'tag':'x'}}", "image.id is required"),
        bad("update", "POST GROUP/update", "{'image':{'id':''}}", "image.id is required"),
        bad("update", "POST GROUP/update", "{'image':{'id':7}}", "image.id must be a string"),
        bad("update", "POST GROUP/update", "{'image':7}", "image must be an object"),
        bad(
            "update",
            "POST GROUP/update",
            "{'image':{'id':'anna','tag':7}}",
            "image.tag must be a string"),
        bad(
            "update",
            "POST GROUP/update",
            "{'image':{'id':'anna','uri':7}}",
            "image.uri must be a string"),
        bad("update", "POST GROUP/update", "{'image':{'id':'bela','tag':'x'}}", "bela not exist"),
        bad(
            "update",
            "POST GROUP/update",
            "{'image':{'id':'bela','uri':'ANNA'}}",
            "bela not exist"));
  }

  private static Stream<Mistake> listings() {
    return Stream.of("images", "tags")
        .flatMap(
            list ->
                Stream.of(
                    bad("limit", "GET GROUP/" + list + "?limit=0", "", PAGE_LIMIT),
                    bad("limit", "GET GROUP/" + list + "?limit=1001", "", PAGE_LIMIT),
                    bad("limit", "GET GROUP/" + list + "?limit=-1", "", PAGE_LIMIT),
                    bad("limit", "GET GROUP/" + list + "?limit=abc", "", PAGE_LIMIT),
                    bad("limit", "GET GROUP/" + list + "?limit=1.5", "", PAGE_LIMIT),
                    bad("limit", "GET GROUP/" + list + "?limit=9999999999", "", PAGE_LIMIT),
                    bad("marker", "GET GROUP/" + list + "?marker=abc", "", "invalid marker"),
                    bad("marker", "GET GROUP/" + list + "?marker=!!!!", "", "invalid marker"),
                    bad("marker", "GET GROUP/" + list + "?marker=%E6%9D%8E", "", "invalid marker"),
                    bad("marker", "GET GROUP/" + list + "?marker=__79", "", "invalid marker")));
  }

  private static Mistake bad(String what, String call, String body, String error) {
    return new Mistake(what, call, body, 400, error);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void isRefused(Mistake mistake, TestCluster cluster) throws IOException {
    Response response = send(cluster.http(0), mistake.call(), mistake.body());
    assertClean(response);
    FaceGroup.assertError(mistake.status(), mistake.error(), response);
  }

  /** Runs after all of the above or before: whatever was refused has changed nothing. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void nothingIsHalfDone(Mistake mistake, TestCluster cluster) throws IOException {
    Response refused = send(cluster.http(0), mistake.call(), mistake.body());
    assertEquals(400, refused.status(), refused::toString);
    assertEquals(Http.json("{'config':{'capacity':1000}, 'tags':1, 'count':1}"), group.info());
    assertEquals("default", group.entry("anna").path("tag").asText());
    assertEquals(1, group.entry("anna").path("desc").asInt());
  }

  @Test
  void aTakenIdChangesNothing(TestCluster cluster) throws IOException {
    Response refused =
        group.add("anna", Person.BELA.uri(), Map.of("tag", "other", "desc", List.of(2)));
    FaceGroup.assertError(409, "anna already exist", refused);
    assertEquals("default", group.entry("anna").path("tag").asText());
    assertEquals(1, group.entry("anna").path("desc").asInt());
    assertEquals(List.of("anna"), group.found(Person.ANNA.uri()));
    assertEquals(List.of(), group.found(Person.BELA.uri()));
  }

  @Test
  void aRefusedCreationCreatesNothing(TestCluster cluster) throws IOException {
    FaceGroup none = new FaceGroup(cluster.http(0), FaceGroup.freshName("none"));
    assertEquals(400, none.create(0).status());
    FaceGroup.assertError(400, "group not exist", cluster.http(1).get(none.path()));
    assertEquals(404, cluster.http(0).get("/" + none.index()).status());
  }

  @Test
  void anotherCapacityDoesNotReplaceTheFirst(TestCluster cluster) throws IOException {
    FaceGroup.assertError(409, "group already exist", group.through(cluster.http(1)).create(5));
    assertEquals(1000, group.info().at("/config/capacity").asInt());
  }

  @Test
  void aTagThatIsTooLongIsNamed(TestCluster cluster) throws IOException {
    Response response = group.add("", Person.ANNA.uri(), Map.of("tag", "t".repeat(40_000)));
    assertEquals(400, response.status(), response::toString);
    assertTrue(response.body().path("error").asText().contains("tag"), response::toString);
    assertEquals(1, group.count());
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "tag", "desc"})
  void halfACharacterIsNotAnInternalError(String field, TestCluster cluster) throws IOException {
    FaceGroup half = FaceGroup.create(cluster.http(0), "half");
    Response response =
        send(
            cluster.http(0),
            "POST " + half.path() + "/add",
            "{'image':{'uri':'ANNA','" + field + "':'\\ud800'}}");
    assertClean(response);
    if (response.status() == 200) {
      assertEquals(List.of(response.body().path("id").asText()), half.ids());
    } else {
      assertEquals(400, response.status(), response::toString);
      assertTrue(response.body().path("error").asText().contains(field), response::toString);
      assertEquals(0, half.count());
    }
  }

  @Test
  void tooManyBytesAreRefused(TestCluster cluster) throws IOException {
    String bytes = "plugins.face_search.image.max_bytes";
    String large = Pictures.dataUri(Pictures.png(Person.ANNA.image()));
    setting(cluster.http(0), bytes, "2kb");
    try {
      for (int node = 0; node < cluster.size(); node++) {
        FaceGroup here = group.through(cluster.http(node));
        String text = "image is larger than 2048 bytes";
        FaceGroup.assertError(400, text, here.add("", large, Map.of()));
        FaceGroup.assertError(400, text, here.update("anna", Map.of("uri", large)));
        FaceGroup.assertError(
            400,
            "images[1]: " + text,
            here.search(List.of(PICTURES.get("NOBODY"), large), Map.of()));
      }
    } finally {
      setting(cluster.http(0), bytes, null);
    }
    FaceGroup.assertOk(group.search(List.of(large), Map.of()));
  }

  @Test
  void tooManyPixelsAndPicturesAreRefused(TestCluster cluster) throws IOException {
    String pixels = "plugins.face_search.image.max_pixels";
    String pictures = "plugins.face_search.image.max_per_request";
    String one = Pictures.dataUri(Pictures.png(Pictures.plain(100, 101)));
    setting(cluster.http(0), pixels, "10000");
    setting(cluster.http(0), pictures, "1");
    try {
      FaceGroup.assertError(
          400, "image has 10100 pixels, at most 10000 are allowed", group.add("", one, Map.of()));
      FaceGroup.assertError(
          400,
          "images has 2 entries, at most 1 are allowed",
          group.search(List.of(one, one), Map.of()));
    } finally {
      setting(cluster.http(0), pixels, null);
      setting(cluster.http(0), pictures, null);
    }
    FaceGroup.assertOk(group.search(List.of(one, one), Map.of()));
  }

  @Test
  void whatIsNotKnownIsIgnored(TestCluster cluster) throws IOException {
    FaceGroup lenient = new FaceGroup(cluster.http(0), FaceGroup.freshName("lenient"));
    String unknown = "?version=3&foo=bar&foo=baz&pretty=false";
    for (String call :
        List.of(
            "POST {'config':{'capacity':5,'x':[1]},'y':{}}",
            "POST/add {'image':{'id':'a','uri':'ANNA','z':null,'bounding_box':{'q':1}},'w':1}",
            "POST/search {'images':['ANNA'],'params':{'limit':-5},'top':3}",
            "POST/update {'image':{'id':'a','tag':'b','name':5},'more':[]}",
            "GET ",
            "GET/images ",
            "GET/tags ",
            "POST/delete {'ids':['a'],'force':true}",
            "POST/remove ")) {
      String[] parts = call.split(" ", 2);
      String[] method = parts[0].split("/", 2);
      String path = lenient.path() + (method.length > 1 ? "/" + method[1] : "");
      Response response = send(cluster.http(0), method[0] + " " + path + unknown, parts[1]);
      assertEquals(200, response.status(), () -> call + ": " + response);
    }
    FaceGroup.assertOk(cluster.http(0).get(FaceGroup.ALL + unknown));
  }

  @Test
  void noStackIsShownEvenWhereAsked(TestCluster cluster) throws IOException {
    for (String call :
        List.of(
            "GET no-such-group?error_trace=true",
            "GET GROUP/images?limit=x&error_trace=true",
            "POST GROUP/search?error_trace=true")) {
      Response response = send(cluster.http(0), call, "");
      assertEquals(400, response.status(), response::toString);
      assertClean(response);
    }
  }

  static void setting(Http http, String name, String value) throws IOException {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put(name, value);
    FaceGroup.assertOk(http.put("/_cluster/settings", Map.of("persistent", one)));
  }

  static void assertClean(Response response) {
    assertFalse(INSIDES.matcher(response.text()).find(), response::toString);
  }

  /** Sends what a row says; its path is below the API's, or a whole one. */
  private static Response send(Http http, String call, String body) throws IOException {
    String[] parts = call.split(" ", 2);
    String path = parts[1].startsWith("/") ? parts[1] : FaceGroup.ALL + "/" + parts[1];
    path = path.replace("GROUP", group.name());
    String text = body.replace('\'', '"');
    for (Map.Entry<String, String> picture : PICTURES.entrySet()) {
      text = text.replace('"' + picture.getKey() + '"', '"' + picture.getValue() + '"');
    }
    return text.isEmpty()
        ? http.send(parts[0], path, null, BodyPublishers.noBody())
        : http.postText(path, "application/json", text);
  }
}
