package org.facesearch.rest.facepp;

import java.util.concurrent.CompletionStage;
import org.facesearch.models.usecase.faceset.FaceSetRef;
import org.facesearch.models.usecase.faceset.ManageFaceSets;
import org.facesearch.rest.UseCaseAction;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.common.inject.Inject;
import org.opensearch.transport.TransportService;

/** Describes a FaceSet. */
public final class TransportDescribeFaceSetAction
    extends UseCaseAction<TransportDescribeFaceSetAction.Request, ManageFaceSets.Detail> {

  /** What is asked; see {@link ManageFaceSets#detail}. */
  record Request(String owner, FaceSetRef faceSet, int start) {}

  private final ManageFaceSets useCase;

  @Inject
  public TransportDescribeFaceSetAction(
      TransportService transport, ActionFilters filters, ManageFaceSets useCase) {
    super(FaceppActions.DESCRIBE, filters, transport);
    this.useCase = useCase;
  }

  @Override
  protected CompletionStage<ManageFaceSets.Detail> run(
      TransportDescribeFaceSetAction.Request request) {
    return useCase.detail(request.owner(), request.faceSet(), request.start());
  }
}
