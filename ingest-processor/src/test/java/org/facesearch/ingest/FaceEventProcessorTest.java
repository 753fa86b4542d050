package org.facesearch.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.facesearch.models.score.FmrTable;
import org.facesearch.models.score.ScoreScale;
import org.facesearch.models.usecase.GroupModel;
import org.facesearch.models.usecase.event.EventTimes;
import org.facesearch.models.usecase.event.ReceiveEvent;
import org.junit.jupiter.api.Test;
import org.opensearch.ExceptionsHelper;
import org.opensearch.OpenSearchParseException;
import org.opensearch.common.settings.Settings;
import org.opensearch.common.util.concurrent.ThreadContext;
import org.opensearch.core.rest.RestStatus;
import org.opensearch.ingest.IngestDocument;

/** What is read of documents and written to them; pictures are the integration tests' matter. */
class FaceEventProcessorTest {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00.250Z");
  private static final GroupModel MODEL =
      new GroupModel(
          "a-model",
          2,
          ScoreScale.v1Face(
              new FmrTable(List.of(new FmrTable.Point(1e-4, 0.4), new FmrTable.Point(1e-5, 0.5)))));

  private final List<Double> placed = new ArrayList<>();

  private FaceEventProcessor processor(Map<String, Object> options) {
    ReceiveEvent receive =
        new ReceiveEvent(
            null,
            (model, dimension, timestamp) -> {
              placed.add(timestamp);
              return CompletableFuture.completedFuture(model + "-" + dimension);
            },
            new EventTimes(() -> NOW, () -> Duration.ofHours(1)),
            () -> MODEL);
    return new FaceEventProcessor.Factory(
            () -> receive, () -> NOW, new DocumentQueue(2, 100, new ThreadContext(Settings.EMPTY)))
        .create(Map.of(), "tag", "description", new HashMap<>(options));
  }

  private static Map<String, Object> past(Object... fields) {
    Map<String, Object> source = new HashMap<>();
    source.put("vector", List.of(0.5, 2));
    for (int i = 0; i < fields.length; i += 2) {
      source.put((String) fields[i], fields[i + 1]);
    }
    return source;
  }

  private Map<String, Object> run(String id, Map<String, Object> source) {
    IngestDocument document = new IngestDocument("face-events", id, null, null, null, source);
    processor(Map.of()).execute(document, (result, error) -> assertNull(error));
    return document.getSourceAndMetadata();
  }

  private Exception failure(Map<String, Object> source) {
    List<Exception> failures = new ArrayList<>();
    IngestDocument document = new IngestDocument("face-events", "1", null, null, null, source);
    processor(Map.of()).execute(document, (result, error) -> failures.add(error));
    assertEquals(1, failures.size());
    return failures.getFirst();
  }

  @Test
  void aVectorIsAnEventOfAStrangerUntilMoreIsTold() {
    Map<String, Object> event = run(null, past("note", "kept", "picture", null));
    assertEquals("a-model-2", event.get("_index"));
    assertEquals(event.get("_id"), event.get("event_id"));
    assertEquals("stranger", event.get("identity_name"));
    assertEquals(4, event.get("person_type"));
    assertEquals("kept", event.get("note"));
    assertEquals(List.of(0.5f, 2f), event.get("vector"));
    assertEquals("a-model", event.get("model"));
    assertEquals(NOW.toEpochMilli() / 1000.0, event.get("timestamp"));
    assertEquals(NOW.toString(), event.get("@timestamp"));
    assertFalse(event.containsKey("picture"));
  }

  @Test
  void whatIsToldStays() {
    Map<String, Object> info = new HashMap<>(Map.of("name", "Ada"));
    Map<String, Object> event =
        run(
            "own",
            past(
                "event_id",
                "other",
                "identity_id",
                "p",
                "identity_info",
                info,
                "score",
                0.9,
                "ep_info",
                new HashMap<>(Map.of("device_id", "d")),
                "@timestamp",
                "2001-01-01T00:00:00Z"));
    assertEquals("own", event.get("_id"));
    assertEquals("own", event.get("event_id"));
    assertEquals("p", event.get("identity_name"));
    assertEquals(1, event.get("person_type"));
    assertEquals(info, event.get("identity_info"));
    assertEquals(0.9, event.get("score"));
    assertEquals(Map.of("device_id", "d"), event.get("ep_info"));
    assertEquals(NOW.toString(), event.get("@timestamp"), "follows the timestamp");
  }

  @Test
  void timesAreSecondsOrMillisecondsAsNumbersOrText() {
    for (Object time :
        List.of(1_600_000_000.5, 1_600_000_000_500L, "1600000000.5", " 1.6000000005e9")) {
      assertEquals(1_600_000_000.5, run(null, past("timestamp", time)).get("timestamp"));
    }
    assertEquals(List.of(1_600_000_000.5), placed.stream().distinct().toList());
  }

