package org.facesearch.rest.reembed;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.reembed.Reembedding;
import org.facesearch.models.usecase.reembed.ManageReembeddings;
import org.facesearch.rest.UseCaseAction;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.common.inject.Inject;
import org.opensearch.transport.TransportService;

/** Tells of one change of models, or of all where none is named. */
public final class TransportReadReembeddingsAction
    extends UseCaseAction<String, List<Reembedding>> {

  private final ManageReembeddings manage;

  @Inject
  public TransportReadReembeddingsAction(
      TransportService transport, ActionFilters filters, ManageReembeddings manage) {
    super(ReembedActions.GET, filters, transport);
    this.manage = manage;
  }

  @Override
  protected CompletionStage<List<Reembedding>> run(String id) {
    return id.isEmpty() ? manage.list() : manage.read(id).thenApply(List::of);
  }
}
