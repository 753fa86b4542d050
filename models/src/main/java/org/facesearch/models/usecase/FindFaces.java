package org.facesearch.models.usecase;

import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.gallery.BoundingBox;
import org.facesearch.models.gallery.Subject;
import org.facesearch.models.image.ImageLimits;
import org.facesearch.models.image.PictureSource;
import org.facesearch.models.quality.FaceQuality;
import org.facesearch.models.quality.Orientation;

/**
 * Takes faces from pictures. Stored is the largest or the one in a given box; searched for are all
 * that a picture has, largest first, or those in its boxes.
 */
public final class FindFaces implements FindSubjects {

  private final PictureWork pictures;
  private final Function<String, AnalyzeFaces> analyses;
  private final boolean singleFaceOnly;

  /**
   * For one node.
   *
   * @param analyses that of the model of an id
   * @param singleFaceOnly store nothing of pictures with several faces
   */
  public FindFaces(
      PictureWork pictures, Function<String, AnalyzeFaces> analyses, boolean singleFaceOnly) {
    this.pictures = pictures;
    this.analyses = analyses;
    this.singleFaceOnly = singleFaceOnly;
  }

  @Override
  public CompletionStage<Found> toStore(
      PictureSource picture, BoundingBox box, Wish wish, String model) {
    AnalyzeFaces analysis = analyses.apply(model);
    if (box != null) {
      GivenBox given = new GivenBox("image.bounding_box.pts", box);
      return pictures.on(picture, (bytes, limits) -> inBox(analysis, bytes, limits, given, wish));
    }
    return pictures.on(picture, (bytes, limits) -> largest(analysis, bytes, limits, wish));
  }

  private static Found inBox(
      AnalyzeFaces analysis, byte[] picture, ImageLimits limits, GivenBox box, Wish wish) {
    return wish.photo()
        ? found(analysis.photographed(picture, limits, box))
        : new Found(
            analysis.given(picture, limits, List.of(box)).getFirst().subject(),
            OptionalInt.empty());
  }

  private Found largest(AnalyzeFaces analysis, byte[] picture, ImageLimits limits, Wish wish) {
    Found found;
    if (wish.photo()) {
      found = found(analysis.photographed(picture, limits));
    } else {
      AnalyzeFaces.Largest largest = analysis.largest(picture, limits);
      found = new Found(largest.face().subject(), OptionalInt.of(largest.faces()));
    }
    if (singleFaceOnly && found.faces().getAsInt() > 1) {
      throw FaceSearchException.invalid("multiple faces found in image");
    }
    if (wish.goodFace()) {
      reject(found.subject().quality());
    }
    return found;
  }

  private static Found found(AnalyzeFaces.Photographed face) {
    return new Found(face.face().subject(face.photo()), face.faces());
  }

  private static void reject(FaceQuality quality) {
    String bad =
        switch (quality.quality()) {
          case BLUR -> "detected blur face";
          case SMALL -> "detected too small face";
          case COVER -> "detected covered face";
          case POSE -> "detected face with too large pose";
          case CLEAR ->
              quality.orientation() == Orientation.UP ? null : "face orientation is not up";
        };
    if (bad != null) {
      throw FaceSearchException.invalid(bad);
    }
  }

  @Override
  public CompletionStage<List<Subject>> toSearch(ProbePicture picture, String model) {
    AnalyzeFaces analysis = analyses.apply(model);
    return picture.naming(
        pictures.on(
            picture.source(),
            (bytes, limits) ->
                picture
                    .boxes()
                    .map(boxes -> analysis.given(bytes, limits, boxes))
                    .orElseGet(() -> analysis.all(bytes, limits))
                    .stream()
                    .map(AnalyzedFace::subject)
                    .toList()));
  }
}
