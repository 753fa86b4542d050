package org.facesearch.benchmarks.evaluation;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.LinearGradientPaint;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Random;

/**
 * Ways in which pictures of faces are bad. Each is done by chance between two bounds, and the same
 * for the same seed; measures are told against the width of the face, so that photos of all sizes
 * lose alike.
 */
enum Degradation {
  /** A face 20 to 40 pixels wide. */
  TINY {
    @Override
    BufferedImage of(BufferedImage photo, Rectangle face, Random chance) {
      return tiny(photo, face, chance);
    }
  },

  /** The same, enlarged to the old size again. */
  ENLARGED {
    @Override
    BufferedImage of(BufferedImage photo, Rectangle face, Random chance) {
      BufferedImage small = tiny(photo, face, chance);
      return drawn(
          photo.getWidth(),
          photo.getHeight(),
          AffineTransform.getScaleInstance(
              (double) photo.getWidth() / small.getWidth(),
              (double) photo.getHeight() / small.getHeight()),
          small);
    }
  },

  /** Out of focus: a normal blur whose deviation is 4 to 7 % of the face. */
  BLURRED {
    @Override
    BufferedImage of(BufferedImage photo, Rectangle face, Random chance) {
      return new Samples(photo).blurred(between(chance, 0.04, 0.07) * face.width).image();
    }
  },

  /** JPEG of quality 10 to 25. */
  COMPRESSED {
    @Override
    BufferedImage of(BufferedImage photo, Rectangle face, Random chance) throws IOException {
      return Jpeg.read(Jpeg.written(photo, between(chance, 0.10, 0.25)));
    }
  },

  /** Normal noise on every channel, whose deviation is 25 to 45 of 255. */
  NOISY {
    @Override
    BufferedImage of(BufferedImage photo, Rectangle face, Random chance) {
      return new Samples(photo).noisy(between(chance, 25, 45), chance).image();
    }
  },

  /** Turned by 10 to 30 degrees either way around the face. */
  TILTED {
    @Override
    BufferedImage of(BufferedImage photo, Rectangle face, Random chance) {
      double degrees = between(chance, 10, 30) * (chance.nextBoolean() ? 1 : -1);
      return drawn(
          photo.getWidth(),
          photo.getHeight(),
          AffineTransform.getRotateInstance(
              Math.toRadians(degrees), face.getCenterX(), face.getCenterY()),
          photo);
    }
  },

  /** One side of the face has 10 to 30 % of the light of the other. */
  SHADED {
    @Override
    BufferedImage of(BufferedImage photo, Rectangle face, Random chance) {
      BufferedImage copy = drawn(photo.getWidth(), photo.getHeight(), new AffineTransform(), photo);
      double angle = between(chance, -0.6, 0.6) + (chance.nextBoolean() ? Math.PI : 0);
      double reach = face.width * 0.1;
      Point2D from =
          new Point2D.Double(
              face.getCenterX() - reach * Math.cos(angle),
              face.getCenterY() - reach * Math.sin(angle));
      Point2D to =
          new Point2D.Double(
              face.getCenterX() + reach * Math.cos(angle),
              face.getCenterY() + reach * Math.sin(angle));
      int dark = (int) (255 * (1 - between(chance, 0.1, 0.3)));
      Graphics2D graphics = copy.createGraphics();
      graphics.setPaint(
          new LinearGradientPaint(
              from, to, new float[] {0, 1}, new Color[] {new Color(0, 0, 0, dark), CLEAR}));
      graphics.fillRect(0, 0, copy.getWidth(), copy.getHeight());
      graphics.dispose();
      return copy;
    }
  },

  /** Cut so that the face fills the frame: up to 10 % of it cut away, or 5 % around it left. */
  FILLING {
    @Override
    BufferedImage of(BufferedImage photo, Rectangle face, Random chance) {
      double margin = between(chance, -0.1, 0.05);
      Rectangle frame = new Rectangle(face);
      frame.grow((int) (margin * face.width), (int) (margin * face.height));
      frame = frame.intersection(new Rectangle(photo.getWidth(), photo.getHeight()));
      return drawn(
          frame.width,
          frame.height,
          AffineTransform.getTranslateInstance(-frame.x, -frame.y),
          photo);
    }
  },

  /** A cheap camera far away: a face of 30 to 50 pixels, blurred, noisy, JPEG of quality 30. */
  CAMERA {
    @Override
    BufferedImage of(BufferedImage photo, Rectangle face, Random chance) throws IOException {
      double width = between(chance, 30, 50);
      BufferedImage small = reduced(photo, width / face.width);
      BufferedImage bad =
          new Samples(small).blurred(0.025 * width).noisy(between(chance, 6, 12), chance).image();
      return Jpeg.read(Jpeg.written(bad, 0.3));
    }
  };

  private static final Color CLEAR = new Color(0, 0, 0, 0);

  /**
   * A worse picture.
   *
   * @param face where the face is in the photo
   */
  abstract BufferedImage of(BufferedImage photo, Rectangle face, Random chance) throws IOException;

  private static double between(Random chance, double from, double to) {
    return from + chance.nextDouble() * (to - from);
  }

  private static BufferedImage tiny(BufferedImage photo, Rectangle face, Random chance) {
    return reduced(photo, between(chance, 20, 40) / face.width);
  }

  /** Smoothly reduced: blurred as far as nothing aliases, then sampled. */
  private static BufferedImage reduced(BufferedImage photo, double factor) {
    double scale = Math.min(1, factor);
    return drawn(
        Math.max(1, (int) Math.round(photo.getWidth() * scale)),
        Math.max(1, (int) Math.round(photo.getHeight() * scale)),
        AffineTransform.getScaleInstance(scale, scale),
        scale < 1 ? new Samples(photo).blurred(0.5 / scale).image() : photo);
  }

  private static BufferedImage drawn(
      int width, int height, AffineTransform transform, BufferedImage photo) {
    BufferedImage to = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = to.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.drawImage(photo, transform, null);
    graphics.dispose();
    return to;
  }
}
