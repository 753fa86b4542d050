package org.facesearch.models.usecase;

import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.gallery.BoundingBox;
import org.facesearch.models.gallery.Subject;
import org.facesearch.models.image.PictureSource;

/** The analysis of pictures, by which alone groups of one kind differ from those of another. */
public interface FindSubjects {

  /**
   * What is to be stored of a picture.
   *
   * @param faces how many faces the picture has; empty where nobody looked for any
   */
  record Found(Subject subject, OptionalInt faces) {}

  /**
   * Takes what is to be stored from a picture. Fails with {@code INVALID} for a picture that has
   * nothing of the kind.
   *
   * @param box where the face is; {@code null} to find the largest one
   * @param rejectBadFace refuse a face that is not clear and upright
   */
  CompletionStage<Found> toStore(PictureSource picture, BoundingBox box, boolean rejectBadFace);

  /**
   * Takes from a picture all that is asked about, in the order in which it is answered. Fails for a
   * bad picture, naming its place.
   */
  CompletionStage<List<Subject>> toSearch(ProbePicture picture);
}
