package org.facesearch.rest.sophonmatch;

import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.usecase.Causes;
import org.facesearch.models.usecase.event.SearchEvents;
import org.facesearch.rest.UseCaseRequest;
import org.facesearch.rest.UseCaseResponse;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.action.support.TransportAction;
import org.opensearch.common.inject.Inject;
import org.opensearch.core.action.ActionListener;
import org.opensearch.tasks.CancellableTask;
import org.opensearch.tasks.Task;
import org.opensearch.transport.TransportService;

/** Searches the events, as a task that can be cancelled. */
public final class TransportPictureSearchAction
    extends TransportAction<
        UseCaseRequest<SearchEvents.Request>, UseCaseResponse<SearchEvents.Result>> {

  private final SearchEventsByTask searches;

  @Inject
  public TransportPictureSearchAction(
      TransportService transport, ActionFilters filters, SearchEventsByTask searches) {
    super(SophonActions.PICTURE_SEARCH.name(), filters, transport.getTaskManager());
    this.searches = searches;
  }

  @Override
  protected void doExecute(
      Task task,
      UseCaseRequest<SearchEvents.Request> request,
      ActionListener<UseCaseResponse<SearchEvents.Result>> listener) {
    searches
        .of(task)
        .run(request.content(), () -> requireWanted(task))
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
