package org.facesearch.models.image;

/**
 * Reads the one EXIF tag that matters. EXIF blocks are often broken; then a picture is taken as
 * upright, never refused.
 *
 * <p>See CIPA DC-008 (Exif 2.32), 4.6.2 and TIFF 6.0, section 2: a byte order, an offset, and there
 * a directory of 12-byte entries.
 */
final class ExifOrientation {

  private static final int TAG = 0x0112;
  private static final int SHORT = 3;

  private final ByteView bytes;
  private final int from;
  private final int to;

  private ExifOrientation(ByteView bytes, int from, int to) {
    this.bytes = bytes;
    this.from = from;
    this.to = to;
  }

  /**
   * @param from where the block starts; {@code Exif\0\0} in front of the TIFF header is skipped
   * @param length bytes of the block
   */
  static Orientation read(ByteView bytes, int from, int length) {
    int tiff = bytes.has(from, "Exif\0\0") ? from + 6 : from;
    int end = Math.min(bytes.length(), from + length);
    return new ExifOrientation(bytes, tiff, end).read();
  }

  private Orientation read() {
    boolean little = bytes.has(from, "II");
    if ((!little && !bytes.has(from, "MM")) || from + 8 > to) {
      return Orientation.UPRIGHT;
    }
    long directory = from + (u32(from + 4, little) & 0xFFFFFFFFL);
    if (directory + 2 > to) {
      return Orientation.UPRIGHT;
    }
    int at = (int) directory + 2;
    for (int left = u16(at - 2, little); left > 0 && at + 12 <= to; left--, at += 12) {
      if (u16(at, little) == TAG) {
        boolean isShort = u16(at + 2, little) == SHORT;
        return Orientation.of(isShort ? u16(at + 8, little) : u32(at + 8, little));
      }
    }
    return Orientation.UPRIGHT;
  }

  private int u16(int at, boolean little) {
    return little ? bytes.le16(at) : bytes.be16(at);
  }

  private int u32(int at, boolean little) {
    return little ? bytes.le32(at) : bytes.be32(at);
  }
}
