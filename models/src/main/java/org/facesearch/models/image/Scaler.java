package org.facesearch.models.image;

import java.util.Arrays;
import java.util.Objects;

/**
 * Resizes pictures with a triangle filter that widens when it shrinks, so that nothing aliases (the
 * filter that Pillow calls antialiased bilinear). Strong reductions are first averaged over whole
 * blocks, which costs one pass over the source.
 */
public final class Scaler {

  private static final int CHANNELS = 3;

  private Scaler() {}

  /** The picture stretched to exactly {@code width} × {@code height} pixels. */
  public static RgbImage scale(RgbImage source, int width, int height) {
    if (source.width() == width && source.height() == height) {
      return source;
    }
    return scale(View.whole(source), width, height);
  }

  /**
   * A part of the picture stretched to exactly {@code width} × {@code height} pixels.
   *
   * @throws IndexOutOfBoundsException if the part is not inside
   */
  public static RgbImage scalePart(
      RgbImage source, int left, int top, int partWidth, int partHeight, int width, int height) {
    Objects.checkFromIndexSize(left, partWidth, source.width());
    Objects.checkFromIndexSize(top, partHeight, source.height());
    int rowLength = source.width() * CHANNELS;
    int start = top * rowLength + left * CHANNELS;
    return scale(new View(source.data(), start, rowLength, partWidth, partHeight), width, height);
  }

  /** Pixels where they lie: nothing is copied to look at a part of a picture. */
  private record View(byte[] data, int start, int rowLength, int width, int height) {

    static View whole(RgbImage image) {
      return new View(image.data(), 0, image.width() * CHANNELS, image.width(), image.height());
    }

    int row(int y) {
      return start + y * rowLength;
    }
  }

  private static RgbImage scale(View source, int width, int height) {
    // Blocks of half the ratio leave the triangle filter a twofold reduction to do smoothly.
    int blockWidth = Math.max(1, source.width() / width / 2);
    int blockHeight = Math.max(1, source.height() / height / 2);
    // The blocks may cut pixels at the far edge: the ratios keep the geometry of the whole.
    return filter(
        average(source, blockWidth, blockHeight),
        width,
        height,
        (double) source.width() / blockWidth / width,
        (double) source.height() / blockHeight / height);
  }

  private static View average(View source, int blockWidth, int blockHeight) {
    if (blockWidth == 1 && blockHeight == 1) {
      return source;
    }
    int width = source.width() / blockWidth;
    int height = source.height() / blockHeight;
    byte[] from = source.data();
    byte[] to = new byte[width * height * CHANNELS];
    int[] sums = new int[width * CHANNELS];
    int count = blockWidth * blockHeight;
    for (int y = 0; y < height; y++) {
      Arrays.fill(sums, 0);
      for (int dy = 0; dy < blockHeight; dy++) {
        int at = source.row(y * blockHeight + dy);
        for (int x = 0; x < width; x++) {
          int red = 0;
          int green = 0;
          int blue = 0;
          for (int dx = 0; dx < blockWidth; dx++) {
            red += from[at++] & 0xff;
            green += from[at++] & 0xff;
            blue += from[at++] & 0xff;
          }
          sums[x * CHANNELS] += red;
          sums[x * CHANNELS + 1] += green;
          sums[x * CHANNELS + 2] += blue;
        }
      }
      int at = y * width * CHANNELS;
      for (int i = 0; i < sums.length; i++) {
        to[at + i] = (byte) ((sums[i] + count / 2) / count);
      }
    }
    return new View(to, 0, width * CHANNELS, width, height);
  }

  private static RgbImage filter(
      View source, int width, int height, double ratioAcross, double ratioDown) {
    Taps across = Taps.of(source.width(), width, ratioAcross);
    Taps down = Taps.of(source.height(), height, ratioDown);

    // Down first: that is a sum of whole rows, and where the picture shrinks it leaves fewer of
    // them.
    // A source row is needed by a few target rows in a row, as many as the window keeps.
    int stride = source.width() * CHANNELS;
    float[][] window = new float[down.most()][stride];
    int unpacked = 0;
    byte[] to = new byte[width * height * CHANNELS];
    float[] sum = new float[stride];
    for (int y = 0; y < height; y++) {
      float[] weights = down.weights[y];
      int first = down.first[y];
      for (; unpacked < first + weights.length; unpacked++) {
        if (unpacked >= first) {
          unpack(source, unpacked, window[unpacked % window.length]);
        }
      }
      Arrays.fill(sum, 0);
      for (int i = 0; i < weights.length; i++) {
        add(window[(first + i) % window.length], weights[i], sum);
      }
      filterRow(sum, across, to, y * width * CHANNELS);
    }
    return new RgbImage(width, height, to);
  }

  private static void unpack(View source, int y, float[] row) {
    byte[] from = source.data();
    int at = source.row(y);
    for (int x = 0; x < row.length; x++) {
      row[x] = from[at + x] & 0xff;
    }
  }

  private static void add(float[] row, float weight, float[] sum) {
    for (int x = 0; x < sum.length; x++) {
      sum[x] += weight * row[x];
    }
  }

  private static void filterRow(float[] from, Taps across, byte[] to, int start) {
    int out = start;
    for (int x = 0; x < across.first.length; x++) {
      float red = 0.5f;
      float green = 0.5f;
      float blue = 0.5f;
      int at = across.first[x] * CHANNELS;
      for (float weight : across.weights[x]) {
        red += weight * from[at];
        green += weight * from[at + 1];
        blue += weight * from[at + 2];
        at += CHANNELS;
      }
      to[out++] = (byte) Math.min(255, (int) red);
      to[out++] = (byte) Math.min(255, (int) green);
      to[out++] = (byte) Math.min(255, (int) blue);
    }
  }

  /** For every target pixel the first source pixel and the weights from there on; they sum to 1. */
  private record Taps(int[] first, float[][] weights) {

    int most() {
      return Arrays.stream(weights).mapToInt(row -> row.length).max().orElseThrow();
    }

    static Taps of(int source, int target, double ratio) {
      int[] first = new int[target];
      float[][] weights = new float[target][];
      double support = Math.max(1, ratio);
      for (int i = 0; i < target; i++) {
        double centre = (i + 0.5) * ratio;
        int from = Math.min(source - 1, Math.max(0, (int) Math.floor(centre - support)));
        int to = Math.max(from + 1, Math.min(source, (int) Math.ceil(centre + support)));
        float[] row = new float[to - from];
        double total = 0;
        for (int j = from; j < to; j++) {
          double weight = Math.max(0, 1 - Math.abs(j + 0.5 - centre) / support);
          row[j - from] = (float) weight;
          total += weight;
        }
        if (total == 0) {
          row[row.length - 1] = 1;
          total = 1;
        }
        for (int j = 0; j < row.length; j++) {
          row[j] /= (float) total;
        }
        first[i] = from;
        weights[i] = row;
      }
      return new Taps(first, weights);
    }
  }
}
