package org.facesearch.rest.admin;

import java.util.concurrent.CompletionStage;
import org.facesearch.models.usecase.event.RemovePerson;
import org.facesearch.rest.CallAction;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.common.inject.Inject;
import org.opensearch.tasks.Task;
import org.opensearch.transport.TransportService;

/** Forgets a person. */
public final class TransportRemoveIdentityAction
    extends CallAction<RemoveIdentityRequest, RemovePerson.Result> {

  private final RemovingByTask useCases;

  @Inject
  public TransportRemoveIdentityAction(
      TransportService transport, ActionFilters filters, RemovingByTask useCases) {
    super(AdminActions.REMOVE_IDENTITY, filters, transport);
    this.useCases = useCases;
  }

  @Override
  protected CompletionStage<RemovePerson.Result> start(Task task, RemoveIdentityRequest request) {
    return useCases.of(task).run(request.identity());
  }
}
