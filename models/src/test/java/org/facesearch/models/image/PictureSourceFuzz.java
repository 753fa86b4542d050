package org.facesearch.models.image;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.image.PictureSource.Inline;
import org.facesearch.models.image.PictureSource.Remote;

/**
 * Reads anything as a {@code uri} field and as bare base64, and reads back what it writes itself.
 *
 * <p>A target of the fuzzer; {@link FuzzTargetsTest} runs it on seeds and on what was found.
 */
public final class PictureSourceFuzz {

  private static final ImageLimits LIMITS = new ImageLimits(4096, 1, 1, 1);

  private PictureSourceFuzz() {}

  /** One run; anything thrown is a finding. */
  public static void fuzzerTestOneInput(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    read(() -> PictureSource.parse(text));
    read(() -> PictureSource.uriOrBase64(text));
    read(() -> PictureSource.base64(text));
    if (input.length <= LIMITS.maxBytes()) {
      String base64 = Base64.getEncoder().encodeToString(input);
      same(input, "data:image/png;base64," + base64);
      same(input, "data:;base64," + base64.replace("+", "%2B").replace("=", ""));
    }
  }

  private interface Source {
    PictureSource get();
  }

  private static void read(Source source) {
    try {
      PictureSource picture = source.get();
      if (picture instanceof Inline inline && inline.bytes(LIMITS).length > LIMITS.maxBytes()) {
        throw new IllegalStateException("more bytes than allowed");
      }
      if (picture instanceof Remote remote
          && (remote.uri().getHost() == null || remote.uri().getRawUserInfo() != null)) {
        throw new IllegalStateException("an address without a host, or with credentials");
      }
    } catch (FaceSearchException e) {
      if (!List.of(Reason.INVALID, Reason.TOO_LARGE).contains(e.reason())) {
        throw new IllegalStateException("not the caller's fault", e);
      }
    }
  }

  private static void same(byte[] expected, String uri) {
    if (!Arrays.equals(expected, ((Inline) PictureSource.parse(uri)).bytes(LIMITS))) {
      throw new IllegalStateException("read otherwise than written");
    }
  }
}
