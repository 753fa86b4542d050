package org.facesearch.rest.sophonmatch;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.usecase.event.MatchPicture;
import org.facesearch.rest.call.Call;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.common.inject.Inject;
import org.opensearch.tasks.Task;
import org.opensearch.transport.TransportService;

/** Tells whose face a camera took, and writes an event. */
public final class TransportPictureMatchAction
    extends CancellableAction<MatchPicture.Request, MatchPicture.Result> {

  private final MatchPicture useCase;

  @Inject
  public TransportPictureMatchAction(
      TransportService transport, ActionFilters filters, MatchPicture useCase) {
    super(SophonActions.PICTURE_MATCH, filters, transport);
    this.useCase = useCase;
  }

  @Override
  CompletionStage<MatchPicture.Result> run(
      Task task, MatchPicture.Request request, Runnable stillWanted) {
    return useCase.run(request, stillWanted);
  }

  @Override
  void note(Call call, MatchPicture.Request request) {
    call.searches("face_group", List.of(useCase.identityGroup()));
    call.brings(request.infrared().isPresent() ? 2 : 1);
  }

  @Override
  protected void noteFound(Call call, MatchPicture.Result result) {
    call.found(1, result.who().identity().known() ? 1 : 0);
  }
}
