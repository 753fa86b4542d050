package org.facesearch.rest.group;

import java.util.concurrent.CompletionStage;
import org.facesearch.models.usecase.UpdateFace;
import org.facesearch.rest.UseCaseAction;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.common.inject.Inject;
import org.opensearch.transport.TransportService;

/** Changes a face: v1 section 2.8. */
public final class TransportUpdateFaceAction extends UseCaseAction<UpdateFace.Request, Void> {

  private final UpdateFace useCase;

  @Inject
  public TransportUpdateFaceAction(
      TransportService transport, ActionFilters filters, UpdateFace useCase) {
    super(GroupActions.UPDATE, filters, transport);
    this.useCase = useCase;
  }

  @Override
  protected CompletionStage<Void> run(UpdateFace.Request request) {
    return useCase.run(request);
  }
}
