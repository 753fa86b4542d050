package org.facesearch.rest.facepp;

import org.opensearch.core.rest.RestStatus;

/**
 * A row of the document's two tables of errors: a status and the exact text of {@code
 * error_message}. Some rows have a blank after the colon and some have none; both are as
 * documented.
 */
public final class FaceppException extends RuntimeException {

  private final RestStatus status;

  private FaceppException(RestStatus status, String message) {
    super(message);
    this.status = status;
  }

  public RestStatus status() {
    return status;
  }

  static FaceppException authentication() {
    return new FaceppException(RestStatus.UNAUTHORIZED, "AUTHENTICATION_ERROR");
  }

  /**
   * A key that may not call at all.
   *
   * @param reason {@code Denied by Client}, {@code Denied by Admin} or {@code Insufficient Account
   *     Balance}
   */
  static FaceppException authorization(String reason) {
    return new FaceppException(RestStatus.FORBIDDEN, "AUTHORIZATION_ERROR:" + reason);
  }

  static FaceppException concurrencyLimit() {
    return new FaceppException(RestStatus.FORBIDDEN, "CONCURRENCY_LIMIT_EXCEEDED");
  }

  /** A parameter that a trial key may not use. */
  static FaceppException permission(String parameter) {
    return new FaceppException(RestStatus.FORBIDDEN, "INSUFFICIENT_PERMISSION:" + parameter);
  }

  static FaceppException missing(String parameter) {
    return bad("MISSING_ARGUMENTS: " + parameter);
  }

  static FaceppException badArgument(String parameter) {
    return bad("BAD_ARGUMENTS:" + parameter);
  }

  static FaceppException coexistence() {
    return bad("COEXISTENCE_ARGUMENTS");
  }

  static FaceppException faceToken(String token) {
    return bad("INVALID_FACE_TOKEN: " + token);
  }

  static FaceppException outerId() {
    return bad("INVALID_OUTER_ID");
  }

  static FaceppException facesetToken() {
    return bad("INVALID_FACESET_TOKEN");
  }

  static FaceppException unsupportedImage(String parameter) {
    return bad("IMAGE_ERROR_UNSUPPORTED_FORMAT: " + parameter);
  }

  static FaceppException imageSize(String parameter) {
    return bad("INVALID_IMAGE_SIZE: " + parameter);
  }

  static FaceppException imageUrl(String parameter) {
    return bad("INVALID_IMAGE_URL: " + parameter);
  }

  static FaceppException imageTooLarge(String parameter) {
    return bad("IMAGE_FILE_TOO_LARGE:" + parameter);
  }

  static FaceppException downloadTimeout(String parameter) {
    return new FaceppException(
        RestStatus.PRECONDITION_FAILED, "IMAGE_DOWNLOAD_TIMEOUT: " + parameter);
  }

  static FaceppException noSuchApi() {
    return new FaceppException(RestStatus.NOT_FOUND, "API_NOT_FOUND");
  }

  /** No row of the document's: vectors of two models would have to be compared. */
  static FaceppException otherModel(String message) {
    return new FaceppException(RestStatus.CONFLICT, message);
  }

  static FaceppException internal() {
    return new FaceppException(RestStatus.INTERNAL_SERVER_ERROR, "INTERNAL_ERROR");
  }

  /** An error 400 with this text, parameters included. */
  static FaceppException bad(String message) {
    return new FaceppException(RestStatus.BAD_REQUEST, message);
  }
}
