package org.facesearch.plugin.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.attribute.FaceAttributes;
import org.facesearch.models.bundle.FaceModels;
import org.facesearch.models.bundle.ImageModel;
import org.facesearch.models.image.DecodeBudget;
import org.facesearch.models.image.ImageIoPictureDecoder;
import org.facesearch.models.image.ImageLimits;
import org.facesearch.models.image.PictureDecoder;
import org.facesearch.models.image.PictureFetcher;
import org.facesearch.models.usecase.AnalyzeFaces;
import org.facesearch.models.usecase.AnalyzeImage;
import org.facesearch.models.usecase.PictureWork;
import org.facesearch.plugin.query.VectorProbe;
import org.junit.jupiter.api.Test;
import org.opensearch.ExceptionsHelper;
import org.opensearch.core.action.ActionListener;
import org.opensearch.core.rest.RestStatus;

/** With what status the picture of a query fails. */
class PictureVectorsTest {
  private static FaceModels noFaceModels() {
    throw new FaceSearchException(Reason.UNAVAILABLE, "no face models");
  }

  private static ImageModel noImageModel() {
    throw new FaceSearchException(Reason.UNAVAILABLE, "no image model");
  }

  private static RestStatus status(String image, Executor executor) {
    return ExceptionsHelper.status(failure(image, Optional.empty(), executor));
  }

  private static Throwable failure(String image, Optional<String> model, Executor executor) {
    try (PictureFetcher fetcher =
        new PictureFetcher(
            () -> {
              throw new AssertionError("nothing is to be fetched");
            })) {
      PictureDecoder decoder = new ImageIoPictureDecoder(new DecodeBudget(1 << 20));
      PictureVectors vectors =
          new PictureVectors(
              new PictureWork(
                  fetcher, executor, executor, ImageLimits::defaults, new DecodeBudget(1 << 20)),
              "faces-1",
              new AnalyzeFaces(
                  decoder, PictureVectorsTest::noFaceModels, new FaceAttributes(Map.of())),
              "images-1",
              new AnalyzeImage(decoder, PictureVectorsTest::noImageModel));
      CompletableFuture<VectorProbe> answer = new CompletableFuture<>();
      vectors.ofPicture(
          image, model, ActionListener.wrap(answer::complete, answer::completeExceptionally));
      return assertThrows(CompletionException.class, answer::join).getCause();
    }
  }

  @Test
  void aBadPictureIsTheCallersFault() {
    for (String image : new String[] {"data:image/jpeg;base64", "ftp://a/b.jpg", "%%%"}) {
      assertEquals(RestStatus.BAD_REQUEST, status(image, Runnable::run), image);
    }
  }

  @Test
  void aFullQueueMeansTryAgain() {
    assertEquals(
        RestStatus.TOO_MANY_REQUESTS,
        status(
            "AAAA",
            work -> {
              throw new RejectedExecutionException("full");
            }));
  }

  @Test
  void withoutTheModelThatIsNeededNothingIsFound() {
    Map.of(
            Optional.<String>empty(), "no face models",
            Optional.of("faces-1"), "no face models",
            Optional.of("images-1"), "no image model")
        .forEach(
            (model, why) -> {
              Throwable failure = failure("AAAA", model, Runnable::run);
              assertEquals(RestStatus.SERVICE_UNAVAILABLE, ExceptionsHelper.status(failure));
              assertEquals(why, failure.getMessage());
            });
  }

  @Test
  void aModelThatMakesNothingHereIsNamed() {
    Throwable failure = failure("AAAA", Optional.of("other-2"), Runnable::run);
    assertEquals(RestStatus.BAD_REQUEST, ExceptionsHelper.status(failure));
    assertEquals(
        "this node makes no vectors of model [other-2] of pictures, only of [faces-1] and"
            + " [images-1]",
        failure.getMessage());
  }
}
