package org.facesearch.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.attribute.Attribute;
import org.facesearch.models.gallery.BoundingBox;
import org.facesearch.models.quality.FaceQuality;
import org.facesearch.models.quality.Orientation;
import org.facesearch.models.quality.QualityClass;
import org.facesearch.models.quality.QualityMeasures;
import org.facesearch.models.usecase.AnalyzedFace;
import org.facesearch.models.usecase.EmbedFaces;
import org.junit.jupiter.api.Test;
import org.opensearch.ExceptionsHelper;
import org.opensearch.OpenSearchParseException;
import org.opensearch.common.settings.Settings;
import org.opensearch.common.util.concurrent.ThreadContext;
import org.opensearch.core.rest.RestStatus;
import org.opensearch.ingest.IngestDocument;
import org.opensearch.ingest.IngestDocumentWrapper;

/** The options, the documents that come out and the failures, with a use case that is played. */
class FaceEmbeddingProcessorTest {

  private static final String PICTURE = "aGk/aGk+";

  private static final FaceQuality CLEAR =
      new FaceQuality(
          QualityClass.CLEAR, new QualityMeasures(100, 0.9, 0, 0.5, 0.1, 0, Orientation.UP));

  private final Map<String, String> targets = new HashMap<>();
  private final List<EmbedFaces.Request> asked = new ArrayList<>();
  private CompletionStage<EmbedFaces.Result> answer = found(1);
  private DocumentQueue queue = new DocumentQueue(2, 100, new ThreadContext(Settings.EMPTY));

  private static CompletionStage<EmbedFaces.Result> found(int faces) {
    return CompletableFuture.completedFuture(
        new EmbedFaces.Result(
            "model-1",
            IntStream.range(0, faces)
                .mapToObj(
                    i ->
                        new EmbedFaces.Found(
                            i,
                            new AnalyzedFace(
                                new BoundingBox(i, 2, 30, 40, 0.75),
                                CLEAR,
                                new float[] {0.6f, 0.8f})))
                .toList(),
            3));
  }

  private static CompletionStage<EmbedFaces.Result> failing(Reason reason, String message) {
    return CompletableFuture.failedFuture(
        new FaceSearchException(reason, message, new IllegalStateException("inner")));
  }

  private FaceEmbeddingProcessor processor(Object... options) {
    Map<String, Object> config = new HashMap<>(Map.of("field", "photo"));
    for (int i = 0; i < options.length; i += 2) {
      config.put((String) options[i], options[i + 1]);
    }
    FaceEmbeddingProcessor processor =
        new FaceEmbeddingProcessor.Factory(
                request -> {
                  asked.add(request);
                  return answer;
                },
                queue,
                (index, field) -> Optional.ofNullable(targets.get(index + "/" + field)))
            .create(Map.of(), "tag", "description", config);
    assertEquals(Map.of(), config, "options that were not read");
    return processor;
  }

  private static IngestDocument document(Object photo) {
    Map<String, Object> source = new HashMap<>();
    source.put("photo", photo);
    source.put("title", "a photo");
    return new IngestDocument("index", "1", null, null, null, source);
  }

  private static Map<String, Object> run(FaceEmbeddingProcessor processor, Object photo) {
    IngestDocument document = document(photo);
    processor.execute(
        document,
        (result, error) -> {
          assertNull(error);
          assertSame(document, result);
        });
    Map<String, Object> fields = new HashMap<>(document.getSourceAndMetadata());
    fields.keySet().removeIf(name -> name.startsWith("_"));
    return fields;
  }

  private static Exception failure(FaceEmbeddingProcessor processor, Object photo) {
    List<Exception> errors = new ArrayList<>();
    processor.execute(
        document(photo),
        (result, error) -> {
          assertNull(result);
          errors.add(error);
        });
    return errors.getFirst();
  }

  private static void assertRefused(
      String message, FaceEmbeddingProcessor processor, Object photo) {
    Exception failure = failure(processor, photo);
    assertEquals(RestStatus.BAD_REQUEST, ExceptionsHelper.status(failure));
    assertEquals(message, failure.getMessage());
  }

  private static Map<String, Object> face(int number) {
    return new HashMap<>(
        Map.of(
            "vector",
            List.of(0.6f, 0.8f),
            "bounding_box",
            Map.of(
                "pts",
                List.of(List.of(number, 2), List.of(30, 2), List.of(30, 40), List.of(number, 40)),
                "score",
                0.75),
            "quality",
            Map.of("quality", "clear", "orientation", "up"),
            "model",
            "model-1"));
  }

  @Test
  void writesTheLargestFaceAndRemovesThePicture() {
    assertEquals(
        Map.of("title", "a photo", "face", face(0), "face_count", 3), run(processor(), PICTURE));
    EmbedFaces.Request request = asked.getFirst();
    assertEquals(EmbedFaces.Faces.LARGEST, request.faces());
    assertEquals(EmbedFaces.MinQuality.ANY, request.minQuality());
    assertEquals("field [photo]", request.pictures().getFirst().place());
  }

