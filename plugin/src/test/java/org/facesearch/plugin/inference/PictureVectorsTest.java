package org.facesearch.plugin.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.bundle.FaceModels;
import org.facesearch.models.image.DecodeBudget;
import org.facesearch.models.image.ImageIoPictureDecoder;
import org.facesearch.models.image.ImageLimits;
import org.facesearch.models.image.PictureFetcher;
import org.facesearch.models.usecase.AnalyzeFaces;
import org.facesearch.models.usecase.PictureWork;
import org.facesearch.plugin.query.VectorProbe;
import org.junit.jupiter.api.Test;
import org.opensearch.ExceptionsHelper;
import org.opensearch.core.action.ActionListener;
import org.opensearch.core.rest.RestStatus;

/** With what status the picture of a query fails. */
class PictureVectorsTest {
  private static FaceModels noModels() {
    throw new FaceSearchException(Reason.UNAVAILABLE, "no models");
  }

  private static RestStatus status(String image, Executor executor) {
    try (PictureFetcher fetcher =
        new PictureFetcher(
            () -> {
              throw new AssertionError("nothing is to be fetched");
            })) {
      PictureVectors vectors =
          new PictureVectors(
              new PictureWork(
                  fetcher, executor, executor, ImageLimits::defaults, new DecodeBudget(1 << 20)),
              new AnalyzeFaces(
                  new ImageIoPictureDecoder(new DecodeBudget(1 << 20)),
                  PictureVectorsTest::noModels));
      CompletableFuture<VectorProbe> answer = new CompletableFuture<>();
      vectors.ofPicture(
          image, ActionListener.wrap(answer::complete, answer::completeExceptionally));
      CompletionException failed = assertThrows(CompletionException.class, answer::join);
      return ExceptionsHelper.status(failed.getCause());
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
  void withoutModelsNothingIsFound() {
    assertEquals(RestStatus.SERVICE_UNAVAILABLE, status("AAAA", Runnable::run));
  }
}
