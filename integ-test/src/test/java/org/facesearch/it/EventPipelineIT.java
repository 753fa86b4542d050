package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Events from clients that know nothing but OpenSearch's own calls. The days are to come, so that
 * no retention ends them.
 */
@RealCluster
class EventPipelineIT {

  private static FaceGroup people;
  private static EventClient events;

  @BeforeAll
  static void install(TestCluster cluster) throws IOException {
    people = FaceGroup.create(cluster.http(0), "pipeline-people");
    BadRequestsIT.setting(cluster.http(0), EventClient.IDENTITY_GROUP, people.name());
    Map<String, ?> anna =
        Map.of(
            "identity_id",
            7,
            "name",
            "Anna",
            "person_type",
            5,
            "card",
            new BigInteger("100000000000000000001"));
    people.enrol("a-1", Person.ANNA, Map.of("desc", anna));
    events = EventClient.installed(cluster.http(1));
  }

  @AfterAll
  static void reset(TestCluster cluster) throws IOException {
    BadRequestsIT.setting(cluster.http(0), EventClient.IDENTITY_GROUP, null);
  }

  @Test
  void aPictureOfACameraBecomesAnEventOfAKnownPerson() throws IOException {
    Map<String, Object> sent =
        EventClient.camera(
            "gate-1", EventClient.time("2031-03-01T23:59:59.750Z"), Person.ANNA.uri());
    sent.put("shift", "night");
    sent.put("recognize_face_attr", Map.of("mask", "1"));
    sent.put("grab_fiqa_info", Map.of("blur", 0.25, "age", "youth"));
    JsonNode event = events.posted(sent);
    assertEquals(EventClient.index("2031.03.01"), event.path("_index").asText());

    JsonNode fields = event.path("_source");
    assertEquals(event.path("_id"), fields.path("event_id"));
    assertEquals(1930175999.75, fields.path("timestamp").asDouble());
    assertEquals("2031-03-01T23:59:59.750Z", fields.path("@timestamp").asText());
    assertEquals("Anna", fields.path("identity_name").asText());
    assertEquals("7", fields.path("identity_id").asText());
    assertEquals(5, fields.path("person_type").asInt());
    assertTrue(fields.path("score").asDouble() > 0.9, fields::toString);
    assertEquals("a-1", fields.at("/identity_info/image_id").asText());
    assertEquals(Http.json("['a-1']"), fields.at("/identity_info/face_ids"));
    // More than a pipeline has integers for.
    assertEquals("100000000000000000001", fields.at("/identity_info/card").asText());
    assertEquals("gate-1", fields.at("/ep_info/device_id").asText());
    assertEquals("arcface-fr-512", fields.path("model").asText());

    JsonNode attributes = fields.path("recognize_face_attr");
    JsonNode box = attributes.path("box");
    assertTrue(box.path(2).asInt() - box.path(0).asInt() > 100, fields::toString);
    assertTrue(box.path(2).asInt() <= Person.ANNA.width(), fields::toString);
    assertEquals(10, attributes.path("point").size());
    assertEquals("1", attributes.path("mask").asText());
    assertEquals("youth", attributes.path("age").asText());
    assertTrue(attributes.path("hat").isNull());
    assertEquals("female", attributes.path("gender").asText(), "estimated, for nobody tells it");
    assertEquals(0.25, fields.at("/face_quality/blur").asDouble());

    assertEquals("night", fields.path("shift").asText(), "what a client adds stays");
    assertFalse(fields.has("picture"), "the picture itself does not");
    assertFalse(fields.has("grab_fiqa_info"), fields::toString);
    assertFalse(fields.has("vector"), "hits come without");
    assertEquals("", fields.path("recognize_face_pic_id").asText(), "none is kept by default");
    assertEquals("", fields.path("spot_pic_id").asText());
    assertEquals(
        404,
        events.http().get("/" + EventClient.pictureIndex("2031.03.01")).status(),
        "none at all");
  }

