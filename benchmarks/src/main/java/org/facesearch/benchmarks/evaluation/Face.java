package org.facesearch.benchmarks.evaluation;

/**
 * The largest face of a photo, as the engine sees it.
 *
 * @param person number of the person, equal for photos of the same one
 * @param vector of length 1
 */
record Face(Photo photo, int person, float[] vector) {

  double cosine(Face other) {
    double sum = 0;
    for (int i = 0; i < vector.length; i++) {
      sum += (double) vector[i] * other.vector[i];
    }
    return sum;
  }
}