  @Test
  void writesTheAttributesThatItAsksFor() {
    answer =
        CompletableFuture.completedFuture(
            new EmbedFaces.Result(
                "model-1",
                List.of(
                    new EmbedFaces.Found(
                        0,
                        new AnalyzedFace(
                            new BoundingBox(0, 2, 30, 40, 0.75),
                            CLEAR,
                            new float[] {0.6f, 0.8f},
                            Map.of(Attribute.LIVENESS, Map.of("real", 0.9)),
                            Optional.empty()))),
                1));
    Map<String, Object> expected = face(0);
    expected.put("attributes", Map.of("liveness", Map.of("real", 0.9)));
    assertEquals(
        expected, run(processor("attributes", List.of("liveness", "pose")), PICTURE).get("face"));
    assertEquals(Set.of(Attribute.POSE, Attribute.LIVENESS), asked.getFirst().attributes());
    run(processor(), PICTURE);
    assertEquals(Set.of(), asked.getLast().attributes());
  }

  @Test
  void writesAllFacesOfAllPictures() {
    answer = found(2);
    Map<String, Object> first = face(0);
    first.put("picture", 0);
    Map<String, Object> second = face(1);
    second.put("picture", 1);
    assertEquals(
        Map.of(
            "title",
            "a photo",
            "photo",
            List.of(PICTURE, PICTURE),
            "people",
            Map.of("faces", List.of(first, second), "faces_count", 3)),
        run(
            processor(
                "faces",
                "all",
                "target_field",
                "people.faces",
                "remove_source",
                false,
                "min_quality",
                "good"),
            List.of(PICTURE, PICTURE)));
    assertEquals(EmbedFaces.MinQuality.GOOD, asked.getFirst().minQuality());
    assertEquals("field [photo][1]", asked.getFirst().pictures().get(1).place());
  }

  @Test
  void laterProcessorsMayChangeWhatIsWritten() {
    IngestDocument document = document(PICTURE);
    processor().execute(document, (result, error) -> assertNull(error));
    document.removeField("face.quality.orientation");
    document.removeField("face.bounding_box.pts.0.0");
    document.removeField("face.vector.0");
    assertEquals(List.of(0.8f), document.getFieldValue("face.vector", List.class));
    assertEquals(
        document.getSourceAndMetadata(),
        new IngestDocument(document).getSourceAndMetadata(),
        "simulation copies documents");
  }

  @Test
  void withoutAFaceTheOneOfAnEarlierPictureGoes() {
    answer = found(0);
    IngestDocument document = document(PICTURE);
    document.setFieldValue("face", Map.of("model", "old"));
    processor().execute(document, (result, error) -> assertNull(error));
    assertFalse(document.hasField("face"));
    assertFalse(document.hasField("photo"));
    assertEquals(3, document.getFieldValue("face_count", Integer.class));
  }

  @Test
  void withoutAFaceItMayFail() {
    answer = found(0);
    assertRefused(
        "field [photo]: no face found in image", processor("on_no_face", "fail"), PICTURE);
    assertRefused(
        "field [photo]: no face of good quality found in image",
        processor("on_no_face", "fail", "min_quality", "good"),
        PICTURE);
  }

  @Test
  void withoutAPictureItFailsOrLeavesTheDocumentAlone() {
    for (Object none : new Object[] {null, List.of()}) {
      assertRefused("field [photo]: there is no picture", processor(), none);
      Map<String, Object> unchanged = new HashMap<>();
      unchanged.put("title", "a photo");
      unchanged.put("photo", none);
      assertEquals(unchanged, run(processor("ignore_missing", true), none));
    }
    assertRefused(
        "field [other]: there is no picture", processor("field", "other"), "another field");
    assertTrue(asked.isEmpty());
  }

  @Test
  void whatIsNoPictureIsRefusedByName() {
    assertRefused("field [photo]: a picture must be a string, in base64 or a URI", processor(), 7);
    assertRefused(
        "field [photo][1]: uri must be http://, https:// or data:",
        processor("faces", "all"),
        List.of(PICTURE, "ftp://host/a.jpg"));
    assertRefused(
        "field [photo]: several pictures need [faces] to be [all]",
        processor(),
        List.of(PICTURE, PICTURE));
  }

  @Test
  void failuresHaveTheirStatusAndNoCauseThatWouldHideTheirText() {
    Map<Reason, RestStatus> statuses =
        Map.of(
            Reason.INVALID, RestStatus.BAD_REQUEST,
            Reason.TOO_LARGE, RestStatus.BAD_REQUEST,
            Reason.BUSY, RestStatus.TOO_MANY_REQUESTS,
            Reason.UNAVAILABLE, RestStatus.SERVICE_UNAVAILABLE);
    statuses.forEach(
        (reason, status) -> {
          answer = failing(reason, "field [photo]: why");
          Exception failure = failure(processor(), PICTURE);
          assertEquals(status, ExceptionsHelper.status(failure));
          assertEquals("field [photo]: why", failure.getMessage());
          assertNull(failure.getCause());
        });
  }

