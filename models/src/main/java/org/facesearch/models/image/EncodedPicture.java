package org.facesearch.models.image;

/**
 * What a parser learnt about a file: enough to judge it, to reckon the memory it takes, and to
 * decode it.
 */
final class EncodedPicture {

  private final int width;
  private final int height;
  private final Orientation orientation;
  private final Cost cost;
  private final Inks inks;
  private final byte[] essence;
  private final long mostPixels;

  /**
   * @param width pixels as stored, before the orientation is applied
   * @param height pixels as stored
   * @param essence the file without whatever pixels do not need
   * @param mostPixels that so many bytes can hold; {@link Long#MAX_VALUE} where there is no bound
   */
  EncodedPicture(
      int width,
      int height,
      Orientation orientation,
      Cost cost,
      Inks inks,
      byte[] essence,
      long mostPixels) {
    if (width < 1 || height < 1) {
      throw ByteView.broken();
    }
    this.width = width;
    this.height = height;
    this.orientation = orientation;
    this.cost = cost;
    this.inks = inks;
    this.essence = essence;
    this.mostPixels = mostPixels;
  }

  /** Refuses a header that promises more than the file holds, before a raster is made for it. */
  void checkPromise() {
    if ((long) width * height > mostPixels) {
      throw ByteView.broken();
    }
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  Orientation orientation() {
    return orientation;
  }

  Cost cost() {
    return cost;
  }

  Inks inks() {
    return inks;
  }

  byte[] essence() {
    return essence;
  }

  /**
   * Bytes that decoding takes besides the RGB result.
   *
   * @param perPixel of the raster that the decoder fills; fewer when pixels are skipped
   * @param perSourcePixel that the decoder holds for each pixel of the file, skipped or not
   * @param shared the decoder's raster becomes the result, so the result costs nothing more
   */
  record Cost(double perPixel, double perSourcePixel, boolean shared) {}

  /** How the numbers in the decoder's raster are to be understood. */
  enum Inks {
    /** As the colour model says. */
    COLOUR_MODEL,
    /** As the colour model says, but its alpha is not to be trusted. */
    OPAQUE,
    /** Four bands of ink: 0 is none. */
    CMYK,
    /** Four bands of ink: 255 is none, as Adobe writes it. */
    INVERTED_CMYK,
    /** Luminance and chrominance whose RGB is ink, then black; 255 is none once converted. */
    INVERTED_YCCK
  }
}
