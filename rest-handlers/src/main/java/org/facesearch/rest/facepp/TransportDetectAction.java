package org.facesearch.rest.facepp;

import java.util.concurrent.CompletionStage;
import org.facesearch.models.usecase.faceset.DetectFaces;
import org.facesearch.rest.UseCaseAction;
import org.facesearch.rest.call.Call;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.common.inject.Inject;
import org.opensearch.transport.TransportService;

/** Finds the faces of a picture. */
public final class TransportDetectAction
    extends UseCaseAction<DetectFaces.Request, DetectFaces.Detected> {

  private final DetectFaces useCase;

  @Inject
  public TransportDetectAction(
      TransportService transport, ActionFilters filters, DetectFaces useCase) {
    super(FaceppActions.DETECT, filters, transport);
    this.useCase = useCase;
  }

  @Override
  protected CompletionStage<DetectFaces.Detected> run(DetectFaces.Request request) {
    return useCase.run(request);
  }

  @Override
  protected void note(Call call, DetectFaces.Request request) {
    call.brings(1);
  }

  @Override
  protected void noteFound(Call call, DetectFaces.Detected result) {
    call.found(result.faces().size(), 0);
  }
}
