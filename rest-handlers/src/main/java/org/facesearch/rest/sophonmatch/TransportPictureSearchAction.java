package org.facesearch.rest.sophonmatch;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.usecase.event.SearchEvents;
import org.facesearch.rest.CallAction;
import org.facesearch.rest.UseCaseRequest;
import org.facesearch.rest.call.Call;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.common.inject.Inject;
import org.opensearch.tasks.CancellableTask;
import org.opensearch.tasks.Task;
import org.opensearch.transport.TransportService;

/** Searches the events, as a task that can be cancelled. */
public final class TransportPictureSearchAction
    extends CallAction<UseCaseRequest<SearchEvents.Request>, SearchEvents.Result> {

  private final SearchEventsByTask searches;

  @Inject
  public TransportPictureSearchAction(
      TransportService transport, ActionFilters filters, SearchEventsByTask searches) {
    super(SophonActions.PICTURE_SEARCH, filters, transport);
    this.searches = searches;
  }

  @Override
  protected CompletionStage<SearchEvents.Result> start(
      Task task, UseCaseRequest<SearchEvents.Request> request) {
    return searches.of(task).run(request.content(), () -> requireWanted(task));
  }

  @Override
  protected void noteAsked(Call call, UseCaseRequest<SearchEvents.Request> request) {
    call.searches("events", List.of("face-events"));
    call.brings(1);
  }

  @Override
  protected void noteFound(Call call, SearchEvents.Result result) {
    call.found(1, result.events().size());
  }

  private static void requireWanted(Task task) {
    if (task instanceof CancellableTask cancellable && cancellable.isCancelled()) {
      throw new FaceSearchException(Reason.CANCELLED, "the call was cancelled");
    }
  }
}
