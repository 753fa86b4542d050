package org.facesearch.models.embed;

import org.facesearch.models.image.RgbImage;

/** Turns an aligned face into a unit vector. Implementations are thread-safe. */
public interface FaceEmbedder {

  /**
   * The vector of a face, of length 1.
   *
   * @param aligned a crop of the size its template says
   */
  float[] embed(RgbImage aligned);
}
