package org.facesearch.models;

import java.util.Objects;

/**
 * A failure with a reason that every API can translate into its own status and wording.
 *
 * <p>The message is meant for the caller: it names the field or the thing that is wrong and never
 * carries class names, paths or the caller's picture.
 */
public final class FaceSearchException extends RuntimeException {

  /** Why a call failed, in terms that do not depend on any protocol. */
  public enum Reason {
    /** The request itself is wrong: a missing field, a bad picture, a wrong value. */
    INVALID,
    /** The picture or the request exceeds a limit of size. */
    TOO_LARGE,
    /** What the request names does not exist. */
    NOT_FOUND,
    /** What exists contradicts the request: a taken id, a vector of another model. */
    CONFLICT,
    /** Whoever asked for it, or an operator, wants it no more. */
    CANCELLED,
    /** Too much work at once; the same call may succeed later. */
    BUSY,
    /** A part that the call needs is not loaded or switched off. */
    UNAVAILABLE
  }

  private final Reason reason;

  public FaceSearchException(Reason reason, String message) {
    this(reason, message, null);
  }

  public FaceSearchException(Reason reason, String message, Throwable cause) {
    super(Objects.requireNonNull(message, "message"), cause);
    this.reason = Objects.requireNonNull(reason, "reason");
  }

  /** A mistake in the request. */
  public static FaceSearchException invalid(String message) {
    return new FaceSearchException(Reason.INVALID, message);
  }

  public Reason reason() {
    return reason;
  }

  /** The same failure with a text in front that tells where it happened, e.g. {@code images[2]}. */
  public FaceSearchException at(String place) {
    return new FaceSearchException(reason, place + ": " + getMessage(), this);
  }
}
