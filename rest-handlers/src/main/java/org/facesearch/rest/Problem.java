package org.facesearch.rest;

import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.facesearch.models.FaceSearchException;
import org.opensearch.ExceptionsHelper;
import org.opensearch.OpenSearchException;
import org.opensearch.action.support.TransportActions;
import org.opensearch.core.rest.RestStatus;
import org.opensearch.index.IndexNotFoundException;
import org.opensearch.indices.IndexClosedException;
import org.opensearch.node.NodeClosedException;
import org.opensearch.search.SearchContextMissingException;
import org.opensearch.transport.ConnectTransportException;

/**
 * A failure as a client is told of it.
 *
 * @param status of the answer
 * @param text without class names
 */
public record Problem(RestStatus status, String text) {

  private static final Logger LOG = LogManager.getLogger(Problem.class);

  /** What to say of a failure; what is our own mistake goes to the log and is called so. */
  public static Problem of(Exception error) {
    RestStatus status = status(error);
    return new Problem(status, text(error, status));
  }

  private static RestStatus status(Exception error) {
    if (error instanceof FaceSearchException failure) {
      return switch (failure.reason()) {
        case INVALID, TOO_LARGE, NOT_FOUND -> RestStatus.BAD_REQUEST;
        case CONFLICT, CANCELLED -> RestStatus.CONFLICT;
        case BUSY -> RestStatus.TOO_MANY_REQUESTS;
        case UNAVAILABLE -> RestStatus.SERVICE_UNAVAILABLE;
      };
    }
    return isForNow(error) ? RestStatus.SERVICE_UNAVAILABLE : ExceptionsHelper.status(error);
  }

  /**
   * Whether a node or a shard went away in the middle of it, a search on it perhaps between its two
   * phases: another attempt finds the next one.
   */
  private static boolean isForNow(Exception error) {
    Throwable cause = ExceptionsHelper.unwrapCause(error);
    return ExceptionsHelper.unwrap(
                error,
                ConnectTransportException.class,
                NodeClosedException.class,
                SearchContextMissingException.class)
            != null
        || (TransportActions.isShardNotAvailableException(cause)
            && !(cause instanceof IndexNotFoundException))
        || cause instanceof IndexClosedException;
  }

  /** A text without class names; what is our own mistake goes to the log and is called so. */
  private static String text(Exception error, RestStatus status) {
    if (error instanceof FaceSearchException failure) {
      if (failure.reason() == FaceSearchException.Reason.UNAVAILABLE) {
        LOG.warn(failure.getMessage(), failure.getCause());
      }
      return failure.getMessage();
    }
    Throwable cause = ExceptionsHelper.unwrapCause(error);
    if (status == RestStatus.TOO_MANY_REQUESTS) {
      LOG.debug("refused for now", error);
      return "too many requests, try again later";
    }
    if (status.getStatus() < 500
        && (cause instanceof OpenSearchException || cause instanceof IllegalArgumentException)) {
      return cause.getMessage();
    }
    if (status == RestStatus.SERVICE_UNAVAILABLE) {
      LOG.warn("a call cannot be answered now", error);
      return "not available for now, try again later";
    }
    LOG.error("a call failed", error);
    return "internal error";
  }
}
