package org.facesearch.rest.facepp;

import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.PictureFault;
import org.facesearch.models.faceset.FaceSetException;
import org.facesearch.models.usecase.faceset.PictureException;
import org.opensearch.ExceptionsHelper;
import org.opensearch.core.rest.RestStatus;

/**
 * Which row of the document's tables a failure is. What has no row is an {@code INTERNAL_ERROR}.
 */
final class Failures {

  private static final Logger LOG = LogManager.getLogger(Failures.class);

  private Failures() {}

  /**
   * The row of a failure. Whatever the caller is not to know goes to the log.
   *
   * @param requestId what the caller is told, to be found in the log
   */
  static FaceppException row(Exception error, String requestId) {
    return switch (error) {
      case FaceppException row -> row;
      case PictureException picture -> picture(picture.fault(), picture.place());
      case FaceSetException faceSet -> faceSet(faceSet);
      case FaceSearchException failure -> failure(failure, requestId);
      default -> other(error, requestId);
    };
  }

  private static FaceppException picture(PictureFault fault, String parameter) {
    return switch (fault) {
      case FORMAT -> FaceppException.unsupportedImage(parameter);
      case BYTES -> FaceppException.imageTooLarge(parameter);
      case SIZE -> FaceppException.imageSize(parameter);
      case ADDRESS -> FaceppException.imageUrl(parameter);
      case TIMEOUT -> FaceppException.downloadTimeout(parameter);
      case BOX -> FaceppException.badArgument("face_rectangle" + number(parameter));
    };
  }

  /** Which of two pictures it is of, if it is of one of two. */
  private static String number(String parameter) {
    return parameter.endsWith("1") || parameter.endsWith("2")
        ? parameter.substring(parameter.length() - 1)
        : "";
  }

  private static FaceppException faceSet(FaceSetException failure) {
    return switch (failure.reason()) {
      case FACE_TOKEN_UNKNOWN -> FaceppException.faceToken(failure.subject());
      case OUTER_ID_UNKNOWN -> FaceppException.outerId();
      case FACESET_TOKEN_UNKNOWN -> FaceppException.facesetToken();
      case FACESET_EMPTY -> FaceppException.bad("EMPTY_FACESET");
      // The hosted service has these for calls that the document does not show.
      case FACESET_EXISTS -> FaceppException.bad("FACESET_EXIST");
      case NEW_OUTER_ID_EXISTS -> FaceppException.bad("NEW_OUTER_ID_EXIST");
      case FACESET_NOT_EMPTY -> FaceppException.bad("FACESET_NOT_EMPTY");
    };
  }

  private static FaceppException failure(FaceSearchException failure, String requestId) {
    return switch (failure.reason()) {
      case BUSY -> FaceppException.concurrencyLimit();
      case CONFLICT -> FaceppException.otherModel(failure.getMessage());
      // What is wrong with a request was found when it was read, or is a picture's fault.
      case INVALID, TOO_LARGE, NOT_FOUND, UNAVAILABLE -> internal(failure, requestId);
      // Its client has gone, or an operator has ended it for now.
      case CANCELLED -> FaceppException.concurrencyLimit();
    };
  }

  /** What OpenSearch refuses: to this caller, or for now. */
  private static FaceppException other(Exception error, String requestId) {
    RestStatus status = ExceptionsHelper.status(error);
    return switch (status) {
      case TOO_MANY_REQUESTS -> FaceppException.concurrencyLimit();
      case UNAUTHORIZED, FORBIDDEN -> FaceppException.authorization("Denied by Admin");
      default -> internal(error, requestId);
    };
  }

  private static FaceppException internal(Exception error, String requestId) {
    LOG.error("call " + requestId + " of the Face++ API failed", error);
    return FaceppException.internal();
  }
}
