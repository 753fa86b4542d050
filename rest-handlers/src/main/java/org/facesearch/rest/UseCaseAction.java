package org.facesearch.rest;

import java.util.concurrent.CompletionStage;
import org.facesearch.models.usecase.Causes;
import org.opensearch.action.ActionType;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.action.support.TransportAction;
import org.opensearch.core.action.ActionListener;
import org.opensearch.tasks.Task;
import org.opensearch.transport.TransportService;

/**
 * Runs one use case as an OpenSearch action: a task of its own, and a name that access control can
 * allow or refuse.
 */
public abstract class UseCaseAction<Q, R>
    extends TransportAction<UseCaseRequest<Q>, UseCaseResponse<R>> {

  protected UseCaseAction(
      ActionType<UseCaseResponse<R>> type, ActionFilters filters, TransportService transport) {
    super(type.name(), filters, transport.getTaskManager());
  }

  /** The type of an action that stays on its node. */
  public static <R> ActionType<UseCaseResponse<R>> type(String name) {
    return new ActionType<>(
        name,
        in -> {
          throw new UnsupportedOperationException("never leaves its node");
        });
  }

  /** Starts the use case. May throw what the stage could also fail with. */
  protected abstract CompletionStage<R> run(Q request);

  @Override
  protected final void doExecute(
      Task task, UseCaseRequest<Q> request, ActionListener<UseCaseResponse<R>> listener) {
    run(request.content())
        .whenComplete(
            (result, error) -> {
              if (error == null) {
                listener.onResponse(new UseCaseResponse<>(result));
              } else {
                listener.onFailure(Causes.exceptionOf(error));
              }
            });
  }
}
