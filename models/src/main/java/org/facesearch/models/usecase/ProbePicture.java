package org.facesearch.models.usecase;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.image.PictureSource;

/**
 * A picture that is asked about.
 *
 * @param place how errors call the picture, e.g. {@code images[2]}
 * @param boxes where its faces are, in the order in which they are answered; empty to find them
 */
public record ProbePicture(String place, PictureSource source, Optional<List<GivenBox>> boxes) {

  /** A picture that comes without boxes. */
  public ProbePicture(String place, PictureSource source) {
    this(place, source, Optional.empty());
  }

  /** Work on it, whose failure names the place where the picture is to blame. */
  public <T> CompletionStage<T> naming(CompletionStage<T> work) {
    return work.exceptionally(
        error -> {
          if (Causes.of(error) instanceof FaceSearchException failure
              && (failure.reason() == Reason.INVALID || failure.reason() == Reason.TOO_LARGE)) {
            throw failure.at(place);
          }
          throw error instanceof CompletionException wrapped
              ? wrapped
              : new CompletionException(error);
        });
  }
}
