package org.facesearch.models.image;

import java.io.ByteArrayOutputStream;
import java.util.function.IntConsumer;
import org.facesearch.models.image.EncodedPicture.Cost;
import org.facesearch.models.image.EncodedPicture.Inks;

/**
 * Walks the chunks of a WebP file (RFC 9649) and makes a plain one of the picture, or of the first
 * frame of an animation: its pixels and its alpha.
 *
 * <p>Width and height are those of the bitstream, not those of the canvas, which may lie.
 */
final class WebpParser {

  /** Modes and coefficients of each block of a lossy picture: measured below 7. */
  private static final double LOSSY_BYTES_PER_PIXEL = 8;

  /** One ARGB array, and a raster for the alpha plane. */
  private static final double LOSSLESS_BYTES_PER_PIXEL = 8;

  /**
   * The pixels that a byte of a lossy picture can stand for: choosing how a block of 256 is
   * predicted takes more than a bit. A lossless picture of one colour takes no bits at all.
   */
  private static final long MAX_LOSSY_RATIO = 256 * 8;

  private static final int RIFF_HEADER = 12;
  private static final int CHUNK_HEADER = 8;
  private static final int FRAME_HEADER = 16;

  private final ByteView in;
  private Orientation orientation = Orientation.UPRIGHT;
  private int pixels = -1;
  private int alpha = -1;

  private WebpParser(ByteView in) {
    this.in = in;
  }

  static EncodedPicture parse(ByteView in) {
    WebpParser parser = new WebpParser(in);
    parser.walk(RIFF_HEADER, in.length(), parser::readChunk);
    return parser.finish();
  }

  private void walk(int from, int to, IntConsumer chunk) {
    int at = from;
    while (at <= to - CHUNK_HEADER) {
      chunk.accept(at);
      long next = (long) at + CHUNK_HEADER + paddedLength(at);
      at = (int) Math.min(to, next);
    }
  }

  private void readChunk(int at) {
    if (in.has(at, "ANMF")) {
      if (pixels < 0) {
        int data = at + CHUNK_HEADER + FRAME_HEADER;
        walk(data, at + CHUNK_HEADER + length(at), this::readPixels);
      }
    } else if (in.has(at, "EXIF")) {
      orientation = ExifOrientation.read(in, at + CHUNK_HEADER, length(at));
    } else {
      readPixels(at);
    }
  }

  private void readPixels(int at) {
    if (pixels >= 0) {
      return;
    }
    if (in.has(at, "ALPH")) {
      alpha = at;
    } else if (in.has(at, "VP8 ") || in.has(at, "VP8L")) {
      pixels = at;
    }
  }

  private EncodedPicture finish() {
    if (pixels < 0) {
      throw ByteView.broken();
    }
    int data = pixels + CHUNK_HEADER;
    if (in.has(pixels, "VP8L")) {
      if (in.u8(data) != 0x2F) {
        throw ByteView.broken();
      }
      int sides = in.le32(data + 1);
      alpha = -1;
      return picture(
          (sides & 0x3FFF) + 1,
          ((sides >>> 14) & 0x3FFF) + 1,
          LOSSLESS_BYTES_PER_PIXEL,
          Long.MAX_VALUE);
    }
    if ((in.u8(data) & 1) != 0 || in.le24(data + 3) != 0x2A019D) {
      throw ByteView.broken();
    }
    return picture(
        in.le16(data + 6) & 0x3FFF,
        in.le16(data + 8) & 0x3FFF,
        LOSSY_BYTES_PER_PIXEL + (alpha < 0 ? 0 : LOSSLESS_BYTES_PER_PIXEL),
        length(pixels) * MAX_LOSSY_RATIO);
  }

  private EncodedPicture picture(int width, int height, double bytesPerPixel, long mostPixels) {
    return new EncodedPicture(
        width,
        height,
        orientation,
        new Cost(4, bytesPerPixel, false),
        Inks.COLOUR_MODEL,
        plainFile(width, height),
        mostPixels);
  }

  private byte[] plainFile(int width, int height) {
    ByteArrayOutputStream chunks = new ByteArrayOutputStream(in.length() + 32);
    chunks.writeBytes(new byte[] {'W', 'E', 'B', 'P'});
    if (alpha >= 0) {
      chunks.writeBytes(new byte[] {'V', 'P', '8', 'X', 10, 0, 0, 0, 0x10, 0, 0, 0});
      little(width - 1, 3, chunks);
      little(height - 1, 3, chunks);
      copyChunk(alpha, chunks);
    }
    copyChunk(pixels, chunks);
    ByteArrayOutputStream file = new ByteArrayOutputStream(chunks.size() + 8);
    file.writeBytes(new byte[] {'R', 'I', 'F', 'F'});
    little(chunks.size(), 4, file);
    file.writeBytes(chunks.toByteArray());
    return file.toByteArray();
  }

  private void copyChunk(int at, ByteArrayOutputStream out) {
    int length = length(at);
    in.copy(at, CHUNK_HEADER + length, out);
    if (length % 2 != 0) {
      out.write(0);
    }
  }

  private static void little(int value, int bytes, ByteArrayOutputStream out) {
    for (int i = 0; i < bytes; i++) {
      out.write(value >>> (8 * i));
    }
  }

  private int length(int at) {
    int length = in.le32(at + 4);
    if (length < 0 || length > in.length() - CHUNK_HEADER - at) {
      throw ByteView.broken();
    }
    return length;
  }

  private long paddedLength(int at) {
    long length = in.le32(at + 4) & 0xFFFFFFFFL;
    return length + (length & 1);
  }
}
