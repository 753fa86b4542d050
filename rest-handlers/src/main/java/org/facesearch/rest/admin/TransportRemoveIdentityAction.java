package org.facesearch.rest.admin;

import org.facesearch.models.usecase.Causes;
import org.facesearch.models.usecase.event.RemovePerson;
import org.facesearch.rest.UseCaseResponse;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.action.support.TransportAction;
import org.opensearch.common.inject.Inject;
import org.opensearch.core.action.ActionListener;
import org.opensearch.tasks.Task;
import org.opensearch.transport.TransportService;

/** Forgets a person. */
public final class TransportRemoveIdentityAction
    extends TransportAction<RemoveIdentityRequest, UseCaseResponse<RemovePerson.Result>> {

  private final RemovingByTask useCases;

  @Inject
  public TransportRemoveIdentityAction(
      TransportService transport, ActionFilters filters, RemovingByTask useCases) {
    super(AdminActions.REMOVE_IDENTITY.name(), filters, transport.getTaskManager());
    this.useCases = useCases;
  }

  @Override
  protected void doExecute(
      Task task,
      RemoveIdentityRequest request,
      ActionListener<UseCaseResponse<RemovePerson.Result>> listener) {
    useCases
        .of(task)
        .run(request.identity())
        .whenComplete(
            (removed, error) -> {
              if (error == null) {
                listener.onResponse(new UseCaseResponse<>(removed));
              } else {
                listener.onFailure(Causes.exceptionOf(error));
              }
            });
  }
}
