package org.facesearch.models.quality;

import java.util.Random;
import org.facesearch.models.align.Similarity;
import org.facesearch.models.detect.DetectedFace;
import org.facesearch.models.detect.Landmarks;
import org.facesearch.models.detect.Point;
import org.facesearch.models.image.RgbImage;
import org.facesearch.models.image.Scaler;

/** What can be done to a portrait so that its face is worse, each in one way. */
enum Degradation {
  NONE,
  REDUCED_TO_40,
  REDUCED_TO_32,
  REDUCED_TO_20,
  BLURRED_TO_48,
  BLURRED_TO_32,
  BLURRED_TO_24,
  BLURRED_TO_16,
  MOVED_BY_A_TENTH,
  MOVED_BY_A_FIFTH,
  BLUE_MASK,
  BLACK_MASK,
  WHITE_MASK,
  BAR_OVER_MOUTH,
  SKIN_OVER_MOUTH,
  FINGERS_OVER_MOUTH,
  PATTERN_OVER_MOUTH,
  DARK_GLASSES,
  SKIN_OVER_EYES,
  CAP_TO_BROWS,
  CAP_OVER_EYES,
  HALF_IN_BLACK,
  HALF_IN_SKIN,
  LEANING_BY_20,
  LEANING_BY_45;

  private static final int[] BLUE = {165, 195, 215};
  private static final int[] BLACK = {28, 28, 30};
  private static final int[] WHITE = {225, 225, 222};
  private static final int[] RED = {170, 60, 60};

  /** A copy of a portrait with its face made worse. */
  RgbImage of(RgbImage image, DetectedFace face) {
    double side = Math.min(face.box().width(), face.box().height());
    return switch (this) {
      case NONE -> image;
      case REDUCED_TO_40 -> reduced(image, 40 / side);
      case REDUCED_TO_32 -> reduced(image, 32 / side);
      case REDUCED_TO_20 -> reduced(image, 20 / side);
      case BLURRED_TO_48 -> blurred(image, 48 / side);
      case BLURRED_TO_32 -> blurred(image, 32 / side);
      case BLURRED_TO_24 -> blurred(image, 24 / side);
      case BLURRED_TO_16 -> blurred(image, 16 / side);
      case MOVED_BY_A_TENTH -> moved(image, side / 10);
      case MOVED_BY_A_FIFTH -> moved(image, side / 5);
      case LEANING_BY_20 -> leaning(image, 20);
      case LEANING_BY_45 -> leaning(image, 45);
      default -> covered(image, face.landmarks());
    };
  }

  private static RgbImage reduced(RgbImage image, double factor) {
    return Scaler.scale(
        image,
        Math.max(1, (int) Math.round(image.width() * factor)),
        Math.max(1, (int) Math.round(image.height() * factor)));
  }

  private static RgbImage blurred(RgbImage image, double factor) {
    return Scaler.scale(reduced(image, factor), image.width(), image.height());
  }

