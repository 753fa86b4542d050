package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code picturesearch}. Each test has a time of its own, in years in which nobody else is. */
@RealCluster
class PictureSearchIT {

  private static final double TIES = at("2101-02-01T00:00:00Z");
  private static final double FIELDS = at("2101-02-01T06:00:00Z");
  private static final double OTHERS = at("2101-02-01T12:00:00Z");
  private static final int EVENTS = 2_100;

  /** Events of one time, of those that there are many of. */
  private static final int TOGETHER = 7;

  private static String day;
  private static List<Double> anna;
  private static List<Double> bela;

  private static double at(String instant) {
    return Instant.parse(instant).toEpochMilli() / 1000.0;
  }

  @BeforeAll
  static void fill(TestCluster cluster) throws IOException {
    Http http = cluster.http(0);
    anna = Events.vector(http, Person.ANNA);
    bela = Events.vector(http, Person.BELA);
    // Somebody a little like Anna.
    for (int i = 0; i < bela.size(); i++) {
      bela.set(i, bela.get(i) + 0.15 * anna.get(i));
    }
    day = new Events(http).day(Events.MODEL, "2101.02.01");
    Events.Batch batch = new Events.Batch(day);
    for (int i = 0; i < EVENTS; i++) {
      batch.add(
          "tie-" + i,
          TIES + Math.floorDiv(i, TOGETHER) + 0.0625,
          anna,
          Map.of("ep_info", Map.of("device_id", "tie-" + i % 2)));
    }
    batch.add("anna", FIELDS, anna, full()).add("bela", FIELDS + 1, bela, Map.of());
    batch.send(http);
  }

  private static Map<String, Object> full() {
    return Map.of(
        "identity_name",
        "Anna",
        "identity_id",
        "p-1",
        "identity_info",
        Map.of("name", "Anna", "image_id", "i-1", "face_ids", List.of("i-1")),
        "recognize_face_pic_id",
        "f-1",
        "spot_pic_id",
        "s-1",
        "person_type",
        5,
        "score",
        0.93,
        "ep_info",
        Map.of("device_id", "door", "ep_type", "rtsp", "ep_ip", "10.0.0.7"),
        "recognize_face_attr",
        Map.of("box", List.of(1, 2, 3, 4), "gender", "female"),
        "out_timestamp",
        FIELDS + 60.5);
  }

  private static Map<String, Object> request(Object... namesAndValues) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("face_image_base64", Base64.getEncoder().encodeToString(Person.ANNA.jpeg()));
    for (int i = 0; i < namesAndValues.length; i += 2) {
      request.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return request;
  }

  private static Map<String, Object> fields(Object... namesAndValues) {
    Map<String, Object> request = request("starttime", FIELDS, "endtime", FIELDS + 10);
    request.putAll(request(namesAndValues));
    return request;
  }

  private static List<String> ids(JsonNode answer) {
    List<String> ids = new ArrayList<>();
    answer.path("event_list").forEach(event -> ids.add(event.path("event_id").asText()));
    return ids;
  }

  private static void assertRefused(int status, String kind, String message, Response answer) {
    assertEquals(status, answer.status(), answer::toString);
    JsonNode error = answer.body().path("error");
    assertEquals(status, error.path("code").asInt(), answer::toString);
    assertEquals(kind, error.path("status").asText(), answer::toString);
    assertTrue(error.path("message").asText().contains(message), answer::toString);
  }

