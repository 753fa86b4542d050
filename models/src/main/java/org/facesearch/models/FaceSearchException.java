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

  /** What is wrong with a picture, for APIs that have a word for each of these. */
  public enum PictureFault {
    /**
     * It is not a picture, of no kind that is read, or damaged. Also where nothing else is said.
     */
    FORMAT,
    /** It has more bytes than allowed. */
    BYTES,
    /** Its sides are too short or too long, or it has too many pixels. */
    SIZE,
    /** It cannot be fetched from its address. */
    ADDRESS,
    /** Fetching it took too long. */
    TIMEOUT,
    /** A box that was given with it does not lie in it. */
    BOX
  }

  private final Reason reason;
  private final PictureFault fault;

  public FaceSearchException(Reason reason, String message) {
    this(reason, message, null);
  }

  public FaceSearchException(Reason reason, String message, Throwable cause) {
    this(reason, PictureFault.FORMAT, message, cause);
  }

  private FaceSearchException(Reason reason, PictureFault fault, String message, Throwable cause) {
    super(Objects.requireNonNull(message, "message"), cause);
    this.reason = Objects.requireNonNull(reason, "reason");
    this.fault = Objects.requireNonNull(fault, "fault");
  }

  /** A mistake in the request. */
  public static FaceSearchException invalid(String message) {
    return new FaceSearchException(Reason.INVALID, message);
  }

  /**
   * A {@code CONFLICT}: vectors of two models would have to be compared.
   *
   * @param holding what there is, e.g. {@code group staff holds vectors}
   * @param model that made them
   * @param loaded the model of this node
   */
  public static FaceSearchException otherModel(String holding, String model, String loaded) {
    return new FaceSearchException(
        Reason.CONFLICT,
        holding + " of model " + model + ", this node makes vectors of model " + loaded);
  }

  public Reason reason() {
    return reason;
  }

  /** The same failure, with what is wrong with the picture. */
  public FaceSearchException of(PictureFault wrong) {
    return new FaceSearchException(reason, wrong, getMessage(), getCause());
  }

  /** What is wrong with the picture, if a picture is what failed. */
  public PictureFault pictureFault() {
    return fault;
  }

  /** The same failure with a text in front that tells where it happened, e.g. {@code images[2]}. */
  public FaceSearchException at(String place) {
    return new FaceSearchException(reason, fault, place + ": " + getMessage(), this);
  }
}
