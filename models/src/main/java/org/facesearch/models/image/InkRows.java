package org.facesearch.models.image;

import java.awt.image.Raster;
import org.facesearch.models.image.EncodedPicture.Inks;

/**
 * Reads a raster of four inks as RGB: what the three inks leave of white, times what black leaves.
 *
 * <p>Profiles of real inks would give duller colours; the difference does not matter to a face
 * model, and parsing the profiles of strangers does.
 */
final class InkRows implements PixelRows {

  private final Raster raster;
  private final Inks inks;
  private final int[] row;

  InkRows(Raster raster, Inks inks) {
    if (raster.getNumBands() != 4) {
      throw ByteView.broken();
    }
    this.raster = raster;
    this.inks = inks;
    this.row = new int[raster.getWidth() * 4];
  }

  @Override
  public void read(int y, int[] rgb) {
    raster.getPixels(0, y, raster.getWidth(), 1, row);
    for (int x = 0; x < raster.getWidth(); x++) {
      if (inks == Inks.INVERTED_YCCK) {
        toCmyk(x * 4);
      }
      rgb[x] = (left(x * 4, 0) << 16) | (left(x * 4, 1) << 8) | left(x * 4, 2);
    }
  }

  /** Light that ink and black leave, 0 to 255. */
  private int left(int at, int ink) {
    int colour = row[at + ink];
    int black = row[at + 3];
    return inks == Inks.CMYK
        ? ((255 - colour) * (255 - black) + 127) / 255
        : (colour * black + 127) / 255;
  }

  /** ITU T.871, the inverse of RGB to YCbCr, then the complement as Adobe has it. */
  private void toCmyk(int at) {
    int luminance = row[at];
    int cb = row[at + 1] - 128;
    int cr = row[at + 2] - 128;
    row[at] = complement(luminance + 1.402f * cr);
    row[at + 1] = complement(luminance - 0.344136f * cb - 0.714136f * cr);
    row[at + 2] = complement(luminance + 1.772f * cb);
  }

  private static int complement(float value) {
    return 255 - Math.clamp(Math.round(value), 0, 255);
  }
}
