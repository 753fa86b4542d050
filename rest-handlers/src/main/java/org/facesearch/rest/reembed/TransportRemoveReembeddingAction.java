package org.facesearch.rest.reembed;

import java.util.concurrent.CompletionStage;
import org.facesearch.models.usecase.reembed.ManageReembeddings;
import org.facesearch.rest.UseCaseAction;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.common.inject.Inject;
import org.opensearch.transport.TransportService;

/** Ends and forgets a change of models. */
public final class TransportRemoveReembeddingAction extends UseCaseAction<String, String> {

  private final ManageReembeddings manage;

  @Inject
  public TransportRemoveReembeddingAction(
      TransportService transport, ActionFilters filters, ManageReembeddings manage) {
    super(ReembedActions.REMOVE, filters, transport);
    this.manage = manage;
  }

  @Override
  protected CompletionStage<String> run(String id) {
    return manage.remove(id).thenApply(removed -> id);
  }
}