  @Test
  void whatMayBeSaidIsTaken() {
    Map<String, Object> info = new HashMap<>(Map.of("face_ids", List.of("f"), "more", 1));
    info.put("image_id", null);
    Map<String, Object> event =
        run(
            null,
            past(
                "timestamp",
                NOW.toEpochMilli() / 1000.0 + 3599,
                "out_timestamp",
                "1600000000500",
                "score",
                1,
                "person_type",
                5.0,
                "identity_info",
                info,
                "identity_name",
                null,
                "ep_info",
                new HashMap<>(Map.of("ep_type", 3, "more", List.of()))));
    assertEquals(1_600_000_000.5, event.get("out_timestamp"));
    assertEquals("stranger", event.get("identity_name"));
    assertEquals(info, event.get("identity_info"));
    assertEquals(5.0, event.get("person_type"));
  }

  @Test
  void wrongFieldsAreNamed() {
    Map<Map<String, Object>, String> wrong = new HashMap<>();
    wrong.put(past("timestamp", "today"), "field [timestamp] must be Unix seconds");
    wrong.put(past("timestamp", List.of(1)), "field [timestamp] must be Unix seconds");
    wrong.put(past("timestamp", Double.NaN), "field [timestamp] must be Unix seconds");
    wrong.put(past("ep_info", "door"), "field [ep_info] must be an object");
    wrong.put(past("recognize_face_attr", 3), "field [recognize_face_attr] must be an object");
    wrong.put(past("identity_info", 3), "field [identity_info] must be an object");
    wrong.put(past("model", 3), "field [model] must be a text");
    wrong.put(
        past("timestamp", NOW.toEpochMilli() / 1000.0 + 3601),
        "timestamp must not be more than 3600 seconds ahead of the clock of this node");
    wrong.put(past("out_timestamp", "later"), "field [out_timestamp] must be Unix seconds");
    wrong.put(past("out_timestamp", Map.of()), "field [out_timestamp] must be Unix seconds");
    wrong.put(past("score", "0.5"), "field [score] must be a number from 0 to 1");
    wrong.put(past("score", 1.5), "field [score] must be a number from 0 to 1");
    wrong.put(past("score", Double.NaN), "field [score] must be a number from 0 to 1");
    wrong.put(past("person_type", 6), "field [person_type] must be a whole number from 1 to 5");
    wrong.put(past("person_type", 1.5), "field [person_type] must be a whole number from 1 to 5");
    wrong.put(past("person_type", "1"), "field [person_type] must be a whole number from 1 to 5");
    wrong.put(past("identity_name", 1), "field [identity_name] must be a text");
    wrong.put(past("identity_id", 1), "field [identity_id] must be a text");
    wrong.put(past("spot_pic_id", List.of()), "field [spot_pic_id] must be a text");
    wrong.put(past("face_quality", 1), "field [face_quality] must be an object");
    wrong.put(
        past("identity_info", Map.of("face_ids", List.of(1))),
        "field [identity_info.face_ids] must be a list of texts");
    wrong.put(
        past("ep_info", Map.of("device_id", List.of("d"))),
        "field [ep_info.device_id] must be a text, a number or a boolean");
    wrong.put(
        past("recognize_face_attr", Map.of("box", List.of("1"))),
        "field [recognize_face_attr.box] must be a list of numbers");
    wrong.put(
        past("picture", "aGk=", "ep_info", Map.of("ep_ip", Map.of())),
        "field [ep_info.ep_ip] must be a text, a number or a boolean");
    wrong.put(
        past("picture", "aGk=", "timestamp", NOW.toEpochMilli() + 3_601_000L),
        "timestamp must not be more than 3600 seconds ahead of the clock of this node");
    wrong.put(past("vector", "x"), "field [vector] must be a list of numbers");
    wrong.put(past("vector", List.of("x")), "field [vector] must be a list of numbers");
    wrong.put(past("vector", List.of(1, 2, 3)), "vector must have 2 numbers and has 3");
    wrong.put(past("vector", null), "field [picture]: there is no picture, and no vector either");
    wrong.put(
        past("picture", List.of("x")),
        "field [picture]: a picture must be a string, in base64 or a URI");
    wrong.put(
        past("picture", "aGk=", "grab_fiqa_info", 3), "field [grab_fiqa_info] must be an object");
    wrong.forEach(
        (source, text) -> {
          Exception error = failure(source);
          assertEquals(text, error.getMessage());
          assertEquals(RestStatus.BAD_REQUEST, ExceptionsHelper.status(error));
        });
    Exception foreign = failure(past("model", "b-model"));
    assertEquals(RestStatus.CONFLICT, ExceptionsHelper.status(foreign));
    assertEquals(List.of(), placed, "nothing is made ready for what is refused");
  }

  @Test
  void laterProcessorsMayChangeWhatIsWritten() {
    IngestDocument document = new IngestDocument("i", "1", null, null, null, past());
    processor(Map.of()).execute(document, (result, error) -> assertNull(error));
    document.setFieldValue("ep_info.device_id", "d");
    document.removeField("vector.0");
    IngestDocument.deepCopyMap(document.getSourceAndMetadata());
  }

  @Test
  void wrongOptionsAreRefused() {
    assertThrows(OpenSearchParseException.class, () -> processor(Map.of("field", "vector")));
  }
}
