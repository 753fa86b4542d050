package org.facesearch.models.usecase.event;

import java.util.concurrent.CompletionStage;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.event.EventPictures;

/** Gives a picture that was kept of an event. */
public final class ReadEventPicture {

  private final EventPictures pictures;

  public ReadEventPicture(EventPictures pictures) {
    this.pictures = pictures;
  }

  /** A JPEG file; fails with {@code NOT_FOUND} if there is none of that name. */
  public CompletionStage<byte[]> run(String name) {
    return pictures
        .get(name)
        .thenApply(
            picture ->
                picture.orElseThrow(
                    () -> new FaceSearchException(Reason.NOT_FOUND, "picture not exist")));
  }
}