  @Test
  void vectorsOfAnotherModelThanTheFieldIsForAreRefused() {
    targets.put("index/face.vector", "model-2");
    Exception mixed = failure(processor(), PICTURE);
    assertEquals(RestStatus.CONFLICT, ExceptionsHelper.status(mixed));
    assertEquals(
        "field [photo]: [face.vector] of index [index] holds vectors of model model-2, this node"
            + " makes vectors of model model-1",
        mixed.getMessage());

    targets.put("index/face.vector", "model-1");
    targets.put("index/other.vector", "model-2");
    processor()
        .execute(
            document(PICTURE),
            (result, error) -> {
              assertNull(error);
              assertTrue(result.hasField("face.vector"));
            });
  }

  @Test
  void aFailureThatNobodyExpectedIsAnsweredToo() {
    IllegalStateException bug = new IllegalStateException("bug");
    answer = CompletableFuture.failedFuture(bug);
    assertSame(bug, failure(processor(), PICTURE));
    FaceEmbeddingProcessor throwing =
        new FaceEmbeddingProcessor.Factory(
                request -> {
                  throw bug;
                },
                queue,
                (index, field) -> Optional.ofNullable(targets.get(index + "/" + field)))
            .create(Map.of(), "tag", "description", new HashMap<>(Map.of("field", "photo")));
    assertSame(bug, failure(throwing, PICTURE));
  }

  @Test
  void aBatchKeepsItsOrderAndEachDocumentHasItsOwnResult() {
    List<IngestDocumentWrapper> batch =
        List.of(
            new IngestDocumentWrapper(7, 0, document(PICTURE), null),
            new IngestDocumentWrapper(8, 1, document(null), null),
            new IngestDocumentWrapper(9, 0, document(PICTURE), null));
    List<List<IngestDocumentWrapper>> results = new ArrayList<>();
    processor().batchExecute(batch, results::add);
    assertEquals(1, results.size());
    List<IngestDocumentWrapper> result = results.getFirst();
    assertEquals(List.of(7, 8, 9), result.stream().map(IngestDocumentWrapper::getSlot).toList());
    assertEquals(1, result.get(1).getChildSlot());
    assertTrue(result.get(0).getIngestDocument().hasField("face"));
    assertEquals("field [photo]: there is no picture", result.get(1).getException().getMessage());
    assertTrue(result.get(2).getIngestDocument().hasField("face"));

    processor().batchExecute(List.of(), results::add);
    assertEquals(List.of(), results.getLast());
  }

  @Test
  void aBatchIsTakenWholeOrPushedBackWhole() {
    queue = new DocumentQueue(1, 2, new ThreadContext(Settings.EMPTY));
    CompletableFuture<EmbedFaces.Result> slow = new CompletableFuture<>();
    answer = slow;
    List<IngestDocumentWrapper> batch =
        IntStream.range(0, 50)
            .mapToObj(i -> new IngestDocumentWrapper(i, 0, document(PICTURE), null))
            .toList();
    List<List<IngestDocumentWrapper>> results = new ArrayList<>();
    FaceEmbeddingProcessor processor = processor();
    processor.batchExecute(batch, results::add);
    assertEquals(List.of(), results);

    processor.batchExecute(batch.subList(0, 5), results::add);
    assertEquals(1, results.size());
    for (IngestDocumentWrapper refused : results.getFirst()) {
      assertEquals(RestStatus.TOO_MANY_REQUESTS, ExceptionsHelper.status(refused.getException()));
    }
    slow.complete(found(1).toCompletableFuture().join());
    assertEquals(2, results.size());
    assertEquals(50, results.getLast().size());
    assertTrue(results.getLast().stream().allMatch(result -> result.getException() == null));
  }

  @Test
  void wrongOptionsAreRefusedByName() {
    assertWrong("[faces] must be one of [largest, all] and is [every]", "faces", "every");
    assertWrong("[on_no_face] must be one of [ignore, fail] and is [no]", "on_no_face", "no");
    assertWrong("[min_quality] must be one of [any, good] and is []", "min_quality", "");
    assertWrong(
        "[attributes] must be one of [pose, liveness, age_gender] and is [age]",
        "attributes",
        List.of("age"));
    assertWrong("[attributes] property isn't a list", "attributes", "pose");
    assertWrong(
        "[target_field] must not write over [field], which is photo", "target_field", "photo");
    assertWrong("[remove_source]", "remove_source", "perhaps");
    assertThrows(
        OpenSearchParseException.class,
        () -> FaceEmbeddingOptions.read("tag", new HashMap<>()),
        "field is required");
  }

  private void assertWrong(String message, String option, Object value) {
    Exception failure =
        assertThrows(OpenSearchParseException.class, () -> processor(option, value));
    assertTrue(failure.getMessage().contains(message), failure.getMessage());
  }
}
