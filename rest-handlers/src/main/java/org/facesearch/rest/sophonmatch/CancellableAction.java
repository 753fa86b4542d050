package org.facesearch.rest.sophonmatch;

import java.util.concurrent.CompletionStage;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.usecase.Causes;
import org.facesearch.rest.UseCaseRequest;
import org.facesearch.rest.UseCaseResponse;
import org.opensearch.action.ActionType;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.action.support.TransportAction;
import org.opensearch.core.action.ActionListener;
import org.opensearch.tasks.CancellableTask;
import org.opensearch.tasks.Task;
import org.opensearch.transport.TransportService;

/**
 * Calls a use case as a task that can be cancelled.
 *
 * @param <Q> what it is asked
 * @param <R> what it answers
 */
abstract class CancellableAction<Q, R>
    extends TransportAction<UseCaseRequest<Q>, UseCaseResponse<R>> {

  CancellableAction(
      ActionType<UseCaseResponse<R>> type, ActionFilters filters, TransportService transport) {
    super(type.name(), filters, transport.getTaskManager());
  }

  /**
   * Starts the use case. May throw what the stage could also fail with.
   *
   * @param stillWanted throws once the task has been cancelled
   */
  abstract CompletionStage<R> run(Task task, Q request, Runnable stillWanted);

  @Override
  protected final void doExecute(
      Task task, UseCaseRequest<Q> request, ActionListener<UseCaseResponse<R>> listener) {
    run(task, request.content(), () -> requireWanted(task))
        .whenComplete(
            (result, error) -> {
              if (error == null) {
                listener.onResponse(new UseCaseResponse<>(result));
              } else {
                listener.onFailure(Causes.exceptionOf(error));
              }
            });
  }

  private static void requireWanted(Task task) {
    if (task instanceof CancellableTask cancellable && cancellable.isCancelled()) {
      throw new FaceSearchException(Reason.CANCELLED, "the call was cancelled");
    }
  }
}
