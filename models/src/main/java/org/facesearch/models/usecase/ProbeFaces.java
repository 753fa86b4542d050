package org.facesearch.models.usecase;

import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.FaceSearchException;

/** Takes from a picture all the faces that are asked about: those it has, or those in its boxes. */
public final class ProbeFaces {

  private final PictureWork pictures;
  private final AnalyzeFaces analysis;

  public ProbeFaces(PictureWork pictures, AnalyzeFaces analysis) {
    this.pictures = pictures;
    this.analysis = analysis;
  }

  /**
   * The faces in the order in which they are answered: largest first, or that of the boxes.
   *
   * <p>Fails for a bad picture, naming its place.
   */
  CompletionStage<List<AnalyzedFace>> find(ProbePicture picture) {
    return pictures
        .on(
            picture.source(),
            (bytes, limits) ->
                picture
                    .boxes()
                    .map(boxes -> analysis.given(bytes, limits, boxes))
                    .orElseGet(() -> analysis.all(bytes, limits)))
        .exceptionally(error -> failed(picture.place(), error));
  }

  private static List<AnalyzedFace> failed(String place, Throwable error) {
    if (Causes.of(error) instanceof FaceSearchException failure
        && (failure.reason() == FaceSearchException.Reason.INVALID
            || failure.reason() == FaceSearchException.Reason.TOO_LARGE)) {
      throw failure.at(place);
    }
    throw error instanceof CompletionException wrapped ? wrapped : new CompletionException(error);
  }
}
