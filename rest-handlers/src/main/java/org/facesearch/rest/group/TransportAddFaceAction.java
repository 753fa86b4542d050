package org.facesearch.rest.group;

import java.util.concurrent.CompletionStage;
import org.facesearch.models.usecase.EnrolFace;
import org.facesearch.rest.UseCaseAction;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.common.inject.Inject;
import org.opensearch.transport.TransportService;

/** Enrols a face: v1 section 2.5. */
public final class TransportAddFaceAction
    extends UseCaseAction<EnrolFace.Request, EnrolFace.Result> {

  private final EnrolFace useCase;

  @Inject
  public TransportAddFaceAction(
      TransportService transport, ActionFilters filters, EnrolFace useCase) {
    super(GroupActions.ADD, filters, transport);
    this.useCase = useCase;
  }

  @Override
  protected CompletionStage<EnrolFace.Result> run(EnrolFace.Request request) {
    return useCase.run(request);
  }
}
