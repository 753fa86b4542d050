package org.facesearch.rest.group;

import java.util.concurrent.CompletionStage;
import org.facesearch.models.usecase.GroupCalls;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.common.inject.Inject;
import org.opensearch.transport.TransportService;

/** Removes a group of a given name: v1 sections 1.4 and 2.4. */
public final class TransportRemoveGroupAction extends GroupAction<String, Void> {

  @Inject
  public TransportRemoveGroupAction(
      TransportService transport, ActionFilters filters, GroupsByKind groups) {
    super(GroupActions.REMOVE, filters, transport, groups);
  }

  @Override
  CompletionStage<Void> run(GroupCalls calls, String request) {
    return calls.manage().remove(request);
  }
}
