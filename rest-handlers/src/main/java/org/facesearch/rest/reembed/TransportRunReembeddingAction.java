package org.facesearch.rest.reembed;

import org.facesearch.models.reembed.Reembedding;
import org.facesearch.models.usecase.Causes;
import org.facesearch.rest.UseCaseResponse;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.action.support.TransportAction;
import org.opensearch.common.inject.Inject;
import org.opensearch.core.action.ActionListener;
import org.opensearch.tasks.Task;
import org.opensearch.transport.TransportService;

/** Begins or resumes a change of models, and works on it to its end. */
public final class TransportRunReembeddingAction
    extends TransportAction<RunRequest, UseCaseResponse<Reembedding>> {

  private final ReembeddingByTask reembedding;

  @Inject
  public TransportRunReembeddingAction(
      TransportService transport, ActionFilters filters, ReembeddingByTask reembedding) {
    super(ReembedActions.RUN.name(), filters, transport.getTaskManager());
    this.reembedding = reembedding;
  }

  @Override
  protected void doExecute(
      Task task, RunRequest request, ActionListener<UseCaseResponse<Reembedding>> listener) {
    reembedding
        .run((ReembedTask) task, request)
        .whenComplete(
            (begun, error) -> {
              if (error == null) {
                listener.onResponse(new UseCaseResponse<>(begun));
              } else {
                listener.onFailure(Causes.exceptionOf(error));
              }
            });
  }
}