  @Test
  void answersWithEveryFieldOfTheDocument(TestCluster cluster) throws IOException {
    Response response = new Events(cluster.http(1)).search(fields());
    JsonNode answer = response.body();
    assertEquals(200, response.status(), response::toString);
    assertEquals(
        List.of(
            "retcode",
            "ret_code",
            "have_more",
            "total_time",
            "endtimestamp",
            "total_count",
            "event_list"),
        new ArrayList<>(answer.properties().stream().map(Map.Entry::getKey).toList()));
    assertEquals("1", answer.path("retcode").textValue());
    assertEquals(1, answer.path("ret_code").intValue());
    assertFalse(answer.path("have_more").booleanValue());
    assertTrue(answer.path("total_time").doubleValue() > 0, response::toString);
    assertEquals(FIELDS, answer.path("endtimestamp").doubleValue());
    // Not as a power of ten.
    assertTrue(response.text().contains("\"timestamp\":4136680800.0"), response::toString);
    assertEquals(1, answer.path("total_count").intValue());
    JsonNode event = answer.path("event_list").path(0);
    assertTrue(event.path("compare_score").doubleValue() > 0.99, response::toString);
    JsonNode expected =
        Http.json(
            "{'timestamp':4136680800.0,'identity_name':'Anna','identity_id':'p-1',"
                + "'identity_info':{'face_ids':['i-1'],'image_id':'i-1','name':'Anna'},"
                + "'recognize_face_pic_id':'f-1','spot_pic_id':'s-1','person_type':5,'score':0.93,"
                + "'ep_info':{'ep_id':'','ep_type':'rtsp','ep_ip':'10.0.0.7','ep_name':'',"
                + "'device_id':'door'},'recognize_face_attr':{'mask':null,'expression':null,"
                + "'point':[],'hat':null,'glasses':null,'gender':'female','box':[1,2,3,4],"
                + "'age':null},'out_timestamp':4136680860.5,'event_id':'anna'}");
    ((ObjectNode) event).remove("compare_score");
    assertEquals(expected, event);
  }

  @Test
  void whatWasNotStoredHasTheDocumentsDefaults(TestCluster cluster) throws IOException {
    JsonNode answer =
        new Events(cluster.http(0)).ok(fields("threshold", 0, "with_debug_info", true));
    assertEquals(List.of("bela", "anna"), ids(answer));
    JsonNode event = answer.path("event_list").path(0);
    assertEquals("stranger", event.path("identity_name").textValue());
    assertEquals("", event.path("identity_id").textValue());
    assertEquals("", event.path("recognize_face_pic_id").textValue());
    assertEquals("", event.path("spot_pic_id").textValue());
    assertEquals(1, event.path("person_type").intValue());
    assertEquals(0.0, event.path("score").doubleValue());
    for (String name : List.of("identity_info", "ep_info", "recognize_face_attr")) {
      assertEquals(Http.json("{}"), event.path(name));
    }
    assertFalse(event.has("out_timestamp"));
    assertTrue(event.path("compare_score").doubleValue() < 0.6, answer::toString);
    for (String stage : List.of("search", "refresh")) {
      assertTrue(answer.path("debug_info").path(stage).doubleValue() > 0, answer::toString);
    }
  }

  @Test
  void theThresholdHasTwoForms(TestCluster cluster) throws IOException {
    Events events = new Events(cluster.http(0));
    JsonNode all = events.ok(fields("threshold", 0));
    double score = all.at("/event_list/0/compare_score").doubleValue();
    assertTrue(score > 0.001, all::toString);
    assertEquals(List.of("bela", "anna"), ids(events.ok(fields("threshold", score))));
    assertEquals(List.of("anna"), ids(events.ok(fields("threshold", score + 0.01))));
    assertEquals(List.of("anna"), ids(events.ok(fields("threshold", 100 * (score + 0.01)))));
    assertEquals(List.of("anna"), ids(events.ok(fields("threshold", 82))));
    assertEquals(List.of("anna"), ids(events.ok(fields("threshold", null))));
  }

  @Test
  void timesMayBeMillisecondsAndTexts(TestCluster cluster) throws IOException {
    Events events = new Events(cluster.http(0));
    long millis = (long) (FIELDS * 1000);
    for (Object[] window :
        new Object[][] {
          {millis, millis + 1},
          {"" + millis, "" + (FIELDS + 0.5)},
          {String.valueOf((long) FIELDS), FIELDS},
        }) {
      assertEquals(
          List.of("anna"), ids(events.ok(fields("starttime", window[0], "endtime", window[1]))));
    }
    assertEquals(
        List.of("anna"),
        ids(events.ok(fields("threshold", 0, "last_end_timestamp", (FIELDS + 1) * 1000))));
    assertEquals(
        List.of("bela"),
        ids(
            events.ok(
                fields("threshold", 0, "last_end_timestamp", "" + FIELDS, "reverse", false))));
  }

