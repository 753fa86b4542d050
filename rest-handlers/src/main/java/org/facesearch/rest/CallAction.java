package org.facesearch.rest;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.faceset.FaceSetException;
import org.facesearch.models.usecase.Causes;
import org.facesearch.models.usecase.faceset.PictureException;
import org.facesearch.rest.call.Call;
import org.facesearch.rest.call.Calls;
import org.opensearch.ExceptionsHelper;
import org.opensearch.action.ActionRequest;
import org.opensearch.action.ActionType;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.action.support.TransportAction;
import org.opensearch.common.util.concurrent.ThreadContext;
import org.opensearch.core.action.ActionListener;
import org.opensearch.core.tasks.TaskCancelledException;
import org.opensearch.tasks.CancellableTask;
import org.opensearch.tasks.Task;
import org.opensearch.transport.TransportService;

/**
 * Answers a call as an OpenSearch action: a task of its own, and a name that access control can
 * allow or refuse. What is asked and found is noted in the call.
 *
 * @param <A> what carries the question
 * @param <R> what the use case answers
 */
public abstract class CallAction<A extends ActionRequest, R>
    extends TransportAction<A, UseCaseResponse<R>> {

  /** By which the security plugin tells who calls: {@code name|roles|…}. */
  private static final String USER = "_opendistro_security_user_info";

  private final ThreadContext context;
  private final Calls calls;

  protected CallAction(
      ActionType<UseCaseResponse<R>> type, ActionFilters filters, TransportService transport) {
    super(type.name(), filters, transport.getTaskManager());
    this.context = transport.getThreadPool().getThreadContext();
    this.calls = new Calls(context);
  }

  /** Starts the use case. May throw what the stage could also fail with. */
  protected abstract CompletionStage<R> start(Task task, A request);

  /** Notes whom the call searches and how many pictures it brings. */
  protected void noteAsked(Call call, A request) {}

  /** Notes how much it found. */
  protected void noteFound(Call call, R result) {}

  @Override
  protected final void doExecute(
      Task task, A request, ActionListener<UseCaseResponse<R>> listener) {
    Optional<Call> noted = calls.current();
    noted.ifPresent(
        call -> {
          call.runsAs(task, user());
          noteAsked(call, request);
        });
    begun(task, request)
        .whenComplete(
            (result, error) -> {
              Exception failure = error == null ? null : failure(task, error);
              if (noted.isEmpty()) {
                answer(result, failure, listener);
                return;
              }
              if (failure == null) {
                noteFound(noted.get(), result);
              }
              noted
                  .get()
                  .ended(outcome(failure))
                  .whenComplete(
                      (done, refused) ->
                          answer(result, failure == null ? refused : failure, listener));
            });
  }

  private CompletionStage<R> begun(Task task, A request) {
    try {
      return start(task, request);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static <R> void answer(
      R result, Throwable error, ActionListener<UseCaseResponse<R>> listener) {
    if (error == null) {
      listener.onResponse(new UseCaseResponse<>(result));
    } else {
      listener.onFailure(Causes.exceptionOf(error));
    }
  }

  /** Of a call that was cancelled: what its parts say of that, each in its own way, is the same. */
  private static Exception failure(Task task, Throwable error) {
    Exception cause = Causes.exceptionOf(error);
    boolean cancelled = task instanceof CancellableTask running && running.isCancelled();
    return (cancelled || ExceptionsHelper.unwrap(cause, TaskCancelledException.class) != null)
            && !(cause instanceof FaceSearchException)
        ? new FaceSearchException(Reason.CANCELLED, "the call was cancelled", cause)
        : cause;
  }

  private String user() {
    String info = context.getTransient(USER);
    return info == null ? "" : info.split("\\|", 2)[0];
  }

  private static String outcome(Exception error) {
    if (error == null) {
      return "ok";
    }
    String name =
        switch (error) {
          case FaceSearchException failure -> failure.reason().name();
          case FaceSetException unknown -> Reason.INVALID.name();
          case PictureException picture -> Reason.INVALID.name();
          default -> ExceptionsHelper.status(error).name();
        };
    return name.toLowerCase(Locale.ROOT);
  }
}
