package org.facesearch.models.usecase;

import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.FaceSearchException;

/** Works on the pictures of one document, one after the other. */
final class DocumentPictures {

  private final PictureWork pictures;

  DocumentPictures(PictureWork pictures) {
    this.pictures = pictures;
  }

  /**
   * What is made of each, in their order; the first bad one fails the whole, named by its place.
   */
  <T> CompletionStage<List<T>> each(List<PlacedPicture> placed, PictureWork.Work<T> work) {
    return Lanes.map(
        placed,
        1,
        (position, picture) ->
            pictures
                .on(picture.source(), work)
                .exceptionally(
                    error -> {
                      throw failure(picture.place(), error);
                    }));
  }

  private static RuntimeException failure(String place, Throwable error) {
    Throwable cause = Causes.of(error);
    return cause instanceof FaceSearchException failure
        ? failure.at(place)
        : new CompletionException(cause);
  }
}