  @Test
  void theLastDayIsTheDefault(TestCluster cluster) throws IOException {
    Http http = cluster.http(0);
    double now = System.currentTimeMillis() / 1000.0;
    Map<String, Object> device = Map.of("ep_info", Map.of("device_id", "of-today"));
    // The name of its index does not matter to a search.
    new Events.Batch(day)
        .add("today", now - 3600, anna, device)
        .add("yesterday", now - 25 * 3600, anna, device)
        .add("tomorrow", now + 3600, anna, device)
        .send(http);
    Events events = new Events(http);
    Map<String, Object> request = request("device_id_list", List.of("of-today", "unknown"));
    assertEquals(List.of("today"), ids(events.ok(request)));
    request.put("endtime", now - 24.5 * 3600);
    assertEquals(List.of("yesterday"), ids(events.ok(request)));
    request.put("reverse", false);
    request.put("starttime", now - 30 * 3600);
    request.put("endtime", null);
    JsonNode both = events.ok(request);
    assertEquals(List.of("yesterday", "today"), ids(both));
    assertTrue(both.path("endtimestamp").doubleValue() >= now, both::toString);
  }

  @ParameterizedTest
  @CsvSource({"true, ''", "false, ''", "true, tie-1", "false, tie-0"})
  void pagesGiveEachEventOnce(boolean reverse, String device, TestCluster cluster)
      throws IOException {
    Map<String, Object> request =
        request("starttime", TIES, "endtime", TIES + 3600, "reverse", reverse);
    if (!device.isEmpty()) {
      request.put("device_id_list", List.of(device));
    }
    List<Double> times = new ArrayList<>();
    HashSet<String> ids = new HashSet<>();
    int pages = 0;
    for (boolean more = true; more; pages++) {
      JsonNode page = new Events(cluster.http(pages % cluster.size())).ok(request);
      assertTrue(page.path("total_count").intValue() <= 1000);
      assertEquals(page.path("event_list").size(), page.path("total_count").intValue());
      page.path("event_list").forEach(event -> times.add(event.path("timestamp").doubleValue()));
      ids.addAll(ids(page));
      more = page.path("have_more").booleanValue();
      request.put("last_end_timestamp", page.path("endtimestamp"));
    }
    int expected = device.isEmpty() ? EVENTS : EVENTS / 2;
    // 142 whole groups of 7 are the most that go into a page of 1000.
    assertEquals(device.isEmpty() ? 3 : 2, pages);
    assertEquals(expected, times.size());
    assertEquals(expected, ids.size());
    List<Double> sorted = new ArrayList<>(times);
    sorted.sort(reverse ? Collections.reverseOrder() : null);
    assertEquals(sorted, times);
  }

  @Test
  void whatIsWrongIsNamed(TestCluster cluster) throws IOException {
    Events events = new Events(cluster.http(0));
    Map<Map<String, Object>, String> wrong = new LinkedHashMap<>();
    wrong.put(request("endtime", TIES, "starttime", TIES - 32 * 86_400), "one month");
    wrong.put(request("starttime", TIES + 1, "endtime", TIES), "starttime must not be after");
    wrong.put(request("starttime", "yesterday"), "starttime must be a time");
    wrong.put(request("endtime", "NaN"), "endtime must be a time");
    wrong.put(request("last_end_timestamp", List.of(1)), "last_end_timestamp must be a time");
    wrong.put(request("threshold", 101), "threshold must be a number from 0.0 to 100.0");
    wrong.put(request("threshold", "82"), "threshold must be a number from 0.0 to 100.0");
    wrong.put(request("device_id_list", "door"), "device_id_list must be a list");
    wrong.put(request("device_id_list", List.of(1)), "device_id_list[0] must be a string");
    wrong.put(request("reverse", "yes"), "reverse must be true or false");
    wrong.put(request("with_debug_info", 1), "with_debug_info must be true or false");
    wrong.put(request("fiqa_level", "best"), "fiqa_level must be no, low, middle or high");
    wrong.put(request("fiqa_level", 3), "fiqa_level must be a string");
    wrong.put(request("face_image_base64", ""), "face_image_base64 is required");
    wrong.put(request("face_image_base64", 7), "face_image_base64 must be a string");
    wrong.put(request("face_image_base64", "AAAA"), "face_image_base64: ");
    wrong.put(
        request("face_image_base64", "http://127.0.0.1/a.jpg"),
        "face_image_base64 must be in base64");
    wrong.put(
        request("face_image_base64", Pictures.dataUri(Pictures.jpeg(Pictures.plain(200, 200)))),
        "face_image_base64: no face found in image");
    for (Map.Entry<Map<String, Object>, String> each : wrong.entrySet()) {
      assertRefused(400, "INVALID_ARGUMENT", each.getValue(), events.search(each.getKey()));
    }
    assertRefused(
        400,
        "INVALID_ARGUMENT",
        "JSON",
        cluster.http(0).postText("/SophonMatch/api/picturesearch", "application/json", "[1]"));
    // What nobody knows is let be, and a data URI is taken as well.
    JsonNode fine =
        events.ok(fields("face_image_base64", Person.ANNA.uri(), "of_another_version", true));
    assertEquals(List.of("anna"), ids(fine));
  }

