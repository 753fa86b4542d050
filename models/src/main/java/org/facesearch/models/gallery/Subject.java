package org.facesearch.models.gallery;

import java.util.Objects;
import org.facesearch.models.quality.FaceQuality;

/**
 * What is stored of a picture, or searched for: one of its faces, or the picture as a whole.
 *
 * @param box where the face is; {@code null} for a whole picture
 * @param quality {@code null} for a whole picture, and where the caller gave the box and nothing
 *     was assessed
 * @param vector of length 1, made by the model of the group
 * @param photo a JPEG file of the face; {@code null} where none is to be kept
 */
public record Subject(BoundingBox box, FaceQuality quality, float[] vector, byte[] photo) {
  public Subject {
    Objects.requireNonNull(vector, "vector");
  }

  /** One of which no photo is kept. */
  public Subject(BoundingBox box, FaceQuality quality, float[] vector) {
    this(box, quality, vector, null);
  }

  /** A picture as a whole. */
  public static Subject wholePicture(float[] vector) {
    return new Subject(null, null, vector);
  }

  /** Whether it is a face that is known to be a bad one. */
  public boolean bad() {
    return quality != null && !quality.good();
  }
}
