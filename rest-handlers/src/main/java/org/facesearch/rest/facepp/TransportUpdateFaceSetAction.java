package org.facesearch.rest.facepp;

import java.util.concurrent.CompletionStage;
import org.facesearch.models.faceset.FaceSet;
import org.facesearch.models.usecase.faceset.FaceSetRef;
import org.facesearch.models.usecase.faceset.ManageFaceSets;
import org.facesearch.rest.UseCaseAction;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.common.inject.Inject;
import org.opensearch.transport.TransportService;

/** Changes what is said of a FaceSet. */
public final class TransportUpdateFaceSetAction
    extends UseCaseAction<TransportUpdateFaceSetAction.Request, FaceSet> {

  /** What is asked; see {@link ManageFaceSets#update}. */
  record Request(String owner, FaceSetRef faceSet, ManageFaceSets.Patch patch) {}

  private final ManageFaceSets useCase;

  @Inject
  public TransportUpdateFaceSetAction(
      TransportService transport, ActionFilters filters, ManageFaceSets useCase) {
    super(FaceppActions.UPDATE, filters, transport);
    this.useCase = useCase;
  }

  @Override
  protected CompletionStage<FaceSet> run(TransportUpdateFaceSetAction.Request request) {
    return useCase.update(request.owner(), request.faceSet(), request.patch());
  }
}
