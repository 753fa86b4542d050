package org.facesearch.rest.facepp;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.usecase.faceset.FaceSource;
import org.facesearch.models.usecase.faceset.SearchFaceSet;
import org.facesearch.rest.UseCaseAction;
import org.facesearch.rest.call.Call;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.common.inject.Inject;
import org.opensearch.transport.TransportService;

/** Finds the faces of a FaceSet most alike to a face. */
public final class TransportSearchAction
    extends UseCaseAction<SearchFaceSet.Request, SearchFaceSet.Result> {

  private final SearchFaceSet useCase;

  @Inject
  public TransportSearchAction(
      TransportService transport, ActionFilters filters, SearchFaceSet useCase) {
    super(FaceppActions.SEARCH, filters, transport);
    this.useCase = useCase;
  }

  @Override
  protected CompletionStage<SearchFaceSet.Result> run(SearchFaceSet.Request request) {
    return useCase.run(request);
  }

  @Override
  protected void note(Call call, SearchFaceSet.Request request) {
    call.searches("faceset", List.of(request.faceSet().text()));
    call.brings(request.face() instanceof FaceSource.Image ? 1 : 0);
  }

  @Override
  protected void noteFound(Call call, SearchFaceSet.Result result) {
    call.found(
        result.picture().map(picture -> picture.faces().size()).orElse(1),
        result.found().map(found -> found.hits().size()).orElse(0));
  }
}
