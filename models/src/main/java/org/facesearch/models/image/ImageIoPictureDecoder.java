package org.facesearch.models.image;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.image.EncodedPicture.Inks;

/**
 * Decodes JPEG, PNG, GIF, BMP and WebP with ImageIO readers, on the calling thread.
 *
 * <p>A picture that is larger than the whole budget is decoded at a reduced size: of every n by n
 * pixels one is kept. The lease passes to the {@link Picture}, reduced to what its pixels occupy;
 * the encoded bytes belong to the caller and are not counted, a copy of their essence is.
 *
 * <p>A JPEG file that ends early is decoded as far as it goes, since its decoder only warns; of the
 * other formats a file that ends early is refused.
 */
public final class ImageIoPictureDecoder implements PictureDecoder {

  /** The share of the budget that is kept between pictures. */
  private static final int POOLED = 4;

  private final DecodeBudget budget;
  private final ImageReaders readers = new ImageReaders();
  private final PixelPool pool;
  private final RgbConverter converter;

  public ImageIoPictureDecoder(DecodeBudget budget) {
    this.budget = Objects.requireNonNull(budget, "budget");
    this.pool = new PixelPool(budget.bytes() / POOLED);
    this.converter = new RgbConverter(pool);
  }

  @Override
  public Picture decode(byte[] bytes, ImageLimits limits) {
    if (bytes.length == 0) {
      throw FaceSearchException.invalid("image is empty");
    }
    limits.checkBytes(bytes.length);
    ByteView view = new ByteView(bytes);
    ImageFormat format = ImageFormat.of(view);
    EncodedPicture encoded = format.parse(view);
    limits.checkSize(encoded.width(), encoded.height());
    encoded.checkPromise();
    DecodePlan plan = DecodePlan.of(encoded, budget.bytes());
    DecodeBudget.Lease lease = budget.acquire(plan.bytes());
    try {
      RgbImage image = decode(format, encoded, plan.step());
      lease.shrinkTo(image.data().length);
      DecodeBudget.Lease kept = new PooledLease(lease, pool, image.data());
      lease = DecodeBudget.Lease.NONE;
      Orientation turn = encoded.orientation();
      return new Picture(
          image,
          turn.uprightWidth(encoded.width(), encoded.height()),
          turn.uprightHeight(encoded.width(), encoded.height()),
          kept);
    } finally {
      lease.close();
    }
  }

  private RgbImage decode(ImageFormat format, EncodedPicture encoded, int step) {
    try (ImageInputStream input = new ByteArrayImageInputStream(encoded.essence())) {
      ImageReader reader = readers.open(format);
      try {
        reader.setInput(input, true, true);
        return read(reader, encoded, step);
      } finally {
        reader.dispose();
      }
    } catch (FaceSearchException e) {
      throw e;
    } catch (IOException | RuntimeException | StackOverflowError | AssertionError e) {
      // Whatever a decoder stumbles over in a hostile file is the file's fault.
      throw new FaceSearchException(
          FaceSearchException.Reason.INVALID, ByteView.broken().getMessage(), e);
    }
  }

  private RgbImage read(ImageReader reader, EncodedPicture encoded, int step) throws IOException {
    if (reader.getWidth(0) != encoded.width() || reader.getHeight(0) != encoded.height()) {
      // The size that was checked must be the size that is decoded.
      throw ByteView.broken();
    }
    ImageReadParam param = reader.getDefaultReadParam();
    if (step > 1) {
      param.setSourceSubsampling(step, step, 0, 0);
    }
    Inks inks = encoded.inks();
    if (inks == Inks.COLOUR_MODEL || inks == Inks.OPAQUE) {
      if (encoded.cost().shared()) {
        param.setDestination(
            converter.destination(
                Math.ceilDiv(encoded.width(), step), Math.ceilDiv(encoded.height(), step)));
      }
      BufferedImage image = reader.read(0, param);
      return converter.convert(image, inks == Inks.OPAQUE, encoded.orientation());
    }
    Raster raster = reader.readRaster(0, param);
    return converter.convertInks(raster, inks, encoded.orientation());
  }

  /** Gives the pixels back to the pool when the picture is closed, once. */
  private static final class PooledLease implements DecodeBudget.Lease {
    private final DecodeBudget.Lease lease;
    private final PixelPool pool;
    private final AtomicReference<byte[]> pixels;

    PooledLease(DecodeBudget.Lease lease, PixelPool pool, byte[] pixels) {
      this.lease = lease;
      this.pool = pool;
      this.pixels = new AtomicReference<>(pixels);
    }

    @Override
    public void shrinkTo(long remaining) {
      lease.shrinkTo(remaining);
    }

    @Override
    public void close() {
      byte[] done = pixels.getAndSet(null);
      if (done != null) {
        pool.give(done);
      }
      lease.close();
    }
  }
}
