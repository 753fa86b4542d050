package org.facesearch.rest.group;

import java.nio.charset.StandardCharsets;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;

/**
 * Reads anything as the marker of a listing, and reads back what it writes itself.
 *
 * <p>A target of the fuzzer; {@link MarkerTest} runs it on what was found.
 */
public final class MarkerFuzz {

  private MarkerFuzz() {}

  /** One run; anything thrown is a finding. */
  public static void fuzzerTestOneInput(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    for (Marker marker : Marker.values()) {
      try {
        String key = marker.read(text);
        if (key != null && !key.equals(marker.read(marker.write(key)))) {
          throw new IllegalStateException("a key that changes");
        }
      } catch (FaceSearchException e) {
        if (e.reason() != Reason.INVALID) {
          throw new IllegalStateException("not the caller's fault", e);
        }
      }
      if (!text.equals(marker.read(marker.write(text)))) {
        throw new IllegalStateException("read otherwise than written");
      }
    }
  }
}
