package org.facesearch.rest.facepp;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * What every call passes on its way in.
 *
 * @param pictureBytes most bytes of a picture; asked at every call
 * @param clock that replies are numbered by
 */
public record FaceppGate(KeyRing keys, LongSupplier pictureBytes, InstantSource clock) {

  Reply reply() {
    return new Reply(clock);
  }
}
