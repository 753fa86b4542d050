package org.facesearch.models.image;

import java.io.ByteArrayOutputStream;
import java.util.zip.CRC32;
import org.facesearch.models.image.EncodedPicture.Cost;
import org.facesearch.models.image.EncodedPicture.Inks;

/**
 * Walks the chunks of a PNG file (W3C PNG, third edition) and keeps those that pixels need.
 *
 * <p>Text and profile chunks are compressed too, and a decoder that inflates them may be asked for
 * a thousand times the size of the file.
 */
final class PngParser {

  private static final int SIGNATURE = 8;

  /** Deflate cannot do better than 258 bytes out of two bits. */
  private static final int MAX_RATIO = 1032;

  private final ByteView in;
  private final ByteArrayOutputStream out;
  private Orientation orientation = Orientation.UPRIGHT;
  private boolean transparentColour;
  private boolean ended;
  private long dataLength;

  private PngParser(ByteView in) {
    this.in = in;
    this.out = new ByteArrayOutputStream(in.length());
  }

  static EncodedPicture parse(ByteView in) {
    return new PngParser(in).read();
  }

  private EncodedPicture read() {
    if (!in.has(SIGNATURE + 4, "IHDR") || in.be32(SIGNATURE) != 13) {
      throw ByteView.broken();
    }
    in.copy(0, SIGNATURE, out);
    for (int at = SIGNATURE; !ended && at < in.length(); ) {
      at = readChunk(at);
    }
    if (!ended || dataLength == 0) {
      throw ByteView.broken();
    }
    int header = SIGNATURE + 8;
    int width = in.be32(header);
    int height = in.be32(header + 4);
    double bytesPerPixel = in.u8(header + 8) / 8.0 * bands(in.u8(header + 9));
    double alpha = transparentColour ? in.u8(header + 8) / 8.0 : 0;
    Cost cost = new Cost(Math.max(1, bytesPerPixel + alpha), 0, false);
    return new EncodedPicture(
        width,
        height,
        orientation,
        cost,
        Inks.COLOUR_MODEL,
        out.toByteArray(),
        (long) ((dataLength + 64.0) * MAX_RATIO / bytesPerPixel));
  }

  private int readChunk(int at) {
    int length = in.be32(at);
    int type = at + 4;
    if (length < 0 || length > in.length() - 12 - at) {
      throw ByteView.broken();
    }
    switch (type(type)) {
      case "IHDR", "PLTE" -> keep(at, length);
      case "tRNS" -> {
        transparentColour = true;
        keep(at, length);
      }
      case "IDAT" -> {
        dataLength += length;
        keep(at, length);
      }
      case "IEND" -> {
        ended = true;
        keep(at, length);
      }
      case "eXIf" -> orientation = ExifOrientation.read(in, type + 4, length);
      default -> {
        // A chunk that starts with a capital must be understood to show the picture rightly.
        if (Character.isUpperCase(in.u8(type))) {
          throw ByteView.broken();
        }
      }
    }
    return at + 12 + length;
  }

  private void keep(int at, int length) {
    CRC32 crc = new CRC32();
    crc.update(in.array(), at + 4, length + 4);
    if ((int) crc.getValue() != in.be32(at + 8 + length)) {
      throw ByteView.broken();
    }
    in.copy(at, length + 12, out);
  }

  private String type(int at) {
    char[] letters = new char[4];
    for (int i = 0; i < 4; i++) {
      letters[i] = (char) in.u8(at + i);
    }
    return new String(letters);
  }

  private static int bands(int colourType) {
    return switch (colourType) {
      case 0, 3 -> 1;
      case 4 -> 2;
      case 2 -> 3;
      case 6 -> 4;
      default -> throw ByteView.broken();
    };
  }
}