  /** As if the face had moved sideways by so many pixels while the picture was taken. */
  private static RgbImage moved(RgbImage image, double pixels) {
    int reach = Math.max(1, (int) Math.round(pixels / 2));
    byte[] data = new byte[image.data().length];
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        for (int c = 0; c < 3; c++) {
          int sum = 0;
          int count = 0;
          for (int from = Math.max(0, x - reach);
              from <= Math.min(image.width() - 1, x + reach);
              from++) {
            sum += image.data()[(y * image.width() + from) * 3 + c] & 0xff;
            count++;
          }
          data[(y * image.width() + x) * 3 + c] = (byte) (sum / count);
        }
      }
    }
    return new RgbImage(image.width(), image.height(), data);
  }

  private static RgbImage leaning(RgbImage image, double degrees) {
    double angle = Math.toRadians(degrees);
    Similarity turn = new Similarity(Math.cos(angle), -Math.sin(angle), 0, 0);
    Point middle = new Point(image.width() / 2.0, image.height() / 2.0);
    byte[] data = new byte[image.data().length];
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        Point from =
            turn.apply(new Point(x, y).moved(-middle.x(), -middle.y()))
                .moved(middle.x(), middle.y());
        int column = (int) Math.round(from.x());
        int row = (int) Math.round(from.y());
        if (column >= 0 && row >= 0 && column < image.width() && row < image.height()) {
          System.arraycopy(
              image.data(),
              (row * image.width() + column) * 3,
              data,
              (y * image.width() + x) * 3,
              3);
        }
      }
    }
    return new RgbImage(image.width(), image.height(), data);
  }

  private RgbImage covered(RgbImage image, Landmarks face) {
    double eyes = face.rightEye().x() - face.leftEye().x();
    Point brow = face.eyes();
    double lips = face.mouth().y();
    double chin = lips + 0.85 * eyes;
    double lip = face.nose().y() + 0.3 * (lips - face.nose().y());
    double bridge = face.nose().y() - 0.25 * eyes;
    double left = brow.x() - 0.95 * eyes;
    double right = brow.x() + 0.95 * eyes;
    double under = brow.y() + 0.28 * eyes;
    double over = brow.y() - 0.25 * eyes;
    double hair = brow.y() - 1.6 * eyes;
    double side = brow.x() + 1.6 * eyes;
    Paint paint = new Paint(image, skin(image, face));
    switch (this) {
      case BLUE_MASK -> paint.cloth(left, bridge, right, chin, BLUE);
      case BLACK_MASK -> paint.cloth(left, bridge, right, chin, BLACK);
      case WHITE_MASK -> paint.cloth(left, bridge, right, chin, WHITE);
      case BAR_OVER_MOUTH -> paint.plain(left, lip, right, chin, BLACK);
      case SKIN_OVER_MOUTH -> paint.plain(left, lip, right, chin, paint.skin);
      case FINGERS_OVER_MOUTH -> paint.fingers(left, lip, right, chin, 0.3 * eyes);
      case PATTERN_OVER_MOUTH -> paint.pattern(left, lip, right, chin, RED);
      case DARK_GLASSES -> paint.plain(left, over, right, under, BLACK);
      case SKIN_OVER_EYES -> paint.plain(left, over, right, under, paint.skin);
      case CAP_TO_BROWS -> paint.plain(left, hair, right, over, BLACK);
      case CAP_OVER_EYES -> paint.plain(left, hair, right, under, BLACK);
      case HALF_IN_BLACK -> paint.plain(face.nose().x(), hair, side, chin, BLACK);
      case HALF_IN_SKIN -> paint.plain(face.nose().x(), hair, side, chin, paint.skin);
      default -> throw new IllegalStateException(this + " covers nothing");
    }
    return paint.image();
  }

  /** The colour of the cheek between the left eye and the mouth. */
  private static int[] skin(RgbImage image, Landmarks face) {
    int x =
        Math.clamp(
            Math.round((face.leftEye().x() + face.leftMouth().x()) / 2), 0, image.width() - 1);
    int y =
        Math.clamp(
            Math.round((face.leftEye().y() + face.leftMouth().y()) / 2), 0, image.height() - 1);
    int at = (y * image.width() + x) * 3;
    return new int[] {
      image.data()[at] & 0xff, image.data()[at + 1] & 0xff, image.data()[at + 2] & 0xff
    };
  }

  /** Paints over a copy of a picture, with the noise of a camera. */
  private static final class Paint {
    private final Random random = new Random(1);
    private final int width;
    private final int height;
    private final byte[] data;
    private final int[] skin;

    Paint(RgbImage image, int[] skin) {
      this.width = image.width();
      this.height = image.height();
      this.data = image.data().clone();
      this.skin = skin;
    }

    RgbImage image() {
      return new RgbImage(width, height, data);
    }

    private interface Shade {
      double at(int x, int y);
    }

    private void fill(
        double left, double top, double right, double bottom, int[] color, Shade shade) {
      for (int y = Math.max(0, (int) top); y < Math.min(height, (int) bottom); y++) {
        for (int x = Math.max(0, (int) left); x < Math.min(width, (int) right); x++) {
          double light = shade.at(x, y) + 3 * random.nextGaussian();
          for (int c = 0; c < 3; c++) {
            data[(y * width + x) * 3 + c] = (byte) Math.clamp(Math.round(color[c] + light), 0, 255);
          }
        }
      }
    }

    void plain(double left, double top, double right, double bottom, int[] color) {
      fill(left, top, right, bottom, color, (x, y) -> 0);
    }

    /** Darker towards its sides, with folds across. */
    void cloth(double left, double top, double right, double bottom, int[] color) {
      double middle = (left + right) / 2;
      double half = (right - left) / 2;
      double fold = (bottom - top) / 8;
      fill(
          left,
          top,
          right,
          bottom,
          color,
          (x, y) ->
              -50 * Math.pow((x - middle) / half, 2) + 10 * Math.sin((y - top) / fold * Math.PI));
    }

    /** Skin with a dark line between each two fingers. */
    void fingers(double left, double top, double right, double bottom, double finger) {
      fill(
          left,
          top,
          right,
          bottom,
          skin,
          (x, y) -> -60 * Math.exp(-10 * Math.pow((x - left) / finger % 1 - 0.5, 2)));
    }

    void pattern(double left, double top, double right, double bottom, int[] color) {
      double square = (right - left) / 16;
      fill(
          left,
          top,
          right,
          bottom,
          color,
          (x, y) -> Math.floor((x - left) / square + (y - top) / square) % 2 == 0 ? 60 : -60);
    }
  }
}
