package org.facesearch.models.usecase.faceset;

import java.util.Objects;
import java.util.Optional;
import org.facesearch.models.gallery.BoundingBox;
import org.facesearch.models.image.PictureSource;

/** How a request says which face it means. */
public sealed interface FaceSource {

  /** The face of a token, which need not look like one. */
  record Token(String token) implements FaceSource {
    public Token {
      Objects.requireNonNull(token, "token");
    }
  }

  /**
   * The largest face of a picture.
   *
   * @param place what {@link PictureException} calls the picture: the name of its parameter
   * @param rectangle the one face that is looked at, in pixels of the upright picture: nothing is
   *     detected, and the face is exactly there. Empty to find all faces
   */
  record Image(String place, PictureSource picture, Optional<BoundingBox> rectangle)
      implements FaceSource {
    public Image {
      Objects.requireNonNull(place, "place");
      Objects.requireNonNull(picture, "picture");
      Objects.requireNonNull(rectangle, "rectangle");
    }
  }
}
