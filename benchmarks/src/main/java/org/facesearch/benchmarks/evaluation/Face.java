package org.facesearch.benchmarks.evaluation;

import java.awt.Rectangle;

/**
 * The largest face of a photo, as the engine sees it.
 *
 * @param person number of the person, equal for photos of the same one
 * @param box where it is in the photo
 * @param vector of length 1
 */
record Face(Photo photo, int person, Rectangle box, float[] vector) {

  double cosine(Face other) {
    double sum = 0;
    for (int i = 0; i < vector.length; i++) {
      sum += (double) vector[i] * other.vector[i];
    }
    return sum;
  }
}
