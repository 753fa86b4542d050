package org.facesearch.models.image;

import java.util.Objects;

/**
 * A decoded picture, upright, together with the memory it may occupy.
 *
 * <p>{@link #width()} and {@link #height()} are those of the full-size upright picture, in which
 * every coordinate of a request or an answer is given. {@link #image()} is the same size unless the
 * picture had to be decoded at a reduced size; a coordinate in it is the full-size one times {@link
 * #scale()}.
 *
 * <p>The pixels of a closed picture are used for the next one. Close a picture as soon as its
 * pixels are no longer needed: until then its bytes count against the {@link DecodeBudget}. In
 * particular, close one before decoding the next in the same thread, or two threads may wait for
 * each other (until the budget's patience ends). Closing twice is harmless.
 */
public final class Picture implements AutoCloseable {

  private final RgbImage image;
  private final int width;
  private final int height;
  private final DecodeBudget.Lease lease;

  /** A full-size picture that no budget accounts for. */
  public Picture(RgbImage image) {
    this(image, image.width(), image.height(), DecodeBudget.Lease.NONE);
  }

  /**
   * @param image the pixels, full size or reduced
   * @param width of the full-size upright picture, in pixels
   * @param height of the full-size upright picture, in pixels
   * @param lease closed with the picture
   * @throws IllegalArgumentException if the image is larger than the picture
   */
  public Picture(RgbImage image, int width, int height, DecodeBudget.Lease lease) {
    this.image = Objects.requireNonNull(image, "image");
    this.lease = Objects.requireNonNull(lease, "lease");
    if (image.width() > width || image.height() > height) {
      throw new IllegalArgumentException(image + " is larger than " + width + " x " + height);
    }
    this.width = width;
    this.height = height;
  }

  public RgbImage image() {
    return image;
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** {@code image().width() / width()}: 1.0 unless the picture was decoded at a reduced size. */
  public double scale() {
    return (double) image.width() / width;
  }

  @Override
  public void close() {
    lease.close();
  }

  @Override
  public String toString() {
    return "Picture[" + width + " x " + height + ", scale " + scale() + "]";
  }
}
