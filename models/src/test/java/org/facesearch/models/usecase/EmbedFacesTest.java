package org.facesearch.models.usecase;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.bundle.FaceModels;
import org.facesearch.models.image.ImageLimits;
import org.facesearch.models.image.PictureSource;
import org.facesearch.models.quality.FaceQuality;
import org.facesearch.models.quality.Orientation;
import org.facesearch.models.quality.QualityClass;
import org.facesearch.models.quality.QualityMeasures;
import org.facesearch.models.testing.LoadedModels;
import org.facesearch.models.testing.Photographs;
import org.facesearch.models.usecase.EmbedFaces.Faces;
import org.facesearch.models.usecase.EmbedFaces.MinQuality;
import org.facesearch.models.usecase.EmbedFaces.Request;
import org.facesearch.models.usecase.EmbedFaces.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LoadedModels.class)
class EmbedFacesTest {

  private final FaceModels models;

  EmbedFacesTest(FaceModels models) {
    this.models = models;
  }

  private static EmbedFaces embedding(FaceModels models, Executor inference) {
    return new EmbedFaces(UseCaseParts.pictures(inference), analysis(models));
  }

  private static AnalyzeFaces analysis(FaceModels models) {
    return new UseCaseParts(models).analysis();
  }

  private static PlacedPicture sample(int number) {
    return new PlacedPicture(
        "photo",
        PictureSource.base64(
            Base64.getEncoder().encodeToString(Photographs.bytes(Photographs.sample(number)))));
  }

  private Result run(
      FaceModels with, Faces faces, MinQuality minQuality, PlacedPicture... pictures) {
    return embedding(with, Runnable::run)
        .run(new Request(List.of(pictures), faces, minQuality, Set.of()))
        .toCompletableFuture()
        .join();
  }

  @Test
  void takesTheLargestFaceOrAllOfThemAndCountsAll() {
    List<AnalyzedFace> expected =
        analysis(models).all(Photographs.bytes(Photographs.sample(4)), ImageLimits.defaults());
    Result largest = run(models, Faces.LARGEST, MinQuality.ANY, sample(4));
    assertEquals(4, largest.count());
    assertEquals(1, largest.faces().size());
    assertEquals("arcface-fr-512", largest.model());
    assertArrayEquals(expected.getFirst().vector(), largest.faces().getFirst().face().vector());

    Result all = run(models, Faces.ALL, MinQuality.ANY, sample(4), sample(5));
    assertEquals(
        expected.stream().map(AnalyzedFace::box).toList(),
        all.faces().stream()
            .filter(face -> face.picture() == 0)
            .map(face -> face.face().box())
            .toList());
    assertEquals(all.count(), all.faces().size());
    assertEquals(1, all.faces().getLast().picture());
  }

  @Test
  void leavesOutBadFacesAndTakesTheLargestOfTheOthers() {
    List<AnalyzedFace> all =
        analysis(models).all(Photographs.bytes(Photographs.sample(4)), ImageLimits.defaults());
    int largest = all.getFirst().box().right() - all.getFirst().box().left();
    FaceModels strict =
        new FaceModels(
            models.id(),
            models.dimension(),
            models.detector(),
            models.closeup(),
            models.aligner(),
            models.embedder(),
            (face, aligned) ->
                new FaceQuality(
                    face.box().width() > largest - 1 ? QualityClass.BLUR : QualityClass.CLEAR,
                    new QualityMeasures(100, 0.9, 0, 0.5, 0.1, 0, Orientation.UP)),
            models.levels(),
            models.fmr());
    Result good = run(strict, Faces.LARGEST, MinQuality.GOOD, sample(4));
    assertEquals(4, good.count());
    assertEquals(1, good.faces().size());
    assertTrue(good.faces().getFirst().face().quality().good());
    assertEquals(
        QualityClass.BLUR,
        run(strict, Faces.LARGEST, MinQuality.ANY, sample(4))
            .faces()
            .getFirst()
            .face()
            .quality()
            .quality());
  }

  @Test
  void aFailureNamesThePlaceOfThePictureAndKeepsItsReason() {
    PlacedPicture garbage = new PlacedPicture("photos[1]", PictureSource.base64("aGk/aGk+"));
    assertFails(
        Reason.INVALID,
        "photos[1]: ",
        () -> run(models, Faces.ALL, MinQuality.ANY, sample(5), garbage));
    Executor full =
        task -> {
          throw new RejectedExecutionException("full");
        };
    assertFails(
        Reason.BUSY,
        "photos[1]: ",
        () ->
            embedding(models, full)
                .run(new Request(List.of(garbage), Faces.ALL, MinQuality.ANY, Set.of()))
                .toCompletableFuture()
                .join());
  }

  private static void assertFails(Reason reason, String start, Runnable call) {
    Throwable cause = assertThrows(CompletionException.class, call::run).getCause();
    FaceSearchException failure = assertInstanceOf(FaceSearchException.class, cause);
    assertEquals(reason, failure.reason());
    assertTrue(failure.getMessage().startsWith(start), failure.getMessage());
  }
}
