package org.facesearch.models.usecase.reembed;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.gallery.BoundingBox;
import org.facesearch.models.image.PictureSource;
import org.facesearch.models.usecase.AnalyzeImage;
import org.facesearch.models.usecase.PictureWork;

/** Vectors of pictures as a whole. */
public final class NewPictureVectors implements NewVectors {

  private final PictureWork pictures;
  private final AnalyzeImage analysis;

  public NewPictureVectors(PictureWork pictures, AnalyzeImage analysis) {
    this.pictures = pictures;
    this.analysis = analysis;
  }

  @Override
  public CompletionStage<List<float[]>> of(
      PictureSource picture, List<Optional<BoundingBox>> boxes) {
    return pictures.on(
        picture,
        (bytes, limits) ->
            Collections.nCopies(boxes.size(), analysis.whole(bytes, limits).vector()));
  }
}
