package org.facesearch.rest.facepp;

import java.util.concurrent.CompletionStage;
import org.facesearch.models.usecase.faceset.ManageFaceTokens;
import org.facesearch.rest.UseCaseAction;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.common.inject.Inject;
import org.opensearch.transport.TransportService;

/** Names a face. */
public final class TransportSetUserIdAction
    extends UseCaseAction<TransportSetUserIdAction.Request, Void> {

  /** What is asked; see {@link ManageFaceTokens#setUserId}. */
  record Request(String owner, String token, String userId) {}

  private final ManageFaceTokens useCase;

  @Inject
  public TransportSetUserIdAction(
      TransportService transport, ActionFilters filters, ManageFaceTokens useCase) {
    super(FaceppActions.SET_USER_ID, filters, transport);
    this.useCase = useCase;
  }

  @Override
  protected CompletionStage<Void> run(TransportSetUserIdAction.Request request) {
    return useCase.setUserId(request.owner(), request.token(), request.userId());
  }
}
