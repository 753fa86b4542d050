package org.facesearch.rest.group;

import java.util.concurrent.CompletionStage;
import org.facesearch.models.usecase.ManageGroups;
import org.facesearch.rest.UseCaseAction;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.common.inject.Inject;
import org.opensearch.transport.TransportService;

/** Removes a group of a given name: v1 section 2.4. */
public final class TransportRemoveGroupAction extends UseCaseAction<String, Void> {

  private final ManageGroups useCase;

  @Inject
  public TransportRemoveGroupAction(
      TransportService transport, ActionFilters filters, ManageGroups useCase) {
    super(GroupActions.REMOVE, filters, transport);
    this.useCase = useCase;
  }

  @Override
  protected CompletionStage<Void> run(String request) {
    return useCase.remove(request);
  }
}
