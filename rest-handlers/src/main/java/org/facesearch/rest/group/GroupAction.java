package org.facesearch.rest.group;

import java.util.concurrent.CompletionStage;
import org.facesearch.models.usecase.GroupCalls;
import org.facesearch.rest.UseCaseAction;
import org.facesearch.rest.UseCaseResponse;
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

  @Override
  protected final CompletionStage<R> run(OfKind<Q> request) {
    return run(groups.of(request.kind()), request.asked());
  }
}
