package org.facesearch.ingest;

import org.facesearch.models.FaceSearchException;
import org.facesearch.models.usecase.Causes;
import org.opensearch.OpenSearchStatusException;
import org.opensearch.core.concurrency.OpenSearchRejectedExecutionException;
import org.opensearch.core.rest.RestStatus;

/** Failures in the form in which OpenSearch gives each document its status. */
final class Failures {

  private Failures() {}

  /**
   * Translates. The result has no cause: a pipeline's {@code on_failure_message} is the text of the
   * innermost one, which does not name the field.
   */
  static Exception translated(Throwable error) {
    Exception cause = Causes.exceptionOf(error);
    if (cause instanceof FaceSearchException failure) {
      return switch (failure.reason()) {
        case BUSY -> new OpenSearchRejectedExecutionException(failure.getMessage());
        case UNAVAILABLE ->
            new OpenSearchStatusException(failure.getMessage(), RestStatus.SERVICE_UNAVAILABLE);
        case CONFLICT, CANCELLED ->
            new OpenSearchStatusException(failure.getMessage(), RestStatus.CONFLICT);
        case INVALID, TOO_LARGE, NOT_FOUND -> new IllegalArgumentException(failure.getMessage());
      };
    }
    return cause;
  }
}
