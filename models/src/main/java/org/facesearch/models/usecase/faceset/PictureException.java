package org.facesearch.models.usecase.faceset;

import java.util.Objects;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.PictureFault;

/** A picture of a request cannot be used. */
public final class PictureException extends RuntimeException {

  private final String place;
  private final PictureFault fault;

  PictureException(String place, PictureFault fault, FaceSearchException cause) {
    super(cause.getMessage(), cause);
    this.place = Objects.requireNonNull(place, "place");
    this.fault = Objects.requireNonNull(fault, "fault");
  }

  /** The {@link FaceSource.Image#place} of the picture. */
  public String place() {
    return place;
  }

  /** What is wrong with it. */
  public PictureFault fault() {
    return fault;
  }
}
