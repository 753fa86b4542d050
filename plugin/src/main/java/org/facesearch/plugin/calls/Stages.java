package org.facesearch.plugin.calls;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.usecase.Causes;
import org.opensearch.ExceptionsHelper;
import org.opensearch.action.bulk.BulkItemResponse;
import org.opensearch.action.bulk.BulkResponse;
import org.opensearch.cluster.block.ClusterBlockException;
import org.opensearch.cluster.metadata.IndexMetadata;
import org.opensearch.core.action.ActionListener;
import org.opensearch.core.tasks.TaskCancelledException;
import org.opensearch.index.engine.VersionConflictEngineException;
import org.opensearch.threadpool.ThreadPool;
import org.opensearch.transport.client.Client;

/** Calls of OpenSearch's client as stages. */
public final class Stages {

  private Stages() {}

  /**
   * Starts a call. One in the name of a task that was cancelled is refused by an exception, which
   * becomes the stage's failure too.
   */
  public static <T> CompletableFuture<T> of(Consumer<ActionListener<T>> call) {
    CompletableFuture<T> stage = new CompletableFuture<>();
    try {
      call.accept(
          ActionListener.wrap(
              stage::complete, error -> stage.completeExceptionally(translated(error))));
    } catch (RuntimeException e) {
      stage.completeExceptionally(translated(e));
    }
    return stage;
  }

  /** A call that is made again, after a while, as long as the patience lasts. */
  public static <T> CompletableFuture<T> patiently(
      Client client, Patience patience, Consumer<ActionListener<T>> call) {
    return of(listener -> new PatientCall<>(client, patience, call, listener).run());
  }

  /** The same of several calls, one after the other. */
  public static <T> CompletableFuture<T> patiently(
      Client client, Patience patience, Supplier<CompletionStage<T>> calls) {
    return patiently(
        client,
        patience,
        listener ->
            calls
                .get()
                .whenComplete(
                    (result, error) -> {
                      if (error == null) {
                        listener.onResponse(result);
                      } else {
                        listener.onFailure(Causes.exceptionOf(error));
                      }
                    }));
  }

  /**
   * A change that is made anew, after a while, as long as it meets others of the same documents.
   *
   * <p>Fails with {@code BUSY} if it has met them to the end.
   *
   * @param patience lasts at least while there are conflicts
   * @param busy what is then said, ahead of the advice to try again
   */
  public static <T> CompletionStage<T> changing(
      Client client, Patience patience, String busy, Supplier<CompletionStage<T>> change) {
    return patiently(client, patience, change)
        .exceptionally(
            error -> {
              throw isConflict(error)
                  ? new FaceSearchException(Reason.BUSY, busy + ", try again later", error)
                  : rethrown(error);
            });
  }

  /** Fails with the first failure among those of a bulk. */
  public static Void written(BulkResponse bulk) {
    for (BulkItemResponse item : bulk) {
      if (item.isFailed()) {
        throw rethrown(translated(item.getFailure().getCause()));
      }
    }
    return null;
  }

  /** Whether others have changed a document since it was read, or have made it before. */
  public static boolean isConflict(Throwable error) {
    return cause(error) instanceof VersionConflictEngineException;
  }

  /** Goes on where there is time for work: answers of other nodes come on network threads. */
  public static <T> CompletionStage<T> offNetwork(Client client, CompletionStage<T> answer) {
    return answer.thenApplyAsync(
        Function.identity(), client.threadPool().executor(ThreadPool.Names.GENERIC));
  }

  /** What really went wrong, below the wrappings of stages and of remote calls. */
  public static Throwable cause(Throwable error) {
    return ExceptionsHelper.unwrapCause(Causes.of(error));
  }

  /** A failure in a form that may be thrown inside a stage. */
  public static RuntimeException rethrown(Throwable error) {
    return error instanceof RuntimeException runtime ? runtime : new CompletionException(error);
  }

  /**
   * Failures that callers are told of in other words than OpenSearch's. The calls of a task are
   * refused as cancelled a moment before the task itself says so; a full disk is told like too many
   * requests.
   */
  public static Exception translated(Exception error) {
    if (ExceptionsHelper.unwrap(error, TaskCancelledException.class) != null) {
      return new FaceSearchException(Reason.CANCELLED, "the call was cancelled", error);
    }
    if (ExceptionsHelper.unwrapCause(error) instanceof ClusterBlockException refused
        && refused.blocks().contains(IndexMetadata.INDEX_READ_ONLY_ALLOW_DELETE_BLOCK)) {
      return new FaceSearchException(
          Reason.BUSY, IndexMetadata.INDEX_READ_ONLY_ALLOW_DELETE_BLOCK.description(), error);
    }
    return error;
  }
}
