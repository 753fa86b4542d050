package org.facesearch.rest;

import java.util.concurrent.CompletionStage;
import org.facesearch.rest.call.Call;
import org.opensearch.action.ActionType;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.tasks.Task;
import org.opensearch.transport.TransportService;

/**
 * Runs one use case that need not know its task.
 *
 * @param <Q> what the use case is asked
 * @param <R> what it answers
 */
public abstract class UseCaseAction<Q, R> extends CallAction<UseCaseRequest<Q>, R> {

  protected UseCaseAction(
      ActionType<UseCaseResponse<R>> type, ActionFilters filters, TransportService transport) {
    super(type, filters, transport);
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

  /** Notes whom the call searches and how many pictures it brings. */
  protected void note(Call call, Q request) {}

  @Override
  protected final CompletionStage<R> start(Task task, UseCaseRequest<Q> request) {
    return run(request.content());
  }

  @Override
  protected final void noteAsked(Call call, UseCaseRequest<Q> request) {
    note(call, request.content());
  }
}
