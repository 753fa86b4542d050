package org.facesearch.models.embed;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.facesearch.models.image.RgbImage;

/**
 * What a network wants its pixels to be: {@code (value - mean) / std} per channel, in its order.
 *
 * @param order of the channels in the input
 * @param mean of each channel in that order, on the scale 0–255
 * @param std of each channel in that order, not zero
 */
public record Normalisation(Order order, double[] mean, double[] std) {

  /** Channel orders. */
  public enum Order {
    RGB,
    BGR
  }

  public Normalisation {
    Objects.requireNonNull(order, "order");
    if (mean.length != 3 || std.length != 3) {
      throw new IllegalArgumentException("mean and std need three values each");
    }
    for (double value : std) {
      if (value == 0) {
        throw new IllegalArgumentException("std must not be 0");
      }
    }
  }

  /**
   * Writes the picture as planes, channel by channel, from the start of the tensor: shape {@code 3
   * × height × width}.
   */
  public void write(RgbImage image, FloatBuffer tensor) {
    write(image, image.width(), image.height(), tensor);
  }

  /**
   * The same with the picture at the top left of a larger canvas, which is black where the picture
   * does not cover it.
   */
  public void write(RgbImage image, int canvasWidth, int canvasHeight, FloatBuffer tensor) {
    float[] row = new float[canvasWidth];
    byte[] data = image.data();
    for (int channel = 0; channel < 3; channel++) {
      int offset = order == Order.RGB ? channel : 2 - channel;
      float scale = (float) (1 / std[channel]);
      float shift = (float) (-mean[channel] / std[channel]);
      Arrays.fill(row, shift);
      for (int y = 0; y < canvasHeight; y++) {
        if (y < image.height()) {
          int from = y * image.width() * 3 + offset;
          for (int x = 0; x < image.width(); x++, from += 3) {
            row[x] = (data[from] & 0xff) * scale + shift;
          }
        } else if (y == image.height()) {
          Arrays.fill(row, shift);
        }
        tensor.put((channel * canvasHeight + y) * canvasWidth, row);
      }
    }
  }
}
