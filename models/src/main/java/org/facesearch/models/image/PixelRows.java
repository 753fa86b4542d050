package org.facesearch.models.image;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;

/**
 * Reads a decoded raster row by row as opaque sRGB.
 *
 * <p>The numbers are taken as they are. {@code BufferedImage.getRGB} would treat grey as linear
 * light and brighten it, and is slow.
 */
interface PixelRows {

  /**
   * Reads one row.
   *
   * @param y row from the top
   * @param rgb receives one {@code 0xRRGGBB} per pixel; the bits above are undefined
   */
  void read(int y, int[] rgb);

  /**
   * Chooses the way that suits the layout of a raster.
   *
   * @param opaque whether alpha is to be ignored instead of being laid over white
   */
  static PixelRows of(BufferedImage image, boolean opaque) {
    ColorModel colours = image.getColorModel();
    Raster raster = image.getRaster();
    if (colours instanceof IndexColorModel palette) {
      return new Palette(raster, palette, opaque);
    }
    if (!(colours instanceof ComponentColorModel)) {
      int width = raster.getWidth();
      return (y, rgb) -> {
        image.getRGB(0, y, width, 1, rgb, 0, width);
        if (!opaque && colours.hasAlpha()) {
          for (int x = 0; x < width; x++) {
            rgb[x] = overWhite(rgb[x], rgb[x] >>> 24);
          }
        }
      };
    }
    if (raster.getDataBuffer() instanceof DataBufferByte data
        && data.getNumBanks() == 1
        && raster.getSampleModel() instanceof PixelInterleavedSampleModel
        && raster.getParent() == null) {
      return new Bytes(raster, data.getData(), opaque);
    }
    return new Samples(raster, colours.getComponentSize(), opaque);
  }

  /** A colour as it looks in front of white; alpha is 0 (only white is seen) to 255. */
  static int overWhite(int rgb, int alpha) {
    if (alpha == 255) {
      return rgb;
    }
    int white = 255 * (255 - alpha) + 127;
    int r = (((rgb >> 16) & 0xFF) * alpha + white) / 255;
    int g = (((rgb >> 8) & 0xFF) * alpha + white) / 255;
    int b = ((rgb & 0xFF) * alpha + white) / 255;
    return (r << 16) | (g << 8) | b;
  }

  /** Pixels that are numbers of colours; a number that has none is black. */
  final class Palette implements PixelRows {

    private final Raster raster;
    private final int[] colours;

    Palette(Raster raster, IndexColorModel palette, boolean opaque) {
      this.raster = raster;
      this.colours = new int[Math.max(palette.getMapSize(), 1 << palette.getPixelSize())];
      int[] argb = new int[palette.getMapSize()];
      palette.getRGBs(argb);
      for (int i = 0; i < argb.length; i++) {
        colours[i] = opaque ? argb[i] : overWhite(argb[i], argb[i] >>> 24);
      }
    }

    @Override
    public void read(int y, int[] rgb) {
      int width = raster.getWidth();
      raster.getSamples(0, y, width, 1, 0, rgb);
      for (int x = 0; x < width; x++) {
        rgb[x] = colours[rgb[x]];
      }
    }
  }

  /** Interleaved bytes: grey, grey and alpha, RGB or RGBA, in any order of the bands. */
  final class Bytes implements PixelRows {

    private final byte[] data;
    private final int width;
    private final int rowStride;
    private final int stride;
    private final int red;
    private final int green;
    private final int blue;
    private final int alpha;

    Bytes(Raster raster, byte[] data, boolean opaque) {
      PixelInterleavedSampleModel model = (PixelInterleavedSampleModel) raster.getSampleModel();
      int[] offsets = model.getBandOffsets();
      int start = raster.getDataBuffer().getOffset();
      boolean grey = offsets.length < 3;
      boolean opaqueBands = offsets.length % 2 != 0;
      this.data = data;
      this.width = raster.getWidth();
      this.rowStride = model.getScanlineStride();
      this.stride = model.getPixelStride();
      this.red = start + offsets[0];
      this.green = start + offsets[grey ? 0 : 1];
      this.blue = start + offsets[grey ? 0 : 2];
      this.alpha = opaque || opaqueBands ? -1 : start + offsets[offsets.length - 1];
    }

    @Override
    public void read(int y, int[] rgb) {
      int at = y * rowStride;
      for (int x = 0; x < width; x++, at += stride) {
        int colour =
            ((data[at + red] & 0xFF) << 16)
                | ((data[at + green] & 0xFF) << 8)
                | (data[at + blue] & 0xFF);
        rgb[x] = alpha < 0 ? colour : overWhite(colour, data[at + alpha] & 0xFF);
      }
    }
  }

  /** The same in samples of any size, 16 bits for instance. */
  final class Samples implements PixelRows {

    private final Raster raster;
    private final int[] sizes;
    private final boolean opaque;
    private final int[] row;

    Samples(Raster raster, int[] sizes, boolean opaque) {
      this.raster = raster;
      this.sizes = sizes;
      this.opaque = opaque;
      this.row = new int[raster.getWidth() * raster.getNumBands()];
    }

    @Override
    public void read(int y, int[] rgb) {
      int bands = raster.getNumBands();
      boolean grey = bands < 3;
      raster.getPixels(0, y, raster.getWidth(), 1, row);
      for (int x = 0, at = 0; x < raster.getWidth(); x++, at += bands) {
        int colour = (to8(at, 0) << 16) | (to8(at, grey ? 0 : 1) << 8) | to8(at, grey ? 0 : 2);
        rgb[x] = opaque || bands % 2 != 0 ? colour : overWhite(colour, to8(at, bands - 1));
      }
    }

    private int to8(int at, int band) {
      int max = (1 << sizes[band]) - 1;
      return (int) ((row[at + band] * 255L + max / 2) / max);
    }
  }
}
