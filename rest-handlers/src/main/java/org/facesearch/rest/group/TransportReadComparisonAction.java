package org.facesearch.rest.group;

import java.util.concurrent.CompletionStage;
import org.facesearch.models.compare.Comparisons;
import org.facesearch.models.usecase.KeepComparisons;
import org.facesearch.rest.UseCaseAction;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.common.inject.Inject;
import org.opensearch.transport.TransportService;

/** Reads a kept comparison page by page. */
public final class TransportReadComparisonAction
    extends UseCaseAction<TransportReadComparisonAction.Range, Comparisons.Rows> {

  private final KeepComparisons useCase;

  @Inject
  public TransportReadComparisonAction(
      TransportService transport, ActionFilters filters, KeepComparisons useCase) {
    super(GroupActions.COMPARISON, filters, transport);
    this.useCase = useCase;
  }

  /** Some rows of a comparison. */
  public record Range(String comparison, Comparisons.Place after, int limit) {}

  @Override
  protected CompletionStage<Comparisons.Rows> run(Range request) {
    return NoComparison.as404(
        () -> useCase.rows(request.comparison(), request.after(), request.limit()));
  }
}
