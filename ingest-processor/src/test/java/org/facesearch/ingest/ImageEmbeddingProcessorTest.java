package org.facesearch.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
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
import org.facesearch.models.usecase.AnalyzeImage;
import org.facesearch.models.usecase.PlacedPicture;
import org.junit.jupiter.api.Test;
import org.opensearch.ExceptionsHelper;
import org.opensearch.OpenSearchParseException;
import org.opensearch.common.settings.Settings;
import org.opensearch.common.util.concurrent.ThreadContext;
import org.opensearch.core.rest.RestStatus;
import org.opensearch.ingest.IngestDocument;
import org.opensearch.ingest.IngestDocumentWrapper;

/** What is written of whole pictures; what all processors share is tested with faces. */
class ImageEmbeddingProcessorTest {

  private static final String PICTURE = "aGk/aGk+";

  private final List<List<PlacedPicture>> asked = new ArrayList<>();
  private Reason failing;

  private CompletionStage<List<AnalyzeImage.Embedded>> embed(List<PlacedPicture> pictures) {
    asked.add(pictures);
    return failing != null
        ? CompletableFuture.failedFuture(new FaceSearchException(failing, "field [photo]: why"))
        : CompletableFuture.completedFuture(
            IntStream.range(0, pictures.size())
                .mapToObj(i -> new AnalyzeImage.Embedded("model-1", new float[] {i, 0.5f}))
                .toList());
  }

  private ImageEmbeddingProcessor processor(Object... options) {
    Map<String, Object> config = new HashMap<>(Map.of("field", "photo"));
    for (int i = 0; i < options.length; i += 2) {
      config.put((String) options[i], options[i + 1]);
    }
    ImageEmbeddingProcessor processor =
        new ImageEmbeddingProcessor.Factory(
                this::embed,
                new DocumentQueue(2, 100, new ThreadContext(Settings.EMPTY)),
                (index, field) -> Optional.empty())
            .create(Map.of(), "tag", "description", config);
    assertEquals(Map.of(), config, "options that were not read");
    return processor;
  }

  private static IngestDocument document(Object photo) {
    Map<String, Object> source = new HashMap<>();
    source.put("photo", photo);
    return new IngestDocument("index", "1", null, null, null, source);
  }

  private static Map<String, Object> run(ImageEmbeddingProcessor processor, Object photo) {
    IngestDocument document = document(photo);
    processor.execute(document, (result, error) -> assertNull(error));
    Map<String, Object> fields = new HashMap<>(document.getSourceAndMetadata());
    fields.keySet().removeIf(name -> name.startsWith("_"));
    return fields;
  }

  private static Map<String, Object> image(int number) {
    return Map.of("vector", List.of((float) number, 0.5f), "model", "model-1");
  }

  @Test
  void onePictureIsOneObject() {
    assertEquals(Map.of("image", image(0)), run(processor(), PICTURE));
    assertEquals("field [photo]", asked.getFirst().getFirst().place());
    assertEquals(
        Map.of("photo", PICTURE, "page", Map.of("looks", image(0))),
        run(processor("target_field", "page.looks", "remove_source", false), PICTURE));
  }

  @Test
  void aListOfPicturesIsAListOfObjectsThatTellTheirPositions() {
    for (int size = 1; size < 4; size++) {
      List<Map<String, Object>> expected =
          IntStream.range(0, size)
              .mapToObj(
                  i -> {
                    Map<String, Object> image = new HashMap<>(image(i));
                    image.put("picture", i);
                    return image;
                  })
              .toList();
      assertEquals(
          Map.of("image", expected),
          run(processor(), IntStream.range(0, size).mapToObj(i -> PICTURE).toList()));
    }
    assertEquals("field [photo][2]", asked.getLast().get(2).place());
  }

  @Test
  void laterProcessorsMayChangeWhatIsWritten() {
    IngestDocument document = document(List.of(PICTURE, PICTURE));
    processor().execute(document, (result, error) -> assertNull(error));
    document.removeField("image.0");
    document.removeField("image.0.model");
    document.removeField("image.0.vector.0");
    assertEquals(
        List.of(Map.of("vector", List.of(0.5f), "picture", 1)),
        document.getFieldValue("image", List.class));
  }

  @Test
  void eachDocumentOfABatchHasItsOwnResult() {
    List<List<IngestDocumentWrapper>> results = new ArrayList<>();
    processor()
        .batchExecute(
            List.of(
                new IngestDocumentWrapper(1, 0, document(null), null),
                new IngestDocumentWrapper(2, 0, document(PICTURE), null)),
            results::add);
    List<IngestDocumentWrapper> result = results.getFirst();
    assertEquals("field [photo]: there is no picture", result.get(0).getException().getMessage());
    assertTrue(result.get(1).getIngestDocument().hasField("image"));
    assertEquals(Set.of("photo"), run(processor("ignore_missing", true), null).keySet());
  }

  @Test
  void aFailureLeavesTheDocumentAsItWas() {
    failing = Reason.INVALID;
    IngestDocument document = document(PICTURE);
    List<Exception> errors = new ArrayList<>();
    processor().execute(document, (result, error) -> errors.add(error));
    assertEquals(RestStatus.BAD_REQUEST, ExceptionsHelper.status(errors.getFirst()));
    assertEquals("field [photo]: why", errors.getFirst().getMessage());
    assertTrue(document.hasField("photo"));
  }

  @Test
  void wrongOptionsAreRefusedByName() {
    for (String target : List.of("photo", "photo.vector")) {
      String field = target.equals("photo") ? "photo" : "photo.vector.raw";
      Exception failure =
          assertThrows(
              OpenSearchParseException.class,
              () -> processor("field", field, "target_field", target));
      assertTrue(
          failure.getMessage().contains("[target_field] must not write over [field]"),
          failure.getMessage());
    }
    assertThrows(
        OpenSearchParseException.class,
        () -> processor("remove_source", "perhaps"),
        "not a boolean");
  }
}
