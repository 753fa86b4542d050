package org.facesearch.plugin.gallery;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.usecase.Causes;
import org.opensearch.ExceptionsHelper;
import org.opensearch.core.action.ActionListener;
import org.opensearch.index.IndexNotFoundException;

/** Calls of OpenSearch's client as stages. */
final class Stages {

  private Stages() {}

  /** Starts a call; a group whose index has gone meanwhile does not exist. */
  static <T> CompletableFuture<T> of(Consumer<ActionListener<T>> call) {
    CompletableFuture<T> stage = new CompletableFuture<>();
    call.accept(
        ActionListener.wrap(
            stage::complete, error -> stage.completeExceptionally(translated(error))));
    return stage;
  }

  /** What really went wrong, below the wrappings of stages and of remote calls. */
  static Throwable cause(Throwable error) {
    return ExceptionsHelper.unwrapCause(Causes.of(error));
  }

  /** A failure in a form that may be thrown inside a stage. */
  static RuntimeException rethrown(Throwable error) {
    return error instanceof RuntimeException runtime ? runtime : new CompletionException(error);
  }

  /** A call that was overtaken by a group's removal fails in many ways, and for one reason. */
  static <T> CompletionStage<T> whileThere(CompletionStage<T> call, BooleanSupplier there) {
    return call.exceptionally(
        error -> {
          throw there.getAsBoolean()
              ? rethrown(error)
              : new FaceSearchException(Reason.NOT_FOUND, IndexGalleries.NO_GROUP, error);
        });
  }

  static Exception translated(Exception error) {
    return ExceptionsHelper.unwrapCause(error) instanceof IndexNotFoundException
        ? new FaceSearchException(Reason.NOT_FOUND, IndexGalleries.NO_GROUP, error)
        : error;
  }
}
