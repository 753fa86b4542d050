package org.facesearch.models.image;

/**
 * The eight ways in which a camera may have been held, numbered 1 to 8 as in EXIF tag 0x0112.
 *
 * <p>Each says where a stored pixel belongs in the upright picture, so that turning costs nothing
 * beyond the copy that is made anyway.
 */
enum Orientation {
  UPRIGHT(false, false, false),
  MIRRORED(false, true, false),
  UPSIDE_DOWN(false, true, true),
  FLIPPED(false, false, true),
  TRANSPOSED(true, false, false),
  TURNED_LEFT(true, true, false),
  TRANSVERSED(true, true, true),
  TURNED_RIGHT(true, false, true);

  private final boolean swapsSides;
  private final boolean fromRight;
  private final boolean fromBottom;

  Orientation(boolean swapsSides, boolean fromRight, boolean fromBottom) {
    this.swapsSides = swapsSides;
    this.fromRight = fromRight;
    this.fromBottom = fromBottom;
  }

  /** The orientation with an EXIF number; cameras write nonsense, which means upright. */
  static Orientation of(int exif) {
    return exif >= 1 && exif <= 8 ? values()[exif - 1] : UPRIGHT;
  }

  int uprightWidth(int width, int height) {
    return swapsSides ? height : width;
  }

  int uprightHeight(int width, int height) {
    return swapsSides ? width : height;
  }

  /** Pixel index in the upright picture of the stored pixel (0, 0). */
  int start(int width, int height) {
    int w = uprightWidth(width, height);
    int h = uprightHeight(width, height);
    return (fromRight ? w - 1 : 0) + (fromBottom ? (h - 1) * w : 0);
  }

  /** How far the pixel index moves when the stored x grows by one. */
  int stepX(int width, int height) {
    return swapsSides ? down(width, height) : right();
  }

  /** How far the pixel index moves when the stored y grows by one. */
  int stepY(int width, int height) {
    return swapsSides ? right() : down(width, height);
  }

  private int right() {
    return fromRight ? -1 : 1;
  }

  private int down(int width, int height) {
    int w = uprightWidth(width, height);
    return fromBottom ? -w : w;
  }
}
