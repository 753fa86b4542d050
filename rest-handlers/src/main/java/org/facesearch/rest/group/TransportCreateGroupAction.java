package org.facesearch.rest.group;

import java.util.concurrent.CompletionStage;
import org.facesearch.models.usecase.ManageGroups;
import org.facesearch.rest.UseCaseAction;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.common.inject.Inject;
import org.opensearch.transport.TransportService;

/** Creates a group: v1 section 2.1. */
public final class TransportCreateGroupAction
    extends UseCaseAction<TransportCreateGroupAction.NewGroup, Void> {

  private final ManageGroups useCase;

  @Inject
  public TransportCreateGroupAction(
      TransportService transport, ActionFilters filters, ManageGroups useCase) {
    super(GroupActions.CREATE, filters, transport);
    this.useCase = useCase;
  }

  /** A group to be created, expected to hold so many faces. */
  public record NewGroup(String group, long capacity) {}

  @Override
  protected CompletionStage<Void> run(TransportCreateGroupAction.NewGroup request) {
    return useCase.create(request.group(), request.capacity());
  }
}
