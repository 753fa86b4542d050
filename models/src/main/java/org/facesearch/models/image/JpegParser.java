package org.facesearch.models.image;

import java.io.ByteArrayOutputStream;
import org.facesearch.models.image.EncodedPicture.Cost;
import org.facesearch.models.image.EncodedPicture.Inks;

/**
 * Walks the segments of a JPEG file (ITU T.81, annex B).
 *
 * <p>The decoder is given the tables, the frame and the scans, and one application segment that
 * this class writes itself. It tells the colour space, which decoders otherwise guess from what
 * cameras and editors left behind, each in its own way.
 */
final class JpegParser {

  private static final int SOF0 = 0xC0;
  private static final int SOF1 = 0xC1;
  private static final int SOF2 = 0xC2;
  private static final int DHT = 0xC4;
  private static final int EOI = 0xD9;
  private static final int SOS = 0xDA;
  private static final int DQT = 0xDB;
  private static final int DRI = 0xDD;
  private static final int APP0 = 0xE0;
  private static final int APP1 = 0xE1;
  private static final int APP14 = 0xEE;

  /**
   * Encoders write a dozen scans or fewer. Each one costs a pass over all pixels, so a small file
   * with thousands would occupy a processor for minutes.
   */
  private static final int MAX_SCANS = 100;

  /**
   * The pixels that a byte can stand for: a whole file has a bit or more for each block of 64, and
   * one that was cut is decoded if it still has an eighth of that.
   */
  private static final long MAX_RATIO = 64 * 8 * 8;

  private final ByteView in;
  private final ByteArrayOutputStream tables = new ByteArrayOutputStream(4096);
  private Orientation orientation;
  private boolean jfif;
  private int adobeTransform = -1;
  private int frame = -1;

  private JpegParser(ByteView in) {
    this.in = in;
  }

  static EncodedPicture parse(ByteView in) {
    JpegParser parser = new JpegParser(in);
    int scans = parser.readSegments();
    return parser.finish(scans);
  }

  /** Collects everything before the first scan and tells where that starts. */
  private int readSegments() {
    int at = 2;
    while (true) {
      // Bytes between segments are rubbish, and FF may be repeated as padding: libjpeg skips both.
      while (in.u8(at) != 0xFF || in.u8(at + 1) == 0xFF || in.u8(at + 1) == 0) {
        at++;
      }
      int marker = in.u8(at + 1);
      if (marker == SOS) {
        return at;
      }
      if (marker == EOI) {
        throw ByteView.broken();
      }
      if (isAlone(marker)) {
        at += 2;
        continue;
      }
      int length = in.be16(at + 2);
      if (length < 2) {
        throw ByteView.broken();
      }
      read(marker, at, length);
      at += 2 + length;
    }
  }

  private void read(int marker, int at, int length) {
    switch (marker) {
      case APP0 -> jfif |= in.has(at + 4, "JFIF\0");
      case APP1 -> readExif(at, length);
      case APP14 -> {
        if (in.has(at + 4, "Adobe") && length >= 14) {
          adobeTransform = in.u8(at + 15);
        }
      }
      case SOF0, SOF1, SOF2 -> {
        if (frame >= 0) {
          throw ByteView.broken();
        }
        frame = at;
        in.copy(at, 2 + length, tables);
      }
      case DHT, DQT, DRI -> in.copy(at, 2 + length, tables);
      default -> {
        // C0 to CF are frames of kinds nobody decodes; the rest is metadata.
        if (marker > SOF0 && marker <= 0xCF) {
          throw ByteView.broken();
        }
      }
    }
  }

  private void readExif(int at, int length) {
    if (orientation == null && in.has(at + 4, "Exif\0")) {
      orientation = ExifOrientation.read(in, at + 4, length - 2);
    }
  }

  private EncodedPicture finish(int scans) {
    if (frame < 0 || in.u8(frame + 4) != 8) {
      throw ByteView.broken();
    }
    int components = in.u8(frame + 9);
    boolean progressive = in.u8(frame + 1) == SOF2;
    int end = endOfScans(scans);
    ByteArrayOutputStream out = new ByteArrayOutputStream(tables.size() + end - scans + 32);
    out.write(0xFF);
    out.write(0xD8);
    Inks inks = writeColourSpace(components, out);
    out.writeBytes(tables.toByteArray());
    in.copy(scans, end - scans, out);
    Orientation turn = orientation == null ? Orientation.UPRIGHT : orientation;
    // A progressive file's coefficients, two bytes each, wait in native memory for the last scan.
    boolean shared = components == 3 && turn == Orientation.UPRIGHT;
    Cost cost = new Cost(components, progressive ? 2 * components : 0, shared);
    return new EncodedPicture(
        in.be16(frame + 7),
        in.be16(frame + 5),
        turn,
        cost,
        inks,
        out.toByteArray(),
        (end - scans) * MAX_RATIO);
  }

  private Inks writeColourSpace(int components, ByteArrayOutputStream out) {
    switch (components) {
      case 1 -> writeJfif(out);
      case 3 -> {
        if (isRgb()) {
          writeAdobe(0, out);
        } else {
          writeJfif(out);
        }
      }
      case 4 -> {
        // Without a colour space segment the decoder hands out the four bands as they are.
        if (adobeTransform < 0) {
          return Inks.CMYK;
        }
        return adobeTransform == 2 ? Inks.INVERTED_YCCK : Inks.INVERTED_CMYK;
      }
      default -> throw ByteView.broken();
    }
    return Inks.COLOUR_MODEL;
  }

  /** The rules of libjpeg: JFIF is YCbCr, then Adobe's flag, then the letters of the components. */
  private boolean isRgb() {
    if (jfif) {
      return false;
    }
    if (adobeTransform >= 0) {
      return adobeTransform == 0;
    }
    return in.u8(frame + 10) == 'R' && in.u8(frame + 13) == 'G' && in.u8(frame + 16) == 'B';
  }

  private static void writeJfif(ByteArrayOutputStream out) {
    out.writeBytes(
        new byte[] {
          (byte) 0xFF, (byte) APP0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0
        });
  }

  private static void writeAdobe(int transform, ByteArrayOutputStream out) {
    out.writeBytes(
        new byte[] {(byte) 0xFF, (byte) APP14, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0});
    out.write(transform);
  }

  /** Counts the scans and finds the end of the last one, or of the file. */
  private int endOfScans(int from) {
    byte[] data = in.array();
    int scans = 0;
    for (int at = from; at < data.length - 1; at++) {
      if (data[at] != (byte) 0xFF) {
        continue;
      }
      int marker = data[at + 1] & 0xFF;
      if (marker == EOI) {
        return at + 2;
      }
      if (marker == SOS && ++scans > MAX_SCANS) {
        throw ByteView.broken();
      }
    }
    return data.length;
  }

  /** Markers without a length: restart markers, SOI and TEM. */
  private static boolean isAlone(int marker) {
    return (marker >= 0xD0 && marker <= 0xD8) || marker == 1;
  }
}