  @Test
  void whoeverIsNotKnownIsAStranger() throws IOException {
    JsonNode fields =
        events
            .posted(
                EventClient.camera(
                    "gate-2", EventClient.time("2031-03-01T08:00:00Z"), Person.BELA.uri()))
            .path("_source");
    assertEquals("stranger", fields.path("identity_name").asText());
    assertEquals("", fields.path("identity_id").asText());
    assertEquals(4, fields.path("person_type").asInt());
    assertEquals(Http.json("{}"), fields.path("identity_info"));
    assertTrue(fields.path("score").asDouble() < 0.82, fields::toString);
    assertTrue(
        fields.path("face_quality").has("quality"), "own measures where the camera has none");
  }

  @Test
  void badDocumentsOfABulkAreRefusedAndTheOthersGoToTheirDays() throws IOException {
    double noon = EventClient.time("2031-03-05T12:00:00Z");
    List<Map<String, Object>> documents = new ArrayList<>();
    documents.add(EventClient.camera("bulk-1", noon, Person.CLEO.uri()));
    documents.add(EventClient.camera("bulk-1", noon + 86_400, Person.CLEO.uri()));
    documents.add(EventClient.camera("bulk-1", noon, "data:image/png;base64," + "aGVsbG8="));
    documents.add(
        EventClient.camera(
            "bulk-1", noon, Pictures.dataUri(Pictures.jpeg(Pictures.plain(200, 200)))));
    Map<String, Object> late = EventClient.camera("bulk-1", noon, Person.CLEO.uri());
    late.put("timestamp", "yesterday");
    documents.add(late);
    Map<String, Object> nothing = EventClient.camera("bulk-1", noon, "");
    nothing.remove("picture");
    documents.add(nothing);
    Map<String, Object> device = EventClient.camera("bulk-1", noon, Person.CLEO.uri());
    device.put("ep_info", "door");
    documents.add(device);
    Map<String, Object> foreign = EventClient.past("bulk-1", noon, 3);
    foreign.put("model", "another-model");
    documents.add(foreign);
    Map<String, Object> little = EventClient.past("bulk-1", noon, 3);
    little.put("vector", List.of(1, 0));
    documents.add(little);
    documents.add(EventClient.camera("bulk-1", 1e30, Person.CLEO.uri()));
    documents.add(EventClient.camera("bulk-1", -1, Person.CLEO.uri()));
    Map<String, Object> gone = EventClient.camera("bulk-1", noon, Person.CLEO.uri());
    gone.put("out_timestamp", "later");
    documents.add(gone);
    Map<String, Object> place = EventClient.camera("bulk-1", noon, Person.CLEO.uri());
    place.put("ep_info", Map.of("ep_ip", List.of("10.0.0.7")));
    documents.add(place);
    for (Map.Entry<String, Object> wrong :
        List.<Map.Entry<String, Object>>of(
            Map.entry("score", "high"),
            Map.entry("person_type", 7),
            Map.entry("identity_name", 5))) {
      Map<String, Object> told = EventClient.past("bulk-1", noon, 3);
      told.put(wrong.getKey(), wrong.getValue());
      documents.add(told);
    }

    JsonNode items = events.bulk(documents);
    assertEquals(
        EventClient.index("2031.03.05"), items.at("/0/index/_index").asText(), items::toString);
    assertEquals(
        EventClient.index("2031.03.06"), items.at("/1/index/_index").asText(), items::toString);
    List<String> reasons = new ArrayList<>();
    for (int i = 2; i < items.size(); i++) {
      JsonNode item = items.path(i).path("index");
      assertEquals(i == 7 ? 409 : 400, item.path("status").asInt(), item::toString);
      reasons.add(item.at("/error/reason").asText());
    }
    assertEquals(
        List.of(
            "field [picture]: image format is not supported: use JPEG, PNG, WebP, BMP or GIF",
            "field [picture]: no face found in image",
            "field [timestamp] must be Unix seconds",
            "field [picture]: there is no picture, and no vector either",
            "field [ep_info] must be an object",
            "the vector is of model another-model, this node makes vectors of model arcface-fr-512",
            "vector must have 512 numbers and has 2",
            "timestamp must not be more than 3153600000 seconds ahead of the clock of this node",
            "timestamp must be in Unix seconds of the years 1970 to 9999",
            "field [out_timestamp] must be Unix seconds",
            "field [ep_info.ep_ip] must be a text, a number or a boolean",
            "field [score] must be a number from 0 to 1",
            "field [person_type] must be a whole number from 1 to 5",
            "field [identity_name] must be a text"),
        reasons);
    assertEquals(2, events.ofDevice("bulk-1").size(), "nothing of a refused one is left");
  }