  @Test
  void vectorsOfAnotherModelAreNeverCompared(TestCluster cluster) throws IOException {
    Events events = new Events(cluster.http(0));
    String other = events.day("another-model", "2101.02.01");
    try {
      new Events.Batch(other).add("other", OTHERS, anna, Map.of()).send(cluster.http(0));
      Response refused =
          events.search(request("starttime", OTHERS - 1, "endtime", OTHERS + 1, "threshold", 0));
      assertRefused(409, "CONFLICT", "another-model", refused);
      assertRefused(409, "CONFLICT", Events.MODEL, refused);
      JsonNode beside =
          events.ok(request("starttime", OTHERS + 1, "endtime", OTHERS + 2, "threshold", 0));
      assertEquals(List.of(), ids(beside));
    } finally {
      // While it is there, no vector can be searched for in all of the log.
      Response gone = cluster.http(0).delete("/" + other);
      assertEquals(200, gone.status(), gone::toString);
    }
  }

  /** The page of the log shows an aggregation and a search of vectors. */
  @Test
  void documentedSearchesWork(TestCluster cluster) throws IOException {
    String photo = Base64.getEncoder().encodeToString(Person.BELA.jpeg());
    for (DocPage.Request request : DocPage.requests("events.md")) {
      if (request.path().equals("/face-events/_search")) {
        request.send(cluster.http(1), body -> body.replace("<base64 of a photo>", photo));
      }
    }
  }

