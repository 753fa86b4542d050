package org.facesearch.rest.group;

import java.util.concurrent.CompletionStage;
import org.facesearch.models.gallery.GroupKind;
import org.facesearch.models.usecase.GroupCalls;
import org.facesearch.models.usecase.UpdateEntry;
import org.facesearch.rest.call.Call;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.common.inject.Inject;
import org.opensearch.transport.TransportService;

/** Changes an entry: v1 sections 1.8 and 2.8. */
public final class TransportUpdateEntryAction extends GroupAction<UpdateEntry.Request, Void> {

  @Inject
  public TransportUpdateEntryAction(
      TransportService transport, ActionFilters filters, GroupsByKind groups) {
    super(GroupActions.UPDATE, filters, transport, groups);
  }

  @Override
  CompletionStage<Void> run(GroupCalls calls, UpdateEntry.Request request) {
    return calls.update().run(request);
  }

  @Override
  void note(Call call, GroupKind kind, UpdateEntry.Request request) {
    call.brings(request.picture().isPresent() ? 1 : 0);
  }
}
