package org.facesearch.models.embed;

import org.facesearch.models.image.RgbImage;

/** Turns a whole picture into a unit vector. Implementations are thread-safe. */
public interface ImageEmbedder {

  /**
   * The vector of a picture, of length 1.
   *
   * @param image of any size
   */
  float[] embed(RgbImage image);
}
