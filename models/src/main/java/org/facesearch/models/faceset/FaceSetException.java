package org.facesearch.models.faceset;

import java.util.Objects;

/** A failure that the Face++ API has a word of its own for. */
public final class FaceSetException extends RuntimeException {

  /** What is wrong. */
  public enum Reason {
    /** There is no such face token, its time is over, or it is another owner's. */
    FACE_TOKEN_UNKNOWN,
    /** The owner has no FaceSet of this {@code outer_id}. */
    OUTER_ID_UNKNOWN,
    /** The owner has no FaceSet of this {@code faceset_token}. */
    FACESET_TOKEN_UNKNOWN,
    /** A search in a FaceSet without a face. */
    FACESET_EMPTY,
    /** A FaceSet is to be created with an {@code outer_id} that the owner has already used. */
    FACESET_EXISTS,
    /** A FaceSet is to be renamed to an {@code outer_id} that another one of the owner has. */
    NEW_OUTER_ID_EXISTS,
    /** A FaceSet that is to be deleted only if it is empty is not. */
    FACESET_NOT_EMPTY
  }

  private final Reason reason;
  private final String subject;

  /**
   * @param subject the token or outer id in question, as the request gave it
   */
  public FaceSetException(Reason reason, String subject) {
    super(reason + ": " + subject);
    this.reason = Objects.requireNonNull(reason, "reason");
    this.subject = Objects.requireNonNull(subject, "subject");
  }

  public Reason reason() {
    return reason;
  }

  /** The token or outer id in question, as the request gave it. */
  public String subject() {
    return subject;
  }
}
