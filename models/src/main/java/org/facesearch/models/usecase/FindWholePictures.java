package org.facesearch.models.usecase;

import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.facesearch.models.gallery.BoundingBox;
import org.facesearch.models.gallery.Subject;
import org.facesearch.models.image.PictureSource;

/** Takes every picture as a whole, whatever it shows. */
public final class FindWholePictures implements FindSubjects {

  private final PictureWork pictures;
  private final Function<String, AnalyzeImage> analyses;

  /**
   * For one node.
   *
   * @param analyses that of the model of an id
   */
  public FindWholePictures(PictureWork pictures, Function<String, AnalyzeImage> analyses) {
    this.pictures = pictures;
    this.analyses = analyses;
  }

  /** What is asked of faces has no meaning here. */
  @Override
  public CompletionStage<Found> toStore(
      PictureSource picture, BoundingBox box, Wish wish, String model) {
    return whole(picture, model).thenApply(subject -> new Found(subject, OptionalInt.empty()));
  }

  @Override
  public CompletionStage<List<Subject>> toSearch(ProbePicture picture, String model) {
    return picture.naming(whole(picture.source(), model).thenApply(List::of));
  }

  private CompletionStage<Subject> whole(PictureSource picture, String model) {
    AnalyzeImage analysis = analyses.apply(model);
    return pictures.on(
        picture, (bytes, limits) -> Subject.wholePicture(analysis.whole(bytes, limits).vector()));
  }
}
