package org.facesearch.models.embed;

import java.nio.FloatBuffer;
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
    int plane = image.width() * image.height();
    byte[] data = image.data();
    for (int channel = 0; channel < 3; channel++) {
      int from = order == Order.RGB ? channel : 2 - channel;
      float scale = (float) (1 / std[channel]);
      float shift = (float) (-mean[channel] / std[channel]);
      int to = channel * plane;
      for (int i = 0; i < plane; i++, from += 3) {
        tensor.put(to++, (data[from] & 0xff) * scale + shift);
      }
    }
  }
}
