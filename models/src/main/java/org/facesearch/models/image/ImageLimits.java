package org.facesearch.models.image;

import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.PictureFault;
import org.facesearch.models.FaceSearchException.Reason;

/**
 * What a picture may measure. All of it is known, and checked, before a pixel is decoded.
 *
 * @param maxBytes of the encoded picture
 * @param maxPixels width times height
 * @param minSide pixels of the shorter side
 * @param maxSide pixels of the longer side
 */
public record ImageLimits(long maxBytes, long maxPixels, int minSide, int maxSide) {

  /**
   * @throws IllegalArgumentException if a limit is below 1, or minSide above maxSide
   */
  public ImageLimits {
    if (maxBytes < 1 || maxPixels < 1 || minSide < 1 || maxSide < minSide) {
      throw new IllegalArgumentException(
          "no such limits: "
              + maxBytes
              + " bytes, "
              + maxPixels
              + " pixels, sides of "
              + minSide
              + " to "
              + maxSide);
    }
  }

  /** 20 MiB, 50 million pixels, sides of 1 to 65535 pixels. */
  public static ImageLimits defaults() {
    return new ImageLimits(20L << 20, 50_000_000, 1, 65_535);
  }

  /**
   * Judges an encoded picture by its length.
   *
   * @throws FaceSearchException {@link Reason#TOO_LARGE} if there are more bytes than allowed
   */
  public void checkBytes(long bytes) {
    if (bytes > maxBytes) {
      throw new FaceSearchException(Reason.TOO_LARGE, "image is larger than " + maxBytes + " bytes")
          .of(PictureFault.BYTES);
    }
  }

  /**
   * Judges a picture by the size its header tells.
   *
   * @throws FaceSearchException {@link Reason#TOO_LARGE} if there are too many pixels or a side is
   *     too long, {@link Reason#INVALID} if a side is too short
   */
  public void checkSize(int width, int height) {
    long pixels = (long) width * height;
    if (pixels > maxPixels) {
      throw new FaceSearchException(
              Reason.TOO_LARGE,
              "image has " + pixels + " pixels, at most " + maxPixels + " are allowed")
          .of(PictureFault.SIZE);
    }
    boolean tooSmall = Math.min(width, height) < minSide;
    if (tooSmall || Math.max(width, height) > maxSide) {
      throw new FaceSearchException(
              tooSmall ? Reason.INVALID : Reason.TOO_LARGE,
              "image is "
                  + width
                  + " x "
                  + height
                  + " pixels, sides of "
                  + minSide
                  + " to "
                  + maxSide
                  + " are allowed")
          .of(PictureFault.SIZE);
    }
  }
}
