package org.facesearch.models.usecase.event;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.attribute.FaceAttributes;
import org.facesearch.models.bundle.FaceModels;
import org.facesearch.models.event.EventFields;
import org.facesearch.models.event.EventLog;
import org.facesearch.models.event.FaceEvent;
import org.facesearch.models.event.Identity;
import org.facesearch.models.image.DecodeBudget;
import org.facesearch.models.image.FetchPolicy;
import org.facesearch.models.image.ImageIoPictureDecoder;
import org.facesearch.models.image.ImageLimits;
import org.facesearch.models.image.PictureFetcher;
import org.facesearch.models.image.PictureSource;
import org.facesearch.models.testing.LoadedModels;
import org.facesearch.models.testing.MemoryEventLog;
import org.facesearch.models.testing.Photographs;
import org.facesearch.models.usecase.AnalyzeFaces;
import org.facesearch.models.usecase.Causes;
import org.facesearch.models.usecase.PictureWork;
import org.facesearch.models.usecase.WorkWatch;
import org.facesearch.models.usecase.event.SearchEvents.Request;
import org.facesearch.models.usecase.event.SearchEvents.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Windows, defaults and what an event looks like, with a real photograph. */
@ExtendWith(LoadedModels.class)
class SearchEventsTest {

  private static final double NOW = 1_600_000_000.5;
  private static final double HOUR = 3600;
  private static final double DAY = 24 * HOUR;
  private static final OptionalDouble ABSENT = OptionalDouble.empty();

  private final FaceModels models;
  private final AnalyzeFaces analysis;
  private final MemoryEventLog log = new MemoryEventLog();
  private final SearchEvents search;
  private final byte[] photograph = Photographs.bytes(Photographs.sample(1));
  private final float[] face;
  private int number;