  private static CompletableFuture<Response> later(Callable<Response> call) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return call.call();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          } catch (Exception e) {
            throw new CompletionException(e);
          }
        });
  }

  @Test
  void severalRunAtOnce(TestCluster cluster) {
    List<CompletableFuture<Response>> calls = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      Events events = new Events(cluster.http(i % cluster.size()));
      calls.add(later(() -> events.search(request("starttime", TIES, "endtime", TIES + 3600))));
    }
    for (CompletableFuture<Response> call : calls) {
      Response answer = call.join();
      assertEquals(200, answer.status(), answer::toString);
      assertEquals(994, answer.body().path("total_count").intValue());
    }
  }

  /** A search may have ended before it is cancelled; then it is tried again. */
  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void cancellingTheTaskEndsTheCall(TestCluster cluster) throws IOException {
    Events events = new Events(cluster.http(0));
    Response answer;
    do {
      CompletableFuture<Response> call =
          later(() -> events.search(request("starttime", TIES, "endtime", TIES + 3600)));
      while (!call.isDone()) {
        // Through another node than the one that runs it.
        cluster
            .http(1)
            .post("/_tasks/_cancel?actions=cluster:face_search/sophonmatch/picturesearch");
      }
      answer = call.join();
    } while (answer.status() == 200);
    assertRefused(409, "CONFLICT", "cancelled", answer);
  }

  /** Of the two other calls too. A call may have ended before it is cancelled. */
  @ParameterizedTest
  @CsvSource({"PictureMatch, picturematch", "compare, compare"})
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void cancellingTheOtherCallsEndsThemWithoutAnEvent(String call, String task, TestCluster cluster)
      throws IOException {
    Sophon sophon = new Sophon(cluster.http(0));
    String picture = Sophon.base64(Person.ANNA.jpeg());
    Map<String, Object> body =
        Sophon.body(
            "rgb_image_base64",
            picture,
            "face_image_base64",
            picture,
            "card_image_base64",
            picture,
            "device_ip",
            "cancelled-" + task,
            "identity_info",
            Map.of("user_name", "cancelled-" + task),
            "need_save",
            true);
    int written = 0;
    Response answer;
    do {
      CompletableFuture<Response> running = later(() -> sophon.call(call, body));
      while (!running.isDone()) {
        cluster.http(1).post("/_tasks/_cancel?actions=cluster:face_search/sophonmatch/" + task);
      }
      answer = running.join();
      written += answer.status() == 200 ? 1 : 0;
    } while (answer.status() == 200);
    assertRefused(409, "CONFLICT", "cancelled", answer);
    FaceGroup.assertOk(cluster.http(0).post(EventClient.ALIAS + "/_refresh"));
    EventClient events = new EventClient(cluster.http(0));
    int found =
        events.ofDevice("cancelled-" + task).size()
            + events.found(Map.of("term", Map.of("identity_name", "cancelled-" + task))).size();
    assertEquals(written, found);
  }

  @Test
  void aClosedDayIsMissedOnlyByWindowsThatTouchIt(TestCluster cluster) throws IOException {
    Http http = cluster.http(0);
    Events events = new Events(cluster.http(1));
    double time = at("2101-04-02T12:00:00Z");
    Map<String, Object> request = request("starttime", time, "endtime", time + 60);
    String closed = events.day(Events.MODEL, "2101.04.01");
    new Events.Batch(events.day(Events.MODEL, "2101.04.02"))
        .add("open", time, anna, Map.of())
        .send(http);
    FaceGroup.assertOk(http.post("/" + closed + "/_close"));
    try {
      assertEquals(List.of("open"), ids(events.ok(request)));
      request.put("starttime", time - 86_400);
      assertRefused(503, "UNAVAILABLE", "[" + closed + "]", events.search(request));
    } finally {
      FaceGroup.assertOk(http.post("/" + closed + "/_open"));
    }
  }

  @Test
  void noWriteMakesAnIndexInThePlaceOfTheLog(TestCluster cluster) throws IOException {
    for (String name : List.of("face-events-x-2101.02.02", "face-event-pictures-x-2101.02.02")) {
      Response refused =
          cluster.http(0).post("/" + name + "/_doc?pipeline=_none", Map.of("timestamp", 1));
      assertEquals(404, refused.status(), refused::toString);
      assertEquals(404, cluster.http(0).get("/" + name).status());
    }
  }

  /** The sweep comes every three seconds in tests. */
  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void whatWasKeptForAMonthGoes(TestCluster cluster) throws IOException, InterruptedException {
    Http http = cluster.http(0);
    Events events = new Events(http);
    String over = events.day(Events.MODEL, "1999.02.03");
    long month = Instant.now().getEpochSecond() - 31L * 86_400;
    // The day that is just passing begins with it: that day's index goes only tomorrow.
    long early = Math.floorDiv(month, 86_400L) * 86_400L;
    long late = month + 7200;
    Map<String, Object> device = Map.of("ep_info", Map.of("device_id", "retention"));
    new Events.Batch(events.day(Events.MODEL, day(early)))
        .add("early", (double) early, anna, device)
        .send(http);
    new Events.Batch(events.day(Events.MODEL, day(late)))
        .add("late", (double) late, anna, device)
        .send(http);
    while (http.get("/" + over).status() != 404 || !left(http).equals(List.of("late"))) {
      Thread.sleep(1000);
    }
  }

  private static String day(long seconds) {
    return DateTimeFormatter.ofPattern("uuuu.MM.dd", Locale.ROOT)
        .format(LocalDate.ofInstant(Instant.ofEpochSecond(seconds), ZoneOffset.UTC));
  }

  private static List<String> left(Http http) throws IOException {
    Response found =
        http.post(
            "/face-events/_search",
            Http.json("{'query':{'term':{'ep_info.device_id':'retention'}}}"));
    List<String> ids = new ArrayList<>();
    found.body().at("/hits/hits").forEach(hit -> ids.add(hit.path("_id").asText()));
    return ids;
  }
}
