package org.facesearch.models.image;

import org.facesearch.models.image.EncodedPicture.Cost;
import org.facesearch.models.image.EncodedPicture.Inks;

/**
 * Reads the header of a BMP file (BITMAPCOREHEADER to BITMAPV5HEADER).
 *
 * <p>Refused are bitmaps that wrap a JPEG or PNG, whose true size this header does not tell. Alpha
 * is ignored, because many writers leave it zero in pictures that are not transparent.
 */
final class BmpParser {

  private static final int CORE_HEADER = 12;
  private static final int INFO_HEADER = 40;
  private static final int V4_HEADER = 108;

  private static final int RGB = 0;
  private static final int RLE8 = 1;
  private static final int RLE4 = 2;
  private static final int BITFIELDS = 3;

  /** Four bytes of a run-length file leave out a rectangle of 255 by 255. */
  private static final long MAX_RUN_RATIO = 255 * 255 / 4 + 1;

  private static final int COLOUR_SPACE_AT = 14 + 56;

  private BmpParser() {}

  static EncodedPicture parse(ByteView in) {
    int header = in.le32(14);
    if (header == CORE_HEADER) {
      return picture(in, in.le16(18), in.le16(20), in.le16(24), RGB);
    }
    if (header < INFO_HEADER) {
      throw ByteView.broken();
    }
    int compression = in.le32(30);
    if (compression < RGB || compression > BITFIELDS) {
      throw ByteView.broken();
    }
    // A negative height says that rows run from top to bottom.
    int height = in.le32(22);
    if (height == Integer.MIN_VALUE) {
      throw ByteView.broken();
    }
    ByteView calm = header >= V4_HEADER ? withoutProfile(in) : in;
    return picture(calm, in.le32(18), Math.abs(height), in.le16(28), compression);
  }

  private static EncodedPicture picture(
      ByteView in, int width, int height, int bits, int compression) {
    boolean runs = compression == RLE8 || compression == RLE4;
    // Run-length rows are unpacked as a whole, then copied.
    Cost cost = new Cost(Math.max(1, bits / 8.0), runs ? 1 : 0, false);
    long mostPixels = runs ? in.length() * MAX_RUN_RATIO : in.length() * 8L / Math.max(1, bits);
    return new EncodedPicture(
        width, height, Orientation.UPRIGHT, cost, Inks.OPAQUE, in.array(), mostPixels);
  }

  /** Names sRGB as the colour space, so that nobody opens the file that a linked profile names. */
  private static ByteView withoutProfile(ByteView in) {
    byte[] copy = in.array().clone();
    if (copy.length < COLOUR_SPACE_AT + 4) {
      throw ByteView.broken();
    }
    copy[COLOUR_SPACE_AT] = 'B';
    copy[COLOUR_SPACE_AT + 1] = 'G';
    copy[COLOUR_SPACE_AT + 2] = 'R';
    copy[COLOUR_SPACE_AT + 3] = 's';
    return new ByteView(copy);
  }
}