  @Test
  void aDeviceWithAWrongClockMakesNoIndex(TestCluster cluster) throws IOException {
    double now = System.currentTimeMillis() / 1000.0;
    double wrong = now + 3 * 86_400;
    BadRequestsIT.setting(cluster.http(0), EventClient.MAX_AHEAD, "1d");
    try {
      String reason = " must not be more than 86400 seconds ahead of the clock of this node";
      for (Map<String, Object> document :
          List.of(
              EventClient.camera("ahead", wrong, Person.CLEO.uri()),
              EventClient.past("ahead", wrong, 3))) {
        Response refused = events.post(document);
        assertEquals(400, refused.status(), refused::toString);
        assertEquals(
            "timestamp" + reason, refused.body().at("/error/reason").asText(), refused::toString);
      }
      Sophon.assertInvalid(
          "compare_time" + reason,
          new Sophon(events.http())
              .match(
                  Sophon.body(
                      "rgb_image_base64",
                      Sophon.base64(Person.CLEO.jpeg()),
                      "device_ip",
                      "ahead",
                      "compare_time",
                      wrong)));
      assertEquals(201, events.post(EventClient.past("ahead", now + 80_000, 3)).status());
    } finally {
      BadRequestsIT.setting(cluster.http(0), EventClient.MAX_AHEAD, null);
    }
    assertEquals(1, events.ofDevice("ahead").size());
  }

