package org.facesearch.models.image;

import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.image.EncodedPicture.Cost;

/**
 * How to decode one picture within a budget.
 *
 * @param step every so many pixels one is kept, in both directions; 1 is full size
 * @param bytes of memory at the peak
 */
record DecodePlan(int step, long bytes) {

  /** Beyond this a 65535-pixel side leaves nothing that a detector could use. */
  private static final int MAX_STEP = 16;

  /** The JVM's longest array. */
  private static final long MAX_ARRAY = Integer.MAX_VALUE - 16L;

  /**
   * The largest size at which the picture fits.
   *
   * @param budget bytes
   * @throws FaceSearchException {@link Reason#TOO_LARGE} if it fits at none
   */
  static DecodePlan of(EncodedPicture picture, long budget) {
    for (int step = 1; step <= MAX_STEP; step++) {
      long pixels =
          (long) Math.ceilDiv(picture.width(), step) * Math.ceilDiv(picture.height(), step);
      long bytes = bytes(picture, pixels);
      if (bytes <= budget && fitsArrays(picture.cost(), pixels)) {
        return new DecodePlan(step, bytes);
      }
    }
    throw new FaceSearchException(
        Reason.TOO_LARGE, "image needs more memory than decoding is given");
  }

  private static long bytes(EncodedPicture picture, long pixels) {
    Cost cost = picture.cost();
    double source = (double) picture.width() * picture.height() * cost.perSourcePixel();
    double kept = pixels * (cost.perPixel() + (cost.shared() ? 0 : 3));
    return (long) Math.ceil(source + kept) + picture.essence().length;
  }

  private static boolean fitsArrays(Cost cost, long pixels) {
    return pixels * Math.max(3, cost.perPixel()) <= MAX_ARRAY;
  }
}
