package org.facesearch.rest.facepp;

import java.util.concurrent.CompletionStage;
import org.facesearch.models.usecase.faceset.ManageFaceTokens;
import org.facesearch.rest.UseCaseAction;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.common.inject.Inject;
import org.opensearch.transport.TransportService;

/** Describes a face. */
public final class TransportDescribeFaceAction
    extends UseCaseAction<TransportDescribeFaceAction.Request, ManageFaceTokens.Detail> {

  /** What is asked; see {@link ManageFaceTokens#detail}. */
  record Request(String owner, String token) {}

  private final ManageFaceTokens useCase;

  @Inject
  public TransportDescribeFaceAction(
      TransportService transport, ActionFilters filters, ManageFaceTokens useCase) {
    super(FaceppActions.DESCRIBE_FACE, filters, transport);
    this.useCase = useCase;
  }

  @Override
  protected CompletionStage<ManageFaceTokens.Detail> run(
      TransportDescribeFaceAction.Request request) {
    return useCase.detail(request.owner(), request.token());
  }
}