  @Test
  void historyIsTakenWithItsVectorsAsItIs() throws IOException {
    double noon = EventClient.time("2031-04-01T12:00:00Z");
    List<Map<String, Object>> documents = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      Map<String, Object> past = EventClient.past("history", noon + i * 43_200, i);
      past.put("timestamp", (long) (1000 * (noon + i * 43_200)));
      past.put("event_id", "past-" + i);
      documents.add(past);
    }
    documents.getFirst().put("identity_id", "p-1");
    documents.getFirst().put("identity_info", Map.of("name", "Paul"));
    documents.get(1).put("model", "arcface-fr-512");
    documents.get(1).put("recognize_face_attr", Map.of("box", List.of(1, 2, 3, 4), "hat", "yes"));
    JsonNode items = events.bulk(documents);
    for (JsonNode item : items) {
      assertEquals(201, item.at("/index/status").asInt(), items::toString);
    }
    List<JsonNode> found = events.ofDevice("history");
    List<String> days = found.stream().map(hit -> hit.path("_index").asText()).toList();
    assertEquals(
        List.of("01", "02", "02", "03", "03", "04").stream()
            .map(day -> EventClient.index("2031.04." + day))
            .toList(),
        days);
    JsonNode first = found.getFirst().path("_source");
    assertEquals("past-0", found.getFirst().path("_id").asText());
    assertEquals(noon, first.path("timestamp").asDouble());
    assertEquals("p-1", first.path("identity_name").asText(), "the id where no name is told");
    assertEquals(1, first.path("person_type").asInt());
    assertEquals("Paul", first.at("/identity_info/name").asText());
    JsonNode second = found.get(1).path("_source");
    assertEquals(4, second.path("person_type").asInt());
    assertEquals(Http.json("{'box':[1,2,3,4],'hat':'yes'}"), second.path("recognize_face_attr"));
    JsonNode near =
        FaceGroup.assertOk(
            events
                .http()
                .post(
                    EventClient.ALIAS + "/_search",
                    Map.of(
                        "query",
                        Map.of(
                            "visual_knn",
                            Map.of(
                                "field",
                                "vector",
                                "vector",
                                Bulk.axis(4),
                                "k",
                                5,
                                "filter",
                                Map.of("term", Map.of("ep_info.device_id", "history")))))));
    assertEquals("past-4", near.at("/hits/hits/0/_id").asText(), near::toString);
  }

  @Test
  void aDocumentKeepsTheIdThatItCameWith() throws IOException {
    Map<String, Object> sent = EventClient.past("ids", EventClient.time("2031-05-01T12:00:00Z"), 1);
    sent.put("event_id", "another");
    String path = EventClient.ALIAS + "/_create/own id?refresh=true".replace(" ", "%20");
    Response created = events.http().put(path, sent);
    assertEquals(201, created.status(), created::toString);
    assertEquals("own id", created.body().path("_id").asText());
    assertEquals(409, events.http().put(path, sent).status());
    List<JsonNode> found = events.ofDevice("ids");
    assertEquals(1, found.size());
    assertEquals("own id", found.getFirst().at("/_source/event_id").asText());

    sent.put("event_id", "x".repeat(513));
    Response tooLong = events.post(sent);
    assertEquals(400, tooLong.status(), tooLong::toString);
    assertEquals(
        "the id of an event must not be longer than 512 bytes",
        tooLong.body().at("/error/reason").asText());
  }

  /** As dashboards draw it: how many events in each hour, by device. */
  @Test
  void dashboardsCountTheEventsOfEachHour() throws IOException {
    double begin = EventClient.time("2031-06-01T22:30:00Z");
    List<Map<String, Object>> documents = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      Map<String, Object> past = EventClient.past("hours-" + i % 2, begin + i * 900, i);
      past.put("campaign", "hours");
      documents.add(past);
    }
    events.bulk(documents);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("size", 0);
    body.put("query", Map.of("prefix", Map.of("ep_info.device_id", "hours-")));
    body.put(
        "aggs",
        Http.json(
            "{'hours':{'date_histogram':{'field':'@timestamp','calendar_interval':'hour'},"
                + "'aggs':{'devices':{'terms':{'field':'ep_info.device_id'}}}}}"));
    JsonNode hours =
        FaceGroup.assertOk(events.http().post(EventClient.ALIAS + "/_search", body))
            .at("/aggregations/hours/buckets");
    List<String> counts = new ArrayList<>();
    for (JsonNode hour : hours) {
      counts.add(
          hour.path("key_as_string").asText().substring(8, 13)
              + " "
              + hour.path("doc_count").asInt()
              + " "
              + hour.at("/devices/buckets/0/doc_count").asInt());
    }
    assertEquals(List.of("01T22 2 1", "01T23 4 2", "02T00 4 2", "02T01 2 1"), counts);
  }

  /** Copying and changing documents runs the pipeline again, which then has a vector to go by. */
  @Test
  void anEventThatIsChangedStaysWhatItIs() throws IOException {
    Map<String, Object> sent =
        EventClient.camera("changed", EventClient.time("2031-07-01T12:00:00Z"), Person.ANNA.uri());
    JsonNode before = events.posted(sent);
    Response changed =
        events
            .http()
            .post(
                EventClient.ALIAS + "/_update_by_query?refresh=true",
                Http.json(
                    "{'query':{'term':{'ep_info.device_id':'changed'}},"
                        + "'script':{'source':'ctx._source.out_timestamp = 1940846500.5'}}"));
    assertEquals(1, FaceGroup.assertOk(changed).path("updated").asInt(), changed::toString);
    JsonNode after = events.ofDevice("changed").getFirst();
    assertEquals(before.path("_id"), after.path("_id"));
    assertEquals(before.path("_index"), after.path("_index"));
    assertEquals(1940846500.5, after.at("/_source/out_timestamp").asDouble());
    assertEquals("7", after.at("/_source/identity_id").asText());
    assertEquals(
        before.at("/_source/recognize_face_attr"), after.at("/_source/recognize_face_attr"));
  }

  @Test
  void aWrongOptionIsRefused() throws IOException {
    Ingest.assertRefused(
        events.http(), "face_event", List.of("'field':'vector'", "'faces':'all'", "'field':7"));
  }
}
