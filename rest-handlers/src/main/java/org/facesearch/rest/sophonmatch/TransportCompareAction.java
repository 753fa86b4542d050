package org.facesearch.rest.sophonmatch;

import java.util.concurrent.CompletionStage;
import org.facesearch.models.usecase.event.CompareWithCard;
import org.facesearch.rest.call.Call;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.common.inject.Inject;
import org.opensearch.tasks.Task;
import org.opensearch.transport.TransportService;

/** Tells whether somebody is the person on a card. */
public final class TransportCompareAction
    extends CancellableAction<CompareWithCard.Request, CompareWithCard.Result> {

  private final CompareWithCard useCase;

  @Inject
  public TransportCompareAction(
      TransportService transport, ActionFilters filters, CompareWithCard useCase) {
    super(SophonActions.COMPARE, filters, transport);
    this.useCase = useCase;
  }

  @Override
  CompletionStage<CompareWithCard.Result> run(
      Task task, CompareWithCard.Request request, Runnable stillWanted) {
    return useCase.run(request, stillWanted);
  }

  @Override
  void note(Call call, CompareWithCard.Request request) {
    call.brings(2);
  }
}
