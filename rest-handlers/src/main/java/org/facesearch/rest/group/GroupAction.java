package org.facesearch.rest.group;

import java.util.concurrent.CompletionStage;
import org.facesearch.models.gallery.GroupKind;
import org.facesearch.models.usecase.GroupCalls;
import org.facesearch.rest.UseCaseAction;
import org.facesearch.rest.UseCaseResponse;
import org.facesearch.rest.call.Call;
import org.opensearch.action.ActionType;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.transport.TransportService;

/** Runs one use case of the kind of groups that the request is about. */
abstract class GroupAction<Q, R> extends UseCaseAction<OfKind<Q>, R> {

  private final GroupsByKind groups;

  GroupAction(
      ActionType<UseCaseResponse<R>> type,
      ActionFilters filters,
      TransportService transport,
      GroupsByKind groups) {
    super(type, filters, transport);
    this.groups = groups;
  }

  /** Starts the use case. May throw what the stage could also fail with. */
  abstract CompletionStage<R> run(GroupCalls calls, Q request);

  /** Notes whom the call searches and how many pictures it brings. */
  void note(Call call, GroupKind kind, Q request) {}

  @Override
  protected final void note(Call call, OfKind<Q> request) {
    note(call, request.kind(), request.asked());
  }

  @Override
  protected final CompletionStage<R> run(OfKind<Q> request) {
    return run(groups.of(request.kind()), request.asked());
  }
}
