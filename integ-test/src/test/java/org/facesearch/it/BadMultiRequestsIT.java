package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mistake a client can make in sections 2.11, 2.12, 2.14 and 2.15: its status and text. */
@RealCluster
class BadMultiRequestsIT {

  private static final String MULTI = "multi/search";
  private static final String MULTI_BOXES = "multi/pts/search";
  private static final String BOXES = "GROUP/pts/search";
  private static final String CLUSTER = "GROUP/cluster";
  private static final String GROUPS = "'groups':['GROUP']";
  private static final String IMAGES = "'images':['ANNA']";
  private static final String PTS = "{'pts':[[136,100],[351,100],[351,389],[136,389]]}";
  private static final String DATA = "'data':[" + picture("ANNA", PTS) + "]";
  private static final String LIST = " must be a list of strings that is not empty";
  private static final String OBJECTS = " must be a list of objects that is not empty";
  private static final String FIRST_PTS = "data[0].attribute.bounding_boxes[0].pts";

  /**
   * One mistake.
   *
   * @param call below the API's path; {@code GROUP} is a group that has the face {@code anna}, and
   *     {@code FOREIGN} one of another model
   * @param body single quotes are double ones, and words in capitals stand for what differs
   */
  record Mistake(String call, String body, int status, String error) {
    @Override
    public String toString() {
      return call + " " + body.substring(0, Math.min(200, body.length())) + " -> " + error;
    }
  }

  private static FaceGroup group;
  private static FaceGroup foreign;
  private static final Map<String, String> WORDS = new LinkedHashMap<>();

  @BeforeAll
  static void prepare(TestCluster cluster) throws IOException {
    group = FaceGroup.create(cluster.http(0), "multi-mistakes");
    group.enrol("anna", Person.ANNA, Map.of());
    foreign = FaceGroup.ofAnotherModel(cluster.http(0));
    WORDS.put("GROUP", group.name());
    WORDS.put("FOREIGN", foreign.name());
    WORDS.put("\"ANNA\"", quoted(Person.ANNA.uri()));
    WORDS.put("\"BELA\"", quoted(Person.BELA.uri()));
    WORDS.put(
        "\"BROKEN\"",
        quoted(Pictures.dataUri(Pictures.firstHalf(Pictures.png(Pictures.plain(64, 64))))));
  }

  static Stream<Mistake> mistakes() {
    return Stream.of(bodies(), groups(), models(), images(), data(), boxes(), params())
        .flatMap(rows -> rows);
  }

  private static Stream<Mistake> bodies() {
    return Stream.of(MULTI, MULTI_BOXES, BOXES, CLUSTER)
        .flatMap(
            call ->
                Stream.of(
                    bad(call, "{", "the request body is not valid JSON"),
                    bad(call, "[]", "the request body must be a JSON object"),
                    bad(call, "'text'", "the request body must be a JSON object")));
  }

  private static Stream<Mistake> groups() {
    Stream<Mistake> lists =
        Stream.of("{" + IMAGES + ", ", "{" + DATA + ", ")
            .flatMap(
                start -> {
                  String call = start.contains("data") ? MULTI_BOXES : MULTI;
                  return Stream.of(
                      bad(call, start + "'x':1}", "groups is required"),
                      bad(call, start + "'groups':null}", "groups is required"),
                      bad(call, start + "'groups':[]}", "groups" + LIST),
                      bad(call, start + "'groups':'GROUP'}", "groups" + LIST),
                      bad(
                          call,
                          start + "'groups':['GROUP',5]}",
                          "groups[1] must be a string that is not empty"),
                      bad(
                          call,
                          start + "'groups':['GROUP','']}",
                          "groups[1] must be a string that is not empty"),
                      bad(call, start + "'groups':['GROUP','No']}", "invalid group name"),
                      bad(call, start + "'groups':['multi']}", "invalid group name"),
                      bad(call, start + "'groups':['GROUP','no-such-group']}", "group not exist"),
                      bad(
                          call,
                          start + "'groups':['aaa','bbb','ccc','ddd','eee','fff']}",
                          "too many groups"),
                      bad(
                          call,
                          start + GROUPS + ",'cluster_group':5}",
                          "cluster_group must be a string"),
                      bad(call, start + GROUPS + ",'cluster_group':'multi'}", "invalid group name"),
                      bad(
                          call,
                          start + GROUPS + ",'cluster_group':'no-such-group'}",
                          "group not exist"),
                      bad(
                          call,
                          start
                              + "'groups':['aaa','bbb','ccc','ddd','eee','fff'],"
                              + "'cluster_group':'GROUP'}",
                          "too many groups"));
                });
    return Stream.concat(
        lists,
        Stream.of(
            bad("no-such-group/cluster", "{" + IMAGES + "}", "group not exist"),
            bad("no-such-group/pts/search", "{" + DATA + "}", "group not exist"),
            bad("No/cluster", "{" + IMAGES + "}", "invalid group name"),
            bad("No/pts/search", "{" + DATA + "}", "invalid group name"),
            bad("multi/cluster", "{" + IMAGES + "}", "invalid group name")));
  }

