package org.facesearch.rest.group;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.usecase.ManageGroups;
import org.facesearch.rest.UseCaseAction;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.common.inject.Inject;
import org.opensearch.transport.TransportService;

/** Lists the groups: v1 section 2.2. */
public final class TransportListGroupsAction
    extends UseCaseAction<TransportListGroupsAction.AllGroups, List<String>> {

  private final ManageGroups useCase;

  @Inject
  public TransportListGroupsAction(
      TransportService transport, ActionFilters filters, ManageGroups useCase) {
    super(GroupActions.LIST, filters, transport);
    this.useCase = useCase;
  }

  /** Asks for every group. */
  public record AllGroups() {}

  @Override
  protected CompletionStage<List<String>> run(TransportListGroupsAction.AllGroups request) {
    return useCase.list();
  }
}
