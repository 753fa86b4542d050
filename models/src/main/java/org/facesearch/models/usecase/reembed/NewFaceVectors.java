package org.facesearch.models.usecase.reembed;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.gallery.BoundingBox;
import org.facesearch.models.image.PictureSource;
import org.facesearch.models.usecase.AnalyzeFaces;
import org.facesearch.models.usecase.AnalyzedFace;
import org.facesearch.models.usecase.KnownFace;
import org.facesearch.models.usecase.PictureWork;

/** Vectors of faces, each looked for where it was found before. */
public final class NewFaceVectors implements NewVectors {

  private final PictureWork pictures;
  private final AnalyzeFaces analysis;
  private final boolean cut;

  /**
   * By the model of an analysis.
   *
   * @param cut whether the pictures are of one face alone and a little around it
   */
  public NewFaceVectors(PictureWork pictures, AnalyzeFaces analysis, boolean cut) {
    this.pictures = pictures;
    this.analysis = analysis;
    this.cut = cut;
  }

  @Override
  public CompletionStage<List<float[]>> of(
      PictureSource picture, List<Optional<BoundingBox>> boxes) {
    List<KnownFace> known = boxes.stream().map(this::known).toList();
    return pictures.on(
        picture,
        (bytes, limits) ->
            analysis.again(bytes, limits, known).stream().map(AnalyzedFace::vector).toList());
  }

  private KnownFace known(Optional<BoundingBox> box) {
    if (cut) {
      return new KnownFace.Middle();
    }
    return box.<KnownFace>map(KnownFace.InBox::new).orElseGet(KnownFace.Largest::new);
  }
}
