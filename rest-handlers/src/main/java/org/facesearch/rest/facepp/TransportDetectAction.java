package org.facesearch.rest.facepp;

import java.util.concurrent.CompletionStage;
import org.facesearch.models.usecase.faceset.DetectFaces;
import org.facesearch.rest.UseCaseAction;
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
}
