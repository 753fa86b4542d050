package org.facesearch.rest.facepp;

import java.util.concurrent.CompletionStage;
import org.facesearch.models.usecase.faceset.FaceSource;
import org.facesearch.models.usecase.faceset.VerifyFaces;
import org.facesearch.rest.UseCaseAction;
import org.facesearch.rest.call.Call;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.common.inject.Inject;
import org.opensearch.transport.TransportService;

/** Tells how alike two faces are. */
public final class TransportCompareAction
    extends UseCaseAction<VerifyFaces.Request, VerifyFaces.Result> {

  private final VerifyFaces useCase;

  @Inject
  public TransportCompareAction(
      TransportService transport, ActionFilters filters, VerifyFaces useCase) {
    super(FaceppActions.COMPARE, filters, transport);
    this.useCase = useCase;
  }

  @Override
  protected CompletionStage<VerifyFaces.Result> run(VerifyFaces.Request request) {
    return useCase.run(request);
  }

  @Override
  protected void note(Call call, VerifyFaces.Request request) {
    call.brings(
        (request.first() instanceof FaceSource.Image ? 1 : 0)
            + (request.second() instanceof FaceSource.Image ? 1 : 0));
  }
}
