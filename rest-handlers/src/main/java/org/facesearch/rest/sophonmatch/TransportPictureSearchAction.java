package org.facesearch.rest.sophonmatch;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.usecase.event.SearchEvents;
import org.facesearch.rest.call.Call;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.common.inject.Inject;
import org.opensearch.tasks.Task;
import org.opensearch.transport.TransportService;

/** Searches the events. */
public final class TransportPictureSearchAction
    extends CancellableAction<SearchEvents.Request, SearchEvents.Result> {

  private final SearchEventsByTask searches;

  @Inject
  public TransportPictureSearchAction(
      TransportService transport, ActionFilters filters, SearchEventsByTask searches) {
    super(SophonActions.PICTURE_SEARCH, filters, transport);
    this.searches = searches;
  }

  @Override
  CompletionStage<SearchEvents.Result> run(
      Task task, SearchEvents.Request request, Runnable stillWanted) {
    return searches.of(task).run(request, stillWanted);
  }

  @Override
  void note(Call call, SearchEvents.Request request) {
    call.searches("events", List.of("face-events"));
    call.brings(1);
  }

  @Override
  protected void noteFound(Call call, SearchEvents.Result result) {
    call.found(1, result.events().size());
  }
}
