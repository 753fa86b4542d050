package org.facesearch.models.quality;

/**
 * How sharp an aligned face is: the mean strength of its finest edges (the Laplacian, cf.
 * Pech-Pacheco et al., "Diatom autofocusing in brightfield microscopy", ICPR 2000) as a share of
 * its contrast, so that a pale face is not taken for a blurred one. Edges across and down are
 * looked at apart and the weaker ones count twice: a face that moved has lost those of one way
 * only.
 */
final class Sharpness {

  private Sharpness() {}

  /** From 0 (flat or out of focus) upwards; a sharp portrait is above 0.1. */
  static double of(Grey aligned) {
    double mean = 0;
    double square = 0;
    double across = 0;
    double down = 0;
    int count = 0;
    for (int y = 1; y < aligned.height() - 1; y++) {
      for (int x = 1; x < aligned.width() - 1; x++) {
        float value = aligned.at(x, y);
        across += Math.abs(2 * value - aligned.at(x - 1, y) - aligned.at(x + 1, y));
        down += Math.abs(2 * value - aligned.at(x, y - 1) - aligned.at(x, y + 1));
        mean += value;
        square += value * value;
        count++;
      }
    }
    if (count == 0) {
      return 0;
    }
    mean /= count;
    double deviation = Math.sqrt(Math.max(0, square / count - mean * mean));
    return deviation < 1 ? 0 : 2 * Math.min(across, down) / count / deviation;
  }
}
