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
    int plane = canvasWidth * canvasHeight;
    float[][] rows = new float[3][canvasWidth];
    float[] scale = new float[3];
    float[] shift = new float[3];
    // By their place in the picture, where red comes first.
    for (int colour = 0; colour < 3; colour++) {
      scale[colour] = (float) (1 / std[channel(colour)]);
      shift[colour] = (float) (-mean[channel(colour)] / std[channel(colour)]);
      Arrays.fill(rows[colour], shift[colour]);
    }
    for (int y = 0; y < canvasHeight; y++) {
      if (y < image.height()) {
        writeRow(image, y, scale, shift, rows);
      } else if (y == image.height()) {
        for (int colour = 0; colour < 3; colour++) {
          Arrays.fill(rows[colour], shift[colour]);
        }
      }
      for (int colour = 0; colour < 3; colour++) {
        tensor.put(channel(colour) * plane + y * canvasWidth, rows[colour]);
      }
    }
  }

  private int channel(int colour) {
    return order == Order.RGB ? colour : 2 - colour;
  }

  /** All colours at once: the bytes are read from first to last. */
  private static void writeRow(
      RgbImage image, int y, float[] scale, float[] shift, float[][] rows) {
    byte[] data = image.data();
    float[] red = rows[0];
    float[] green = rows[1];
    float[] blue = rows[2];
    float redScale = scale[0];
    float greenScale = scale[1];
    float blueScale = scale[2];
    float redShift = shift[0];
    float greenShift = shift[1];
    float blueShift = shift[2];
    int from = y * image.width() * 3;
    for (int x = 0; x < image.width(); x++, from += 3) {
      red[x] = (data[from] & 0xff) * redScale + redShift;
      green[x] = (data[from + 1] & 0xff) * greenScale + greenShift;
      blue[x] = (data[from + 2] & 0xff) * blueScale + blueShift;
    }
  }
}
