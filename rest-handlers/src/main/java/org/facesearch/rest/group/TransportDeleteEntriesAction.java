package org.facesearch.rest.group;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.usecase.GroupCalls;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.common.inject.Inject;
import org.opensearch.transport.TransportService;

/** Deletes entries: v1 sections 1.7 and 2.7. */
public final class TransportDeleteEntriesAction
    extends GroupAction<TransportDeleteEntriesAction.Ids, List<String>> {

  @Inject
  public TransportDeleteEntriesAction(
      TransportService transport, ActionFilters filters, GroupsByKind groups) {
    super(GroupActions.DELETE, filters, transport, groups);
  }

  /** Entries of a group by their ids. */
  public record Ids(String group, List<String> ids) {}

  @Override
  CompletionStage<List<String>> run(GroupCalls calls, TransportDeleteEntriesAction.Ids request) {
    return calls.manage().delete(request.group(), request.ids());
  }
}
