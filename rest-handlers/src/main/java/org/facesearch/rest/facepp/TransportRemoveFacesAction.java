package org.facesearch.rest.facepp;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.usecase.faceset.FaceSetRef;
import org.facesearch.models.usecase.faceset.ManageFaceSets;
import org.facesearch.rest.UseCaseAction;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.common.inject.Inject;
import org.opensearch.transport.TransportService;

/** Removes faces, or all, from a FaceSet. */
public final class TransportRemoveFacesAction
    extends UseCaseAction<TransportRemoveFacesAction.Request, ManageFaceSets.Changed> {

  /**
   * What is asked.
   *
   * @param tokens none for all that there are
   */
  record Request(String owner, FaceSetRef faceSet, List<String> tokens) {}

  private final ManageFaceSets useCase;

  @Inject
  public TransportRemoveFacesAction(
      TransportService transport, ActionFilters filters, ManageFaceSets useCase) {
    super(FaceppActions.REMOVE_FACES, filters, transport);
    this.useCase = useCase;
  }

  @Override
  protected CompletionStage<ManageFaceSets.Changed> run(
      TransportRemoveFacesAction.Request request) {
    return request.tokens().isEmpty()
        ? useCase.removeAll(request.owner(), request.faceSet())
        : useCase.removeFaces(request.owner(), request.faceSet(), request.tokens());
  }
}
