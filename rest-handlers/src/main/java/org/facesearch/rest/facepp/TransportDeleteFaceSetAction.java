package org.facesearch.rest.facepp;

import java.util.concurrent.CompletionStage;
import org.facesearch.models.faceset.FaceSet;
import org.facesearch.models.usecase.faceset.FaceSetRef;
import org.facesearch.models.usecase.faceset.ManageFaceSets;
import org.facesearch.rest.UseCaseAction;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.common.inject.Inject;
import org.opensearch.transport.TransportService;

/** Deletes a FaceSet. */
public final class TransportDeleteFaceSetAction
    extends UseCaseAction<TransportDeleteFaceSetAction.Request, FaceSet> {

  /** What is asked; see {@link ManageFaceSets#delete}. */
  record Request(String owner, FaceSetRef faceSet, boolean onlyIfEmpty) {}

  private final ManageFaceSets useCase;

  @Inject
  public TransportDeleteFaceSetAction(
      TransportService transport, ActionFilters filters, ManageFaceSets useCase) {
    super(FaceppActions.DELETE, filters, transport);
    this.useCase = useCase;
  }

  @Override
  protected CompletionStage<FaceSet> run(TransportDeleteFaceSetAction.Request request) {
    return useCase.delete(request.owner(), request.faceSet(), request.onlyIfEmpty());
  }
}
