package org.facesearch.benchmarks.evaluation;

import java.awt.image.BufferedImage;
import java.util.Random;

/**
 * The pixels of a picture as numbers to reckon with.
 *
 * @param values red, green and blue of pixel after pixel, row after row, each 0 to 255
 */
record Samples(int width, int height, float[] values) {

  private static final int CHANNELS = 3;

  Samples(BufferedImage image) {
    this(image.getWidth(), image.getHeight(), read(image));
  }

  private static float[] read(BufferedImage image) {
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    float[] values = new float[pixels.length * CHANNELS];
    for (int i = 0; i < pixels.length; i++) {
      values[CHANNELS * i] = pixels[i] >> 16 & 0xff;
      values[CHANNELS * i + 1] = pixels[i] >> 8 & 0xff;
      values[CHANNELS * i + 2] = pixels[i] & 0xff;
    }
    return values;
  }

  /** A normal blur of a deviation in pixels; what is outside is as the edge. */
  Samples blurred(double deviation) {
    float[] kernel = kernel(deviation);
    float[] across = convolved(values, kernel, width, CHANNELS);
    return new Samples(width, height, convolved(across, kernel, height, CHANNELS * width));
  }

  private static float[] kernel(double deviation) {
    int reach = Math.max(1, (int) Math.ceil(3 * deviation));
    float[] kernel = new float[2 * reach + 1];
    double sum = 0;
    for (int i = 0; i < kernel.length; i++) {
      double x = (i - reach) / Math.max(1e-6, deviation);
      kernel[i] = (float) Math.exp(-x * x / 2);
      sum += kernel[i];
    }
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] /= (float) sum;
    }
    return kernel;
  }

  /**
   * Convolves along one direction.
   *
   * @param length pixels in that direction
   * @param step between neighbours in that direction
   */
  private static float[] convolved(float[] from, float[] kernel, int length, int step) {
    float[] to = new float[from.length];
    int reach = kernel.length / 2;
    for (int i = 0; i < from.length; i++) {
      int place = i / step % length;
      float sum = 0;
      for (int k = -reach; k <= reach; k++) {
        int other = Math.clamp(place + k, 0, length - 1);
        sum += kernel[k + reach] * from[i + (other - place) * step];
      }
      to[i] = sum;
    }
    return to;
  }

  /** Normal noise of a deviation on every number. */
  Samples noisy(double deviation, Random chance) {
    float[] to = new float[values.length];
    for (int i = 0; i < to.length; i++) {
      to[i] = values[i] + (float) (deviation * chance.nextGaussian());
    }
    return new Samples(width, height, to);
  }

  BufferedImage image() {
    int[] pixels = new int[width * height];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] =
          value(CHANNELS * i) << 16 | value(CHANNELS * i + 1) << 8 | value(CHANNELS * i + 2);
    }
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, width, height, pixels, 0, width);
    return image;
  }

  private int value(int at) {
    return Math.clamp(Math.round(values[at]), 0, 255);
  }
}
