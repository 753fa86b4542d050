package org.facesearch.models.image;

import java.util.Arrays;
import java.util.Objects;

/**
 * Pixels as the models want them: 8-bit sRGB, three bytes a pixel (red, green, blue), rows from top
 * to bottom without padding.
 *
 * <p>The array is neither copied in nor out, since a picture can hold 150 MB. Whoever changes it
 * changes the picture.
 */
public final class RgbImage {

  private final int width;
  private final int height;
  private final byte[] data;

  /**
   * @param width pixels in a row, at least 1
   * @param height rows, at least 1
   * @param data at least {@code width * height * 3} bytes; more are ignored
   * @throws IllegalArgumentException if the three do not fit together
   */
  public RgbImage(int width, int height, byte[] data) {
    Objects.requireNonNull(data, "data");
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("no such size: " + width + " x " + height);
    }
    if (data.length < 3L * width * height) {
      throw new IllegalArgumentException(
          data.length + " bytes are fewer than " + width + " x " + height + " x 3");
    }
    this.width = width;
    this.height = height;
    this.data = data;
  }

  /** A square of one grey, to try a network with. */
  public static RgbImage grey(int side) {
    byte[] data = new byte[3 * side * side];
    Arrays.fill(data, (byte) 128);
    return new RgbImage(side, side, data);
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** The pixels themselves, not a copy: the pixel (x, y) starts at {@code (y * width + x) * 3}. */
  public byte[] data() {
    return data;
  }

  /** The same picture, left and right exchanged, in an array of its own. */
  public RgbImage mirrored() {
    byte[] to = new byte[3 * width * height];
    for (int y = 0; y < height; y++) {
      int from = 3 * (y + 1) * width;
      for (int at = 3 * y * width; at < 3 * (y + 1) * width; at += 3) {
        from -= 3;
        to[at] = data[from];
        to[at + 1] = data[from + 1];
        to[at + 2] = data[from + 2];
      }
    }
    return new RgbImage(width, height, to);
  }

  /**
   * The same picture turned clockwise, in an array of its own.
   *
   * @param quarters how often by 90 degrees, any number
   */
  public RgbImage turned(int quarters) {
    int turns = Math.floorMod(quarters, 4);
    boolean swapped = turns % 2 == 1;
    int newWidth = swapped ? height : width;
    int newHeight = swapped ? width : height;
    byte[] to = new byte[3 * width * height];
    int at = 0;
    for (int y = 0; y < newHeight; y++) {
      for (int x = 0; x < newWidth; x++) {
        int from =
            switch (turns) {
              case 0 -> y * width + x;
              case 1 -> (height - 1 - x) * width + y;
              case 2 -> (height - 1 - y) * width + width - 1 - x;
              default -> x * width + width - 1 - y;
            };
        to[at++] = data[3 * from];
        to[at++] = data[3 * from + 1];
        to[at++] = data[3 * from + 2];
      }
    }
    return new RgbImage(newWidth, newHeight, to);
  }

  @Override
  public String toString() {
    return "RgbImage[" + width + " x " + height + "]";
  }
}
