package org.facesearch.models.usecase;

import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.gallery.BoundingBox;
import org.facesearch.models.image.PictureSource;
import org.facesearch.models.quality.FaceQuality;
import org.facesearch.models.quality.Orientation;

/**
 * Takes the one face from a picture that is to be stored: the largest, or the one in a given box.
 */
public final class ProbeFace {

  private final PictureWork pictures;
  private final AnalyzeFaces analysis;
  private final boolean singleFaceOnly;

  /**
   * For one node.
   *
   * @param singleFaceOnly refuse pictures with several faces
   */
  public ProbeFace(PictureWork pictures, AnalyzeFaces analysis, boolean singleFaceOnly) {
    this.pictures = pictures;
    this.analysis = analysis;
    this.singleFaceOnly = singleFaceOnly;
  }

  /** The face and how many the picture has; the number is empty where the box was given. */
  record Found(AnalyzedFace face, OptionalInt faces) {}

  CompletionStage<Found> find(PictureSource picture, BoundingBox box, boolean rejectBadFace) {
    if (box != null) {
      List<GivenBox> boxes = List.of(new GivenBox("image.bounding_box.pts", box));
      return pictures.on(
          picture,
          (bytes, limits) ->
              new Found(analysis.given(bytes, limits, boxes).getFirst(), OptionalInt.empty()));
    }
    return pictures.on(
        picture,
        (bytes, limits) -> {
          AnalyzeFaces.Largest largest = analysis.largest(bytes, limits);
          if (singleFaceOnly && largest.faces() > 1) {
            throw FaceSearchException.invalid("multiple faces found in image");
          }
          if (rejectBadFace) {
            reject(largest.face().quality());
          }
          return new Found(largest.face(), OptionalInt.of(largest.faces()));
        });
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
}
