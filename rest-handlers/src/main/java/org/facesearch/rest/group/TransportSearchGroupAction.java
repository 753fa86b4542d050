package org.facesearch.rest.group;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.usecase.IdentifyFaces;
import org.facesearch.rest.UseCaseAction;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.common.inject.Inject;
import org.opensearch.transport.TransportService;

/** Finds the faces of pictures in groups: v1 sections 2.6, 2.11, 2.14 and 2.15. */
public final class TransportSearchGroupAction
    extends UseCaseAction<IdentifyFaces.Request, List<List<IdentifyFaces.FaceResult>>> {

  private final IdentifyFaces useCase;

  @Inject
  public TransportSearchGroupAction(
      TransportService transport, ActionFilters filters, IdentifyFaces useCase) {
    super(GroupActions.SEARCH, filters, transport);
    this.useCase = useCase;
  }

  @Override
  protected CompletionStage<List<List<IdentifyFaces.FaceResult>>> run(
      IdentifyFaces.Request request) {
    return useCase.run(request);
  }
}
