package org.facesearch.models.align;

import org.facesearch.models.detect.Landmarks;
import org.facesearch.models.detect.Point;
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
    int at = 0;
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        sum[0] = 0;
        sum[1] = 0;
        sum[2] = 0;
        for (int j = 0; j < samples; j++) {
          for (int i = 0; i < samples; i++) {
            double dx = (i + 0.5) / samples - 0.5;
            double dy = (j + 0.5) / samples - 0.5;
            addSample(image, toImage.apply(new Point(x + dx, y + dy)), sum);
          }
        }
        int count = samples * samples;
        for (int c = 0; c < CHANNELS; c++) {
          crop[at++] = (byte) (int) (sum[c] / count + 0.5);
        }
      }
    }
    return new RgbImage(side, side, crop);
  }

  private static void addSample(RgbImage image, Point point, double[] sum) {
    int left = (int) Math.floor(point.x());
    int top = (int) Math.floor(point.y());
    double right = point.x() - left;
    double bottom = point.y() - top;
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
