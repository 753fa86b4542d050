package org.facesearch.rest.group;

import java.util.concurrent.CompletionStage;
import org.facesearch.models.usecase.GroupCalls;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.common.inject.Inject;
import org.opensearch.transport.TransportService;

/** Creates a group: v1 sections 1.1 and 2.1. */
public final class TransportCreateGroupAction
    extends GroupAction<TransportCreateGroupAction.NewGroup, Void> {

  @Inject
  public TransportCreateGroupAction(
      TransportService transport, ActionFilters filters, GroupsByKind groups) {
    super(GroupActions.CREATE, filters, transport, groups);
  }

  /** A group to be created, expected to hold so many entries. */
  public record NewGroup(String group, long capacity) {}

  @Override
  CompletionStage<Void> run(GroupCalls calls, TransportCreateGroupAction.NewGroup request) {
    return calls.manage().create(request.group(), request.capacity());
  }
}
