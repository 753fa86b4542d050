package org.facesearch.models.gallery;

import java.util.Objects;

/**
 * A face of a group with what it is compared by.
 *
 * @param vector of length 1
 */
public record FaceVector(StoredFace face, float[] vector) {
  public FaceVector {
    Objects.requireNonNull(face, "face");
    Objects.requireNonNull(vector, "vector");
  }
}
