package org.facesearch.rest.group;

import java.util.concurrent.CompletionStage;
import org.facesearch.models.gallery.GroupKind;
import org.facesearch.models.usecase.AddEntry;
import org.facesearch.models.usecase.GroupCalls;
import org.facesearch.rest.call.Call;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.common.inject.Inject;
import org.opensearch.transport.TransportService;

/** Adds what is in a picture: v1 sections 1.5 and 2.5. */
public final class TransportAddEntryAction extends GroupAction<AddEntry.Request, AddEntry.Result> {

  @Inject
  public TransportAddEntryAction(
      TransportService transport, ActionFilters filters, GroupsByKind groups) {
    super(GroupActions.ADD, filters, transport, groups);
  }

  @Override
  CompletionStage<AddEntry.Result> run(GroupCalls calls, AddEntry.Request request) {
    return calls.add().run(request);
  }

  @Override
  void note(Call call, GroupKind kind, AddEntry.Request request) {
    call.brings(1);
  }
}
