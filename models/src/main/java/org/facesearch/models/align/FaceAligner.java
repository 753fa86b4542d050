package org.facesearch.models.align;

import java.util.Arrays;
import org.facesearch.models.detect.Landmarks;
import org.facesearch.models.image.RgbImage;

/** Cuts a face out so that its landmarks fall on a template. Thread-safe. */
public final class FaceAligner {

  private static final int CHANNELS = 3;

  /** Beyond this a face is reduced so far that more samples a pixel change nothing visible. */
  private static final int MOST_SAMPLES = 8;

  /** More than the error of adding up the steps of a row. */
  private static final double MARGIN = 1e-6;

  private final AlignmentTemplate template;

  public FaceAligner(AlignmentTemplate template) {
    this.template = template;
  }

  public AlignmentTemplate template() {
    return template;
  }

  /**
   * The aligned face, a square of the template's side. Where a large face is reduced, each pixel is
   * the mean of a grid of bilinear samples; places outside the picture are black.
   *
   * @throws IllegalArgumentException if the landmarks coincide
   */
  public RgbImage align(RgbImage image, Landmarks landmarks) {
    Similarity toCrop = Similarity.fit(landmarks.points(), template.landmarks().points());
    Similarity toImage = toCrop.inverse();
    int samples = Math.clamp(Math.round(toImage.scale()), 1, MOST_SAMPLES);
    Grid grid = new Grid(toImage, template.side(), samples);
    byte[] crop = new byte[grid.side() * grid.side() * CHANNELS];
    if (grid.isInside(image)) {
      cutOutInside(image, grid, crop);
    } else {
      cutOut(image, grid, crop);
    }
    return new RgbImage(grid.side(), grid.side(), crop);
  }

  /** Where in the picture the samples of the crop lie, as many across and down in each pixel. */
  private record Grid(Similarity toImage, int side, int samples) {

    /** Position of a sample in the crop, along either axis. */
    double at(int pixel, int sample) {
      return pixel + (sample + 0.5) / samples - 0.5;
    }

    double x(double across, double down) {
      return toImage.a() * across - toImage.b() * down + toImage.tx();
    }

    double y(double across, double down) {
      return toImage.b() * across + toImage.a() * down + toImage.ty();
    }

    /** Whether each sample lies between four pixels of the picture, as the outermost do. */
    boolean isInside(RgbImage image) {
      double first = at(0, 0);
      double last = at(side - 1, samples - 1);
      return isInside(image, first, first)
          && isInside(image, first, last)
          && isInside(image, last, first)
          && isInside(image, last, last);
    }

    private boolean isInside(RgbImage image, double across, double down) {
      double x = x(across, down);
      double y = y(across, down);
      return x >= MARGIN
          && y >= MARGIN
          && x <= image.width() - 1 - MARGIN
          && y <= image.height() - 1 - MARGIN;
    }
  }

  /** Most faces: nothing is asked of a sample, and nothing is made for it. */
  private static void cutOutInside(RgbImage image, Grid grid, byte[] crop) {
    byte[] data = image.data();
    int row = image.width() * CHANNELS;
    int samples = grid.samples();
    float share = 1f / (samples * samples);
    double stepX = grid.toImage().a() / samples;
    double stepY = grid.toImage().b() / samples;
    int to = 0;
    for (int v = 0; v < grid.side(); v++) {
      for (int u = 0; u < grid.side(); u++) {
        float red = 0;
        float green = 0;
        float blue = 0;
        double across = grid.at(u, 0);
        for (int j = 0; j < samples; j++) {
          double down = grid.at(v, j);
          double x = grid.x(across, down);
          double y = grid.y(across, down);
          for (int i = 0; i < samples; i++, x += stepX, y += stepY) {
            // Coordinates are not negative, so that this rounds down.
            int left = (int) x;
            int top = (int) y;
            float right = (float) (x - left);
            float bottom = (float) (y - top);
            float lowerRight = right * bottom;
            float upperRight = right - lowerRight;
            float lowerLeft = bottom - lowerRight;
            float upperLeft = 1 - right - lowerLeft;
            int upper = top * row + left * CHANNELS;
            int lower = upper + row;
            red +=
                upperLeft * (data[upper] & 0xff)
                    + upperRight * (data[upper + 3] & 0xff)
                    + lowerLeft * (data[lower] & 0xff)
                    + lowerRight * (data[lower + 3] & 0xff);
            green +=
                upperLeft * (data[upper + 1] & 0xff)
                    + upperRight * (data[upper + 4] & 0xff)
                    + lowerLeft * (data[lower + 1] & 0xff)
                    + lowerRight * (data[lower + 4] & 0xff);
            blue +=
                upperLeft * (data[upper + 2] & 0xff)
                    + upperRight * (data[upper + 5] & 0xff)
                    + lowerLeft * (data[lower + 2] & 0xff)
                    + lowerRight * (data[lower + 5] & 0xff);
          }
        }
        crop[to++] = (byte) (int) (red * share + 0.5f);
        crop[to++] = (byte) (int) (green * share + 0.5f);
        crop[to++] = (byte) (int) (blue * share + 0.5f);
      }
    }
  }

  private static void cutOut(RgbImage image, Grid grid, byte[] crop) {
    int samples = grid.samples();
    int count = samples * samples;
    double[] sum = new double[CHANNELS];
    int to = 0;
    for (int v = 0; v < grid.side(); v++) {
      for (int u = 0; u < grid.side(); u++) {
        Arrays.fill(sum, 0);
        for (int j = 0; j < samples; j++) {
          double down = grid.at(v, j);
          for (int i = 0; i < samples; i++) {
            double across = grid.at(u, i);
            addSample(image, grid.x(across, down), grid.y(across, down), sum);
          }
        }
        for (int c = 0; c < CHANNELS; c++) {
          crop[to++] = (byte) (int) (sum[c] / count + 0.5);
        }
      }
    }
  }

  private static void addSample(RgbImage image, double x, double y, double[] sum) {
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    double right = x - left;
    double bottom = y - top;
    addPixel(image, left, top, (1 - right) * (1 - bottom), sum);
    addPixel(image, left + 1, top, right * (1 - bottom), sum);
    addPixel(image, left, top + 1, (1 - right) * bottom, sum);
    addPixel(image, left + 1, top + 1, right * bottom, sum);
  }

  private static void addPixel(RgbImage image, int x, int y, double weight, double[] sum) {
    if (x < 0 || y < 0 || x >= image.width() || y >= image.height()) {
      return;
    }
    int at = (y * image.width() + x) * CHANNELS;
    byte[] data = image.data();
    sum[0] += weight * (data[at] & 0xff);
    sum[1] += weight * (data[at + 1] & 0xff);
    sum[2] += weight * (data[at + 2] & 0xff);
  }
}
