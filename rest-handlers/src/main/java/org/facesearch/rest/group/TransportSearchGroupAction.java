package org.facesearch.rest.group;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.gallery.GroupKind;
import org.facesearch.models.usecase.GroupCalls;
import org.facesearch.models.usecase.SearchGroups;
import org.facesearch.rest.call.Call;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.common.inject.Inject;
import org.opensearch.transport.TransportService;

/** Finds what is in pictures in groups: v1 sections 1.6, 2.6, 2.11, 2.14 and 2.15. */
public final class TransportSearchGroupAction
    extends GroupAction<SearchGroups.Request, List<List<SearchGroups.SubjectResult>>> {

  @Inject
  public TransportSearchGroupAction(
      TransportService transport, ActionFilters filters, GroupsByKind groups) {
    super(GroupActions.SEARCH, filters, transport, groups);
  }

  @Override
  CompletionStage<List<List<SearchGroups.SubjectResult>>> run(
      GroupCalls calls, SearchGroups.Request request) {
    return calls.search().run(request);
  }

  @Override
  void note(Call call, GroupKind kind, SearchGroups.Request request) {
    Notes.asked(call, kind, request.groups(), request.pictures().size());
  }

  @Override
  protected void noteFound(Call call, List<List<SearchGroups.SubjectResult>> result) {
    Notes.found(call, result);
  }
}
