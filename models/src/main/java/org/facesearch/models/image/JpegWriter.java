package org.facesearch.models.image;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Objects;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageWriterSpi;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.facesearch.models.image.EncodedPicture.Inks;

/**
 * Writes JPEG files with the JDK's own encoder, on the calling thread. Serves any number of
 * threads. Pixels are read where they lie, nothing of a picture is copied.
 */
public final class JpegWriter {

  /** Little is seen to be lost, and a face of 200 pixels takes 10 kB. */
  private static final float QUALITY = 0.9f;

  private static final int CHANNELS = 3;

  private final ImageWriterSpi encoder = ofJdk();

  /** The whole picture. */
  public byte[] write(RgbImage image) {
    return write(image, 0, 0, image.width(), image.height());
  }

  /**
   * A part of the picture.
   *
   * @throws IndexOutOfBoundsException if the part is not inside
   */
  public byte[] write(RgbImage image, int left, int top, int width, int height) {
    Objects.checkFromIndexSize(left, width, image.width());
    Objects.checkFromIndexSize(top, height, image.height());
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(file)) {
      ImageWriter writer = encoder.createWriterInstance(null);
      try {
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(QUALITY);
        writer.setOutput(out);
        writer.write(null, new IIOImage(view(image, left, top, width, height), null, null), param);
      } finally {
        writer.dispose();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.toByteArray();
  }

  /**
   * A picture as an upright JPEG file of the colours that every viewer knows: the file that it was
   * decoded from, if it is one, else one that is made of the pixels.
   *
   * @param file what the picture was decoded from
   */
  public byte[] upright(byte[] file, Picture decoded) {
    ByteView view = new ByteView(file);
    if (ImageFormat.of(view) == ImageFormat.JPEG) {
      EncodedPicture encoded = ImageFormat.JPEG.parse(view);
      if (encoded.orientation() == Orientation.UPRIGHT && encoded.inks() == Inks.COLOUR_MODEL) {
        return file;
      }
    }
    return write(decoded.image());
  }

  private static BufferedImage view(RgbImage image, int left, int top, int width, int height) {
    int row = image.width() * CHANNELS;
    int start = top * row + left * CHANNELS;
    WritableRaster raster =
        Raster.createInterleavedRaster(
            new DataBufferByte(image.data(), image.data().length),
            width,
            height,
            row,
            CHANNELS,
            new int[] {start, start + 1, start + 2},
            null);
    ComponentColorModel rgb =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            false,
            false,
            Transparency.OPAQUE,
            DataBuffer.TYPE_BYTE);
    return new BufferedImage(rgb, raster, false, null);
  }

  private static ImageWriterSpi ofJdk() {
    Iterator<ImageWriterSpi> all =
        IIORegistry.getDefaultInstance().getServiceProviders(ImageWriterSpi.class, true);
    while (all.hasNext()) {
      ImageWriterSpi provider = all.next();
      if (provider.getClass().getModule() == ImageWriter.class.getModule()
          && Arrays.asList(provider.getFormatNames()).contains("JPEG")) {
        return provider;
      }
    }
    throw new IllegalStateException("this JDK cannot write JPEG");
  }
}
