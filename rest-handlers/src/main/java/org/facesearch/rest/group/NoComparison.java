package org.facesearch.rest.group;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.usecase.Causes;
import org.opensearch.ResourceNotFoundException;

/** What is unknown is a 404 in our own routes; the documented API has 400 for it. */
final class NoComparison {

  private NoComparison() {}

  static <R> CompletionStage<R> as404(Supplier<CompletionStage<R>> call) {
    return CompletableFuture.<Void>completedFuture(null)
        .thenCompose(start -> call.get())
        .exceptionally(
            error -> {
              Throwable cause = Causes.of(error);
              throw cause instanceof FaceSearchException failure
                      && failure.reason() == FaceSearchException.Reason.NOT_FOUND
                  ? new ResourceNotFoundException(failure.getMessage(), failure)
                  : new CompletionException(cause);
            });
  }
}
