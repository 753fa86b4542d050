package org.facesearch.rest.facepp;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.faceset.FaceSet;
import org.facesearch.models.usecase.faceset.ManageFaceSets;
import org.facesearch.rest.UseCaseAction;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.common.inject.Inject;
import org.opensearch.transport.TransportService;

/** Creates a FaceSet. */
public final class TransportCreateFaceSetAction
    extends UseCaseAction<TransportCreateFaceSetAction.Request, ManageFaceSets.Changed> {

  /** What is asked; see {@link ManageFaceSets#create}. */
  record Request(String owner, FaceSet.About about, List<String> tokens, boolean merge) {}

  private final ManageFaceSets useCase;

  @Inject
  public TransportCreateFaceSetAction(
      TransportService transport, ActionFilters filters, ManageFaceSets useCase) {
    super(FaceppActions.CREATE, filters, transport);
    this.useCase = useCase;
  }

  @Override
  protected CompletionStage<ManageFaceSets.Changed> run(
      TransportCreateFaceSetAction.Request request) {
    return useCase.create(request.owner(), request.about(), request.tokens(), request.merge());
  }
}