  /** The refusal of a search, word for word. */
  private static Stream<Mistake> models() {
    String text =
        "group FOREIGN holds vectors of model another-model, this node makes vectors of model"
            + " arcface-fr-512";
    return Stream.of(
        new Mistake("FOREIGN/cluster", "{" + IMAGES + "}", 409, text),
        new Mistake("FOREIGN/pts/search", "{" + DATA + "}", 409, text),
        new Mistake(MULTI, "{" + IMAGES + ", 'groups':['GROUP','FOREIGN']}", 409, text),
        new Mistake(
            MULTI, "{" + IMAGES + ", " + GROUPS + ", 'cluster_group':'FOREIGN'}", 409, text),
        new Mistake(MULTI_BOXES, "{" + DATA + ", 'groups':['FOREIGN','GROUP']}", 409, text));
  }

  private static Stream<Mistake> images() {
    return Stream.of(MULTI, CLUSTER)
        .flatMap(
            call ->
                Stream.of(
                    bad(call, "{" + GROUPS + "}", "images is required"),
                    bad(call, "{" + GROUPS + ", 'images':[]}", "images" + LIST),
                    bad(call, "{" + GROUPS + ", 'images':{}}", "images" + LIST),
                    bad(
                        call,
                        "{" + GROUPS + ", 'images':['ANNA',5]}",
                        "images[1] must be a string that is not empty"),
                    bad(
                        call,
                        "{" + GROUPS + ", 'images':[" + "'x',".repeat(100) + "'x']}",
                        "images has 101 entries, at most 100 are allowed"),
                    bad(
                        call,
                        "{" + GROUPS + ", 'images':['BELA','ftp://x/y']}",
                        "images[1]: uri must be http://, https:// or data:"),
                    bad(
                        call,
                        "{" + GROUPS + ", 'images':['BELA','BROKEN']}",
                        "images[1]: image cannot be decoded")));
  }

  private static Stream<Mistake> data() {
    return Stream.of(MULTI_BOXES, BOXES)
        .flatMap(
            call ->
                Stream.of(
                    bad(call, "{" + GROUPS + "}", "data is required"),
                    bad(call, with("'data':[]"), "data" + OBJECTS),
                    bad(call, with("'data':{}"), "data" + OBJECTS),
                    bad(call, with("'data':['ANNA']"), "data[0] must be an object"),
                    bad(
                        call,
                        with("'data':[" + "{},".repeat(100) + "{}]"),
                        "data has 101 entries, at most 100 are allowed"),
                    bad(
                        call,
                        with("'data':[{'uri':'ANNA'}]"),
                        "data[0].attribute.bounding_boxes is required"),
                    bad(
                        call,
                        with("'data':[{'uri':'ANNA','attribute':[]}]"),
                        "data[0].attribute must be an object"),
                    bad(
                        call,
                        with("'data':[" + picture("ANNA", "") + "]"),
                        "data[0].attribute.bounding_boxes" + OBJECTS),
                    bad(
                        call,
                        with("'data':[" + picture("ANNA", "5") + "]"),
                        "data[0].attribute.bounding_boxes[0] must be an object"),
                    bad(
                        call,
                        with("'data':[" + picture("ANNA", (PTS + ",").repeat(1000) + PTS) + "]"),
                        "data[0].attribute.bounding_boxes has 1001 entries, at most 1000 are"
                            + " allowed"),
                    bad(
                        call,
                        with("'data':[" + picture("ANNA", PTS) + "," + picture("", PTS) + "]"),
                        "data[1].uri is required"),
                    bad(
                        call,
                        with("'data':[" + picture("ANNA", PTS) + "," + picture("x", PTS) + "]"),
                        "data[1]: uri must be http://, https:// or data:"),
                    bad(
                        call,
                        with(
                            "'data':[" + picture("BELA", PTS) + "," + picture("BROKEN", PTS) + "]"),
                        "data[1]: image cannot be decoded")));
  }

