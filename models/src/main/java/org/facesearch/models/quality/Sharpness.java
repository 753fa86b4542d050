package org.facesearch.models.quality;

import org.facesearch.models.image.RgbImage;

/**
 * How sharp an aligned face is: the mean strength of its finest edges (the Laplacian, cf.
 * Pech-Pacheco et al., "Diatom autofocusing in brightfield microscopy", ICPR 2000) as a share of
 * its contrast, so that a pale face is not taken for a blurred one.
 */
public final class Sharpness {

  private static final int CHANNELS = 3;

  private Sharpness() {}

  /** From 0 (flat or out of focus) upwards; a sharp portrait is above 0.1. */
  public static double of(RgbImage aligned) {
    int width = aligned.width();
    int height = aligned.height();
    float[] grey = grey(aligned);
    double mean = 0;
    double square = 0;
    double edges = 0;
    int count = 0;
    for (int y = 1; y < height - 1; y++) {
      for (int x = 1; x < width - 1; x++) {
        int at = y * width + x;
        float value = grey[at];
        double laplacian =
            4 * value - grey[at - 1] - grey[at + 1] - grey[at - width] - grey[at + width];
        edges += Math.abs(laplacian);
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
    return deviation < 1 ? 0 : edges / count / deviation;
  }

  private static float[] grey(RgbImage image) {
    byte[] data = image.data();
    float[] grey = new float[image.width() * image.height()];
    for (int i = 0, at = 0; i < grey.length; i++, at += CHANNELS) {
      grey[i] =
          0.299f * (data[at] & 0xff)
              + 0.587f * (data[at + 1] & 0xff)
              + 0.114f * (data[at + 2] & 0xff);
    }
    return grey;
  }
}
