package org.facesearch.models.align;

import java.util.Arrays;
import org.facesearch.models.detect.Landmarks;
import org.facesearch.models.image.RgbImage;

/** Cuts a face out so that its landmarks fall on a template. Thread-safe. */
public final class FaceAligner {

  private static final int CHANNELS = 3;

  /** Beyond this a face is reduced so far that more samples a pixel change nothing visible. */
  private static final int MOST_SAMPLES = 8;

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
    int side = template.side();
    int samples = Math.clamp(Math.round(toImage.scale()), 1, MOST_SAMPLES);
    byte[] crop = new byte[side * side * CHANNELS];
    double[] sum = new double[CHANNELS];
    int count = samples * samples;
    int at = 0;
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        Arrays.fill(sum, 0);
        for (int j = 0; j < samples; j++) {
          double down = y + (j + 0.5) / samples - 0.5;
          for (int i = 0; i < samples; i++) {
            double across = x + (i + 0.5) / samples - 0.5;
            // What apply does, without an object for each of a million samples.
            addSample(
                image,
                toImage.a() * across - toImage.b() * down + toImage.tx(),
                toImage.b() * across + toImage.a() * down + toImage.ty(),
                sum);
          }
        }
        for (int c = 0; c < CHANNELS; c++) {
          crop[at++] = (byte) (int) (sum[c] / count + 0.5);
        }
      }
    }
    return new RgbImage(side, side, crop);
  }

  private static void addSample(RgbImage image, double x, double y, double[] sum) {
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    double right = x - left;
    double bottom = y - top;
    if (left < 0 || top < 0 || left >= image.width() - 1 || top >= image.height() - 1) {
      addPixel(image, left, top, (1 - right) * (1 - bottom), sum);
      addPixel(image, left + 1, top, right * (1 - bottom), sum);
      addPixel(image, left, top + 1, (1 - right) * bottom, sum);
      addPixel(image, left + 1, top + 1, right * bottom, sum);
      return;
    }
    // All four are inside.
    byte[] data = image.data();
    int upper = (top * image.width() + left) * CHANNELS;
    int lower = upper + image.width() * CHANNELS;
    double upperLeft = (1 - right) * (1 - bottom);
    double upperRight = right * (1 - bottom);
    double lowerLeft = (1 - right) * bottom;
    double lowerRight = right * bottom;
    for (int c = 0; c < CHANNELS; c++) {
      sum[c] +=
          upperLeft * (data[upper + c] & 0xff)
              + upperRight * (data[upper + CHANNELS + c] & 0xff)
              + lowerLeft * (data[lower + c] & 0xff)
              + lowerRight * (data[lower + CHANNELS + c] & 0xff);
    }
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
