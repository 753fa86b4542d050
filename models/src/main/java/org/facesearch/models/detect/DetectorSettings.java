package org.facesearch.models.detect;

import org.facesearch.models.image.RgbImage;
import org.facesearch.models.image.Scaler;

/**
 * How a single-shot detector looks at a picture.
 *
 * @param minSide pictures whose longer side is shorter are enlarged to it, in pixels
 * @param maxSide pictures whose longer side is longer are reduced to it, in pixels
 * @param scoreThreshold faces below this confidence are dropped, 0 to 1
 * @param nmsThreshold boxes that overlap more than this IoU are one face, 0 to 1
 * @param fixed whether the network sees nothing but squares of {@code maxSide}
 */
public record DetectorSettings(
    int minSide, int maxSide, double scoreThreshold, double nmsThreshold, boolean fixed) {

  public DetectorSettings {
    if (minSide < 1 || maxSide < minSide) {
      throw new IllegalArgumentException("sides must be 1 <= minSide <= maxSide");
    }
    if (!(scoreThreshold > 0 && scoreThreshold < 1 && nmsThreshold > 0 && nmsThreshold < 1)) {
      throw new IllegalArgumentException("thresholds must lie between 0 and 1");
    }
  }

  /** The same, but of a tenth of the confidence: what it then tells must be looked at again. */
  public DetectorSettings suspicious() {
    return new DetectorSettings(minSide, maxSide, scoreThreshold / 10, nmsThreshold, fixed);
  }

  /** The factor between a picture's sides and the network's input. */
  double scaleFor(int width, int height) {
    int side = Math.max(width, height);
    return (double) Math.clamp(side, minSide, maxSide) / side;
  }

  /** The picture as large as the network sees it, but not enlarged. */
  RgbImage reduced(RgbImage image) {
    double scale = Math.min(1, scaleFor(image.width(), image.height()));
    return Scaler.scale(
        image,
        Math.max(1, (int) Math.round(image.width() * scale)),
        Math.max(1, (int) Math.round(image.height() * scale)));
  }
}