  SearchEventsTest(FaceModels models) {
    this.models = models;
    this.analysis =
        new AnalyzeFaces(
            new ImageIoPictureDecoder(new DecodeBudget(1L << 28)),
            () -> models,
            new FaceAttributes(Map.of()),
            WorkWatch.NONE);
    Duration second = Duration.ofSeconds(1);
    FetchPolicy off = new FetchPolicy(false, Set.of(), second, second, second, 0);
    PictureWork pictures =
        new PictureWork(
            new PictureFetcher(() -> off),
            Runnable::run,
            Runnable::run,
            ImageLimits::defaults,
            new DecodeBudget(1L << 28),
            WorkWatch.NONE);
    this.search =
        new SearchEvents(
            log,
            new ProbeFace(pictures, analysis),
            () -> models,
            () -> Instant.ofEpochMilli((long) (NOW * 1000)));
    this.face = analysis.largest(photograph, ImageLimits.defaults()).face().vector();
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  private PictureSource picture() {
    return PictureSource.base64(Base64.getEncoder().encodeToString(photograph));
  }

  private Request request(OptionalDouble start, OptionalDouble end, OptionalDouble last) {
    return new Request(picture(), FiqaLevel.NO, start, end, last, 0.82, Set.of(), true, true);
  }

  private Result run(Request request) {
    return join(search.run(request, () -> {}));
  }

  private String refused(Request request) {
    CompletionException error = assertThrows(CompletionException.class, () -> run(request));
    FaceSearchException failure = (FaceSearchException) Causes.of(error);
    assertEquals(FaceSearchException.Reason.INVALID, failure.reason());
    return failure.getMessage();
  }

  private void seen(double time, float[] vector) {
    join(
        log.add(
            new FaceEvent(
                "e" + number++,
                time,
                Identity.STRANGER,
                0,
                Map.of(),
                Map.of(),
                Map.of(),
                "",
                "",
                models.id(),
                vector)));
  }

  private static List<Object> times(Result result) {
    return result.events().stream().map(event -> event.get(EventFields.TIMESTAMP)).toList();
  }

  private float[] somebodyElse() {
    float[] other = new float[face.length];
    // At right angles to the face.
    other[0] = face[1];
    other[1] = -face[0];
    double length = Math.hypot(other[0], other[1]);
    other[0] /= (float) length;
    other[1] /= (float) length;
    return other;
  }

  @Test
  void theLastDayIsSearchedByDefault() {
    seen(NOW - DAY - 1, face);
    seen(NOW - DAY, face);
    seen(NOW - HOUR, face);
    seen(NOW - HOUR, somebodyElse());
    seen(NOW, face);
    seen(NOW + 1, face);
    Result result = run(request(ABSENT, ABSENT, ABSENT));
    assertEquals(List.of(NOW, NOW - HOUR, NOW - DAY), times(result));
    assertFalse(result.more());
    assertEquals(NOW - DAY, result.end());
    assertTrue(result.seconds() > 0);
    assertTrue(result.stages().orElseThrow().keySet().containsAll(List.of("analysis", "search")));
    result.events().forEach(event -> assertEquals(1.0, (double) event.get("compare_score"), 1e-6));
  }

  @Test
  void anEarlierEndTakesTheDayBeforeIt() {
    seen(NOW - 3 * DAY, face);
    assertEquals(
        List.of(NOW - 3 * DAY),
        times(run(request(ABSENT, OptionalDouble.of(NOW - 2 * DAY), ABSENT))));
    assertEquals(
        List.of(), times(run(request(ABSENT, OptionalDouble.of(NOW - 3 * DAY - 1), ABSENT))));
    // An end within the last day leaves the begin where it is.
    assertEquals(NOW - DAY, run(request(ABSENT, OptionalDouble.of(NOW - HOUR), ABSENT)).end());
  }

  @Test
  void aWindowIsAtMostAMonth() {
    OptionalDouble end = OptionalDouble.of(NOW);
    assertEquals(
        "endtime - starttime must be at most one month, which is 31 days",
        refused(request(OptionalDouble.of(NOW - 31 * DAY - 1), end, ABSENT)));
    assertFalse(run(request(OptionalDouble.of(NOW - 31 * DAY), end, ABSENT)).more());
    assertEquals(
        "starttime must not be after endtime",
        refused(request(OptionalDouble.of(NOW + 1), ABSENT, ABSENT)));
  }

  @Test
  void aLaterPageBeginsWhereTheLastOneEnded() {
    seen(NOW - 3, face);
    seen(NOW - 2, face);
    seen(NOW - 1, face);
    assertEquals(List.of(NOW - 3), times(run(request(ABSENT, ABSENT, OptionalDouble.of(NOW - 2)))));
    Request forwards =
        new Request(
            picture(),
            FiqaLevel.NO,
            ABSENT,
            ABSENT,
            OptionalDouble.of(NOW - 2),
            0.82,
            Set.of(),
            false,
            true);
    assertEquals(List.of(NOW - 1), times(run(forwards)));
    // Beyond the far end there is nothing, before the near end all is left.
    assertEquals(List.of(), times(run(request(ABSENT, ABSENT, OptionalDouble.of(NOW - 2 * DAY)))));
    assertEquals(3, times(run(request(ABSENT, ABSENT, OptionalDouble.of(NOW + 9)))).size());
  }

  @Test
  void whoIsNotAlikeIsFoundOnlyWithoutThreshold() {
    seen(NOW - 1, somebodyElse());
    assertEquals(List.of(), run(request(ABSENT, ABSENT, ABSENT)).events());
    Request all =
        new Request(picture(), FiqaLevel.NO, ABSENT, ABSENT, ABSENT, 0, Set.of(), true, true);
    assertEquals(1, run(all).events().size());
  }

  @Test
  void aPictureThatCannotBeUsedIsNamed() {
    Request bad =
        new Request(
            PictureSource.base64("AAAA"),
            FiqaLevel.NO,
            ABSENT,
            ABSENT,
            ABSENT,
            0.82,
            Set.of(),
            true,
            true);
    assertTrue(refused(bad).startsWith("face_image_base64: "), () -> refused(bad));
  }

  @Test
  void theWorkIsNotBegunForNobody() {
    IllegalStateException gone = new IllegalStateException("nobody waits");
    CompletionException error =
        assertThrows(
            CompletionException.class,
            () ->
                join(
                    search.run(
                        request(ABSENT, ABSENT, ABSENT),
                        () -> {
                          throw gone;
                        })));
    assertEquals(gone, Causes.of(error));
  }

  @Test
  void whatAnEventLacksHasTheDocumentsDefaults() {
    Map<String, Object> bare = ShownEvent.of(new EventLog.Seen(7.25, Map.of(), 1), 0.9);
    assertArrayEquals(
        new Object[] {
          "compare_score",
          "timestamp",
          "identity_name",
          "identity_id",
          "identity_info",
          "recognize_face_pic_id",
          "spot_pic_id",
          "person_type",
          "score",
          "ep_info",
          "recognize_face_attr",
          "event_id"
        },
        bare.keySet().toArray());
    assertEquals("stranger", bare.get("identity_name"));
    assertEquals(1, bare.get("person_type"));
    assertEquals(0.0, bare.get("score"));
    assertEquals(Map.of(), bare.get("identity_info"));
    assertEquals(Map.of(), bare.get("ep_info"));
    assertEquals(Map.of(), bare.get("recognize_face_attr"));

    Map<String, Object> some =
        ShownEvent.of(
            new EventLog.Seen(
                7.25,
                Map.of(
                    "timestamp", "7.25",
                    "identity_info", Map.of("name", "Ada"),
                    "ep_info", Map.of("device_id", "d", "ep_type", "rtsp"),
                    "recognize_face_attr", Map.of("box", List.of(1, 2, 3, 4)),
                    "out_timestamp", 9.5,
                    "vector", List.of(1)),
                1),
            0.9);
    assertEquals(7.25, some.get("timestamp"));
    assertEquals(Map.of("name", "Ada", "face_ids", List.of()), some.get("identity_info"));
    assertEquals(
        Map.of("device_id", "d", "ep_type", "rtsp", "ep_id", "", "ep_ip", "", "ep_name", ""),
        some.get("ep_info"));
    Map<?, ?> attributes = (Map<?, ?>) some.get("recognize_face_attr");
    assertEquals(List.of(1, 2, 3, 4), attributes.get("box"));
    assertEquals(List.of(), attributes.get("point"));
    assertTrue(attributes.containsKey("mask") && attributes.get("mask") == null);
    assertEquals(9.5, some.get("out_timestamp"));
    assertFalse(some.containsKey("vector"));

    Map<String, Object> known =
        ShownEvent.of(
            new EventLog.Seen(
                7.25, Map.of("identity_id", "17", "identity_info", Map.of("name", "Ada")), 1),
            0.9);
    assertEquals(
        Map.of("name", "Ada", "face_ids", List.of(), "image_id", ""), known.get("identity_info"));
  }
}
