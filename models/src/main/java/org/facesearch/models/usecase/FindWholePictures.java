package org.facesearch.models.usecase;

import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.gallery.BoundingBox;
import org.facesearch.models.gallery.Subject;
import org.facesearch.models.image.PictureSource;

/** Takes every picture as a whole, whatever it shows. */
public final class FindWholePictures implements FindSubjects {

  private final PictureWork pictures;
  private final AnalyzeImage analysis;

  public FindWholePictures(PictureWork pictures, AnalyzeImage analysis) {
    this.pictures = pictures;
    this.analysis = analysis;
  }

  /** What is asked of faces has no meaning here. */
  @Override
  public CompletionStage<Found> toStore(PictureSource picture, BoundingBox box, Wish wish) {
    return whole(picture).thenApply(subject -> new Found(subject, OptionalInt.empty()));
  }

  @Override
  public CompletionStage<List<Subject>> toSearch(ProbePicture picture) {
    return picture.naming(whole(picture.source()).thenApply(List::of));
  }

  private CompletionStage<Subject> whole(PictureSource picture) {
    return pictures.on(
        picture, (bytes, limits) -> Subject.wholePicture(analysis.whole(bytes, limits).vector()));
  }
}
