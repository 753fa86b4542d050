package org.facesearch.rest.group;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.usecase.GroupCalls;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.common.inject.Inject;
import org.opensearch.transport.TransportService;

/** Lists the groups: v1 sections 1.2 and 2.2. */
public final class TransportListGroupsAction
    extends GroupAction<TransportListGroupsAction.AllGroups, List<String>> {

  @Inject
  public TransportListGroupsAction(
      TransportService transport, ActionFilters filters, GroupsByKind groups) {
    super(GroupActions.LIST, filters, transport, groups);
  }

  /** Asks for every group. */
  public record AllGroups() {}

  @Override
  CompletionStage<List<String>> run(GroupCalls calls, TransportListGroupsAction.AllGroups request) {
    return calls.manage().list();
  }
}
