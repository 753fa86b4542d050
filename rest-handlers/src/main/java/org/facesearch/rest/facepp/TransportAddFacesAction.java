package org.facesearch.rest.facepp;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.usecase.faceset.FaceSetRef;
import org.facesearch.models.usecase.faceset.ManageFaceSets;
import org.facesearch.rest.UseCaseAction;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.common.inject.Inject;
import org.opensearch.transport.TransportService;

/** Adds faces to a FaceSet. */
public final class TransportAddFacesAction
    extends UseCaseAction<TransportAddFacesAction.Request, ManageFaceSets.Changed> {

  /** What is asked; see {@link ManageFaceSets#addFaces}. */
  record Request(String owner, FaceSetRef faceSet, List<String> tokens) {}

  private final ManageFaceSets useCase;

  @Inject
  public TransportAddFacesAction(
      TransportService transport, ActionFilters filters, ManageFaceSets useCase) {
    super(FaceppActions.ADD_FACES, filters, transport);
    this.useCase = useCase;
  }

  @Override
  protected CompletionStage<ManageFaceSets.Changed> run(TransportAddFacesAction.Request request) {
    return useCase.addFaces(request.owner(), request.faceSet(), request.tokens());
  }
}
