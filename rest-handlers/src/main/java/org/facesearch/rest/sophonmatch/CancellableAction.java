package org.facesearch.rest.sophonmatch;

import java.util.concurrent.CompletionStage;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.rest.CallAction;
import org.facesearch.rest.UseCaseRequest;
import org.facesearch.rest.UseCaseResponse;
import org.facesearch.rest.call.Call;
import org.opensearch.action.ActionType;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.tasks.CancellableTask;
import org.opensearch.tasks.Task;
import org.opensearch.transport.TransportService;

/**
 * Calls a use case that asks, part by part, whether its task is still wanted.
 *
 * @param <Q> what it is asked
 * @param <R> what it answers
 */
abstract class CancellableAction<Q, R> extends CallAction<UseCaseRequest<Q>, R> {

  CancellableAction(
      ActionType<UseCaseResponse<R>> type, ActionFilters filters, TransportService transport) {
    super(type, filters, transport);
  }

  /**
   * Starts the use case. May throw what the stage could also fail with.
   *
   * @param stillWanted throws once the task has been cancelled
   */
  abstract CompletionStage<R> run(Task task, Q request, Runnable stillWanted);

  /** Notes whom the call searches and how many pictures it brings. */
  abstract void note(Call call, Q request);

  @Override
  protected final CompletionStage<R> start(Task task, UseCaseRequest<Q> request) {
    return run(task, request.content(), () -> requireWanted(task));
  }

  @Override
  protected final void noteAsked(Call call, UseCaseRequest<Q> request) {
    note(call, request.content());
  }

  private static void requireWanted(Task task) {
    if (task instanceof CancellableTask cancellable && cancellable.isCancelled()) {
      throw new FaceSearchException(Reason.CANCELLED, "the call was cancelled");
    }
  }
}
