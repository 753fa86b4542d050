package org.facesearch.models.image;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Arrays;
import org.facesearch.models.image.EncodedPicture.Inks;

/** Makes an upright {@link RgbImage} of a decoded raster: one pass, one copy at most. */
final class RgbConverter {

  private static final int[] RGB = {0, 1, 2};
  private static final int[] BGR = {2, 1, 0};

  private final PixelPool pool;

  RgbConverter(PixelPool pool) {
    this.pool = pool;
  }

  /**
   * A raster of our own layout for a decoder to fill. It is black: what a file that ends early
   * leaves out must not show the picture before.
   */
  BufferedImage destination(int width, int height) {
    int length = Math.multiplyExact(3, Math.multiplyExact(width, height));
    byte[] pixels = pool.take(length);
    Arrays.fill(pixels, (byte) 0);
    WritableRaster raster =
        Raster.createInterleavedRaster(
            new DataBufferByte(pixels, length), width, height, 3 * width, 3, RGB, null);
    ColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            false,
            false,
            Transparency.OPAQUE,
            DataBuffer.TYPE_BYTE);
    return new BufferedImage(model, raster, false, null);
  }

  /**
   * @param opaque whether alpha is to be ignored
   */
  RgbImage convert(BufferedImage image, boolean opaque, Orientation orientation) {
    if (orientation == Orientation.UPRIGHT) {
      RgbImage taken = takeOver(image);
      if (taken != null) {
        return taken;
      }
    }
    PixelRows rows = PixelRows.of(image, opaque);
    return place(rows, image.getWidth(), image.getHeight(), orientation);
  }

  RgbImage convertInks(Raster raster, Inks inks, Orientation orientation) {
    return place(new InkRows(raster, inks), raster.getWidth(), raster.getHeight(), orientation);
  }

  /** The raster's own array where its layout is ours, but for the order of red and blue. */
  private static RgbImage takeOver(BufferedImage image) {
    Raster raster = image.getRaster();
    if (!(image.getColorModel() instanceof ComponentColorModel)
        || !(raster.getSampleModel() instanceof PixelInterleavedSampleModel model)
        || !(raster.getDataBuffer() instanceof DataBufferByte buffer)) {
      return null;
    }
    byte[] data = buffer.getData();
    int width = image.getWidth();
    if (model.getPixelStride() != 3
        || model.getScanlineStride() != 3 * width
        || buffer.getOffset() != 0
        || data.length < 3L * width * image.getHeight()) {
      return null;
    }
    boolean bgr = Arrays.equals(model.getBandOffsets(), BGR);
    if (!bgr && !Arrays.equals(model.getBandOffsets(), RGB)) {
      return null;
    }
    if (bgr) {
      for (int i = 0; i < data.length; i += 3) {
        byte blue = data[i];
        data[i] = data[i + 2];
        data[i + 2] = blue;
      }
    }
    return new RgbImage(width, image.getHeight(), data);
  }

  private RgbImage place(PixelRows rows, int width, int height, Orientation orientation) {
    byte[] out = pool.take(Math.multiplyExact(3, Math.multiplyExact(width, height)));
    int[] row = new int[width];
    int start = orientation.start(width, height) * 3;
    int stepX = orientation.stepX(width, height) * 3;
    int stepY = orientation.stepY(width, height) * 3;
    for (int y = 0; y < height; y++) {
      rows.read(y, row);
      int at = start + y * stepY;
      for (int x = 0; x < width; x++, at += stepX) {
        int rgb = row[x];
        out[at] = (byte) (rgb >> 16);
        out[at + 1] = (byte) (rgb >> 8);
        out[at + 2] = (byte) rgb;
      }
    }
    return new RgbImage(
        orientation.uprightWidth(width, height), orientation.uprightHeight(width, height), out);
  }
}
