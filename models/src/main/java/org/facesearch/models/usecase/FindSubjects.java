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
   * @param wish what else is wanted
   * @param model id of the model that makes the vector
   */
  CompletionStage<Found> toStore(PictureSource picture, BoundingBox box, Wish wish, String model);

  /**
   * What is wanted of what is to be stored.
   *
   * @param goodFace refuse a face that is not clear and upright
   * @param photo make a photo of the face
   */
  record Wish(boolean goodFace, boolean photo) {}

  /**
   * Takes from a picture all that is asked about, in the order in which it is answered. Fails for a
   * bad picture, naming its place.
   *
   * @param model id of the model that makes the vectors
   */
  CompletionStage<List<Subject>> toSearch(ProbePicture picture, String model);
}
