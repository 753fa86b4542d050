package org.facesearch.models.image;

import java.io.ByteArrayOutputStream;
import org.facesearch.models.image.EncodedPicture.Cost;
import org.facesearch.models.image.EncodedPicture.Inks;

/**
 * Walks the blocks of a GIF file (GIF89a specification) up to the first frame and keeps that alone,
 * with the palette and the transparency it uses.
 *
 * <p>The frame stands for the picture: where it would lie on the logical screen does not matter.
 */
final class GifParser {

  private static final int EXTENSION = 0x21;
  private static final int IMAGE = 0x2C;
  private static final int TRAILER = 0x3B;
  private static final int GRAPHIC_CONTROL = 0xF9;

  /**
   * A code of twelve bits stands for 4096 pixels at most, a shorter one for less than its share.
   */
  private static final long MAX_RATIO = 2731;

  /** Six letters of signature, seven bytes of logical screen. */
  private static final int HEADER = 13;

  private final ByteView in;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private GifParser(ByteView in) {
    this.in = in;
  }

  static EncodedPicture parse(ByteView in) {
    return new GifParser(in).read();
  }

  private EncodedPicture read() {
    int at = HEADER + paletteLength(in.u8(10));
    in.copy(0, at, out);
    int control = -1;
    int block = in.u8(at);
    while (block != IMAGE) {
      if (block != EXTENSION) {
        throw ByteView.broken();
      }
      if (in.u8(at + 1) == GRAPHIC_CONTROL) {
        control = at;
      }
      at = skipSubBlocks(at + 2);
      block = in.u8(at);
    }
    if (control >= 0 && in.u8(control + 2) == 4) {
      in.copy(control, 7, out);
      out.write(0);
    }
    int data = at + 10 + paletteLength(in.u8(at + 9)) + 1;
    int end = endOfData(data);
    in.copy(at, end - at, out);
    out.write(0);
    out.write(TRAILER);
    return new EncodedPicture(
        in.le16(at + 5),
        in.le16(at + 7),
        Orientation.UPRIGHT,
        new Cost(1, 0, false),
        Inks.COLOUR_MODEL,
        out.toByteArray(),
        (end - data) * MAX_RATIO);
  }

  private int skipSubBlocks(int at) {
    int next = at;
    while (in.u8(next) != 0) {
      next += in.u8(next) + 1;
    }
    return next + 1;
  }

  /** Where the last whole sub-block ends: what a cut file still holds, the decoder shall judge. */
  private int endOfData(int at) {
    int next = at;
    while (next < in.length() && in.u8(next) != 0 && next + in.u8(next) < in.length()) {
      next += in.u8(next) + 1;
    }
    return next;
  }

  private static int paletteLength(int flags) {
    return (flags & 0x80) == 0 ? 0 : 3 * (2 << (flags & 7));
  }
}
