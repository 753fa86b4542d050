package org.facesearch.rest.reembed;

import java.util.concurrent.CompletionStage;
import org.facesearch.models.reembed.Reembedding;
import org.facesearch.models.usecase.reembed.ManageReembeddings;
import org.facesearch.rest.UseCaseAction;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.common.inject.Inject;
import org.opensearch.transport.TransportService;

/** Pauses a change of models. */
public final class TransportPauseReembeddingAction extends UseCaseAction<String, Reembedding> {

  private final ManageReembeddings manage;

  @Inject
  public TransportPauseReembeddingAction(
      TransportService transport, ActionFilters filters, ManageReembeddings manage) {
    super(ReembedActions.PAUSE, filters, transport);
    this.manage = manage;
  }

  @Override
  protected CompletionStage<Reembedding> run(String id) {
    return manage.pause(id);
  }
}
