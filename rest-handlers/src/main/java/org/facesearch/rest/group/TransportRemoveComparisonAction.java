package org.facesearch.rest.group;

import java.util.concurrent.CompletionStage;
import org.facesearch.models.usecase.KeepComparisons;
import org.facesearch.rest.UseCaseAction;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.common.inject.Inject;
import org.opensearch.transport.TransportService;

/** Removes a kept comparison. */
public final class TransportRemoveComparisonAction extends UseCaseAction<String, Void> {

  private final KeepComparisons useCase;

  @Inject
  public TransportRemoveComparisonAction(
      TransportService transport, ActionFilters filters, KeepComparisons useCase) {
    super(GroupActions.REMOVE_COMPARISON, filters, transport);
    this.useCase = useCase;
  }

  @Override
  protected CompletionStage<Void> run(String comparison) {
    return NoComparison.as404(() -> useCase.remove(comparison));
  }
}