  private static Stream<Mistake> boxes() {
    String points = FIRST_PTS + " must be four points [x, y] in pixels";
    String rectangle =
        FIRST_PTS
            + " must be an upright rectangle with an area: top left, top right, bottom right,"
            + " bottom left";
    String outside =
        "data[0]: attribute.bounding_boxes[0].pts must lie in the picture, which is 452 x 513";
    Map<String, String> bad = new LinkedHashMap<>();
    bad.put("{}", FIRST_PTS + " is required");
    bad.put("{'pts':null}", FIRST_PTS + " is required");
    bad.put("{'pts':5}", points);
    bad.put("{'pts':[[0,0],[99,99]]}", points);
    bad.put("{'pts':[[0,0],[99,0],[99,99],[0,'99']]}", points);
    bad.put("{'pts':[[10,10],[10,10],[10,60],[10,60]]}", rectangle);
    bad.put("{'pts':[[10,10],[60,10],[60,10],[10,10]]}", rectangle);
    bad.put("{'pts':[[100,0],[200,50],[150,150],[50,100]]}", rectangle);
    bad.put("{'pts':[[0,0],[0,99],[99,99],[99,0]]}", rectangle);
    bad.put("{'pts':[[-1,0],[99,0],[99,99],[-1,99]]}", outside);
    bad.put("{'pts':[[0,0],[454,0],[454,99],[0,99]]}", outside);
    bad.put("{'pts':[[400,400],[900,400],[900,900],[400,900]]}", outside);
    return bad.entrySet().stream()
        .flatMap(
            row ->
                Stream.of(MULTI_BOXES, BOXES)
                    .flatMap(
                        call ->
                            Stream.of(
                                bad(
                                    call,
                                    with("'data':[" + picture("ANNA", row.getKey()) + "]"),
                                    row.getValue()),
                                bad(
                                    call,
                                    with(
                                        "'data':["
                                            + picture("BELA", PTS)
                                            + ","
                                            + picture("ANNA", PTS + "," + row.getKey())
                                            + "]"),
                                    row.getValue()
                                        .replace("data[0]", "data[1]")
                                        .replace("boxes[0]", "boxes[1]")))));
  }

  private static Stream<Mistake> params() {
    return Stream.of(MULTI, CLUSTER, MULTI_BOXES, BOXES)
        .flatMap(
            call -> {
              boolean boxes = call.contains("pts");
              String path = boxes ? "params." : "";
              return Stream.of(
                      "'limit':-1",
                      "'limit':10001",
                      "'limit':1.5",
                      "'limit':'5'",
                      "'threshold':-0.1",
                      "'threshold':1.01",
                      "'threshold':'0.5'",
                      "'use_quality':'yes'")
                  .filter(field -> !(boxes && field.startsWith("'use_quality'")))
                  .map(
                      field ->
                          bad(
                              call,
                              boxes
                                  ? with(DATA + ",'params':{" + field + "}")
                                  : with(IMAGES + "," + field),
                              path + error(field)));
            });
  }

  private static String error(String field) {
    return switch (field.charAt(1)) {
      case 'l' -> "limit must be an integer from 0 to 10000";
      case 't' -> "threshold must be a number from 0.0 to 1.0";
      default -> "use_quality must be true or false";
    };
  }

  private static String with(String fields) {
    return "{" + GROUPS + "," + fields + "}";
  }

  private static String picture(String uri, String boxes) {
    return "{'uri':'" + uri + "','attribute':{'bounding_boxes':[" + boxes + "]}}";
  }

  private static Mistake bad(String call, String body, String error) {
    return new Mistake(call, body, 400, error);
  }

  /** Whatever is refused has added nobody. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void isRefused(Mistake mistake, TestCluster cluster) throws IOException {
    Response response =
        cluster
            .http(1)
            .send(
                "POST",
                FaceGroup.ALL + "/" + filled(mistake.call()),
                "application/json",
                BodyPublishers.ofString(filled(mistake.body().replace('\'', '"'))));
    BadRequestsIT.assertClean(response);
    FaceGroup.assertError(mistake.status(), filled(mistake.error()), response);
    assertEquals(List.of("anna"), group.ids());
  }

  private static String quoted(String uri) {
    return '"' + uri + '"';
  }

  private static String filled(String text) {
    String filled = text;
    for (Map.Entry<String, String> word : WORDS.entrySet()) {
      filled = filled.replace(word.getKey(), word.getValue());
    }
    return filled;
  }
}
