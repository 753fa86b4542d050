package org.facesearch.models.usecase;

import java.util.List;
import java.util.Optional;
import org.facesearch.models.image.PictureSource;

/**
 * A picture whose faces are asked about.
 *
 * @param place how errors call the picture, e.g. {@code images[2]}
 * @param boxes where its faces are, in the order in which they are answered; empty to find them
 */
public record ProbePicture(String place, PictureSource source, Optional<List<GivenBox>> boxes) {

  /** A picture whose faces are to be found. */
  public ProbePicture(String place, PictureSource source) {
    this(place, source, Optional.empty());
  }
}
