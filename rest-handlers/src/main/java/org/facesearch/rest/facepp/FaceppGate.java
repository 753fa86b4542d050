package org.facesearch.rest.facepp;

import java.time.InstantSource;

/** What every call passes on its way in: the keys, and the clock that its reply is numbered by. */
public record FaceppGate(KeyRing keys, InstantSource clock) {

  Reply reply() {
    return new Reply(clock);
  }
}
