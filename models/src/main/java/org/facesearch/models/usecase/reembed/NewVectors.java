package org.facesearch.models.usecase.reembed;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.gallery.BoundingBox;
import org.facesearch.models.image.PictureSource;

/** Makes vectors of pictures that have been looked at before. */
@FunctionalInterface
public interface NewVectors {

  /**
   * The vectors of a picture.
   *
   * <p>Fails with {@code INVALID} or {@code TOO_LARGE} where it is the picture's fault.
   *
   * @param boxes for each wanted vector where its face was; empty where that is not known
   * @return as many vectors, in that order
   */
  CompletionStage<List<float[]>> of(PictureSource picture, List<Optional<BoundingBox>> boxes);
}
