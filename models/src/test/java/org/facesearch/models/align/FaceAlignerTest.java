package org.facesearch.models.align;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import org.facesearch.models.detect.Landmarks;
import org.facesearch.models.detect.Point;
import org.facesearch.models.image.RgbImage;
import org.junit.jupiter.api.Test;

/** Pixels of the crop against samples that are taken one by one. */
class FaceAlignerTest {

  private static final int SIDE = 24;
  private static final Landmarks PLACES =
      Landmarks.of(
          List.of(
              new Point(8, 9),
              new Point(16, 9),
              new Point(12, 13),
              new Point(9, 18),
              new Point(15, 18)));

  private final FaceAligner aligner = new FaceAligner(new AlignmentTemplate(SIDE, PLACES));
  private final RgbImage image = noise(200, 170);

  private static RgbImage noise(int width, int height) {
    byte[] pixels = new byte[3 * width * height];
    new Random(5).nextBytes(pixels);
    return new RgbImage(width, height, pixels);
  }

  /** The template's places, turned, enlarged and moved. */
  private static Landmarks placed(double degrees, double scale, double x, double y) {
    double cos = scale * Math.cos(Math.toRadians(degrees));
    double sin = scale * Math.sin(Math.toRadians(degrees));
    return Landmarks.of(
        PLACES.points().stream()
            .map(p -> new Point(cos * p.x() - sin * p.y() + x, sin * p.x() + cos * p.y() + y))
            .toList());
  }

  private void check(double degrees, double scale, double x, double y) {
    RgbImage crop = aligner.align(image, placed(degrees, scale, x, y));
    double cos = scale * Math.cos(Math.toRadians(degrees));
    double sin = scale * Math.sin(Math.toRadians(degrees));
    int samples = Math.clamp(Math.round(scale), 1, 8);
    for (int v = 0; v < SIDE; v++) {
      for (int u = 0; u < SIDE; u++) {
        for (int c = 0; c < 3; c++) {
          double sum = 0;
          for (int j = 0; j < samples; j++) {
            for (int i = 0; i < samples; i++) {
              double across = u + (i + 0.5) / samples - 0.5;
              double down = v + (j + 0.5) / samples - 0.5;
              sum += sample(cos * across - sin * down + x, sin * across + cos * down + y, c);
            }
          }
          assertEquals(
              sum / (samples * samples),
              crop.data()[3 * (v * SIDE + u) + c] & 0xff,
              0.51,
              u + ", " + v);
        }
      }
    }
  }

  private double sample(double x, double y, int colour) {
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    double sum = 0;
    for (int dy = 0; dy < 2; dy++) {
      for (int dx = 0; dx < 2; dx++) {
        double weight = (1 - Math.abs(x - left - dx)) * (1 - Math.abs(y - top - dy));
        sum += weight * pixel(left + dx, top + dy, colour);
      }
    }
    return sum;
  }

  private int pixel(int x, int y, int colour) {
    return x < 0 || y < 0 || x >= image.width() || y >= image.height()
        ? 0
        : image.data()[3 * (y * image.width() + x) + colour] & 0xff;
  }

  @Test
  void aFaceInsideIsTheMeanOfItsSamples() {
    check(0, 1, 40, 50);
    check(11, 3.4, 60, 20);
    check(-100, 2.2, 40, 120);
    // As near to the far corner as can be: the last samples have no pixels to spare.
    check(0, 2, 200 - 2 * SIDE + 0.49, 170 - 2 * SIDE + 0.49);
  }

  @Test
  void outsideIsBlack() {
    check(0, 3, -20, 10);
    check(25, 4.6, 120, 90);
    check(0, 1, 190, 160);
  }
}
