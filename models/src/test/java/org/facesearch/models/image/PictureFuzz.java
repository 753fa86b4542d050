package org.facesearch.models.image;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;

/**
 * Decodes anything: a picture comes out, or a typed refusal, and all memory is given back.
 *
 * <p>A target of the fuzzer; {@link FuzzTargetsTest} runs it on seeds and on what was found.
 */
public final class PictureFuzz {

  /** Small, so that a run is short: what larger pictures cost is tested elsewhere. */
  private static final ImageLimits LIMITS = new ImageLimits(1 << 20, 250_000, 1, 65_535);

  private PictureFuzz() {}

  /** One run; anything thrown is a finding. */
  public static void fuzzerTestOneInput(byte[] input) {
    DecodeBudget budget = new DecodeBudget(32 << 20);
    try (Picture picture =
        new ImageIoPictureDecoder(budget).decode(withChecksums(input.clone()), LIMITS)) {
      if (picture.width() < 1 || picture.height() < 1) {
        throw new IllegalStateException("a picture of no size");
      }
    } catch (FaceSearchException e) {
      if (!List.of(Reason.INVALID, Reason.TOO_LARGE).contains(e.reason())) {
        throw new IllegalStateException("not the caller's fault", e);
      }
    }
    if (budget.free() != budget.bytes()) {
      throw new IllegalStateException("memory is missing: " + budget);
    }
  }

  /** A fuzzer would never guess the checksums of PNG, and so never come behind them. */
  private static byte[] withChecksums(byte[] file) {
    if (!new ByteView(file).has(1, "PNG")) {
      return file;
    }
    ByteBuffer png = ByteBuffer.wrap(file);
    for (int at = 8; at <= file.length - 12; ) {
      int length = png.getInt(at);
      if (length < 0 || length > file.length - 12 - at) {
        break;
      }
      CRC32 crc = new CRC32();
      crc.update(file, at + 4, length + 4);
      png.putInt(at + 8 + length, (int) crc.getValue());
      at += 12 + length;
    }
    return file;
  }
}
