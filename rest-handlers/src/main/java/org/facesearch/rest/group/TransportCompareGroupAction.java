package org.facesearch.rest.group;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.compare.ComparedEntry;
import org.facesearch.models.compare.Comparison;
import org.facesearch.models.usecase.CompareGroups;
import org.facesearch.models.usecase.KeepComparisons;
import org.facesearch.rest.CallAction;
import org.facesearch.rest.call.Call;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.common.inject.Inject;
import org.opensearch.tasks.Task;
import org.opensearch.transport.TransportService;

/** Searches all entries of a group in another, as a task that can be cancelled: v1 section 2.13. */
public final class TransportCompareGroupAction
    extends CallAction<CompareRequest, List<ComparedEntry>> {

  private final CompareByTask comparing;
  private final KeepComparisons keeping;

  @Inject
  public TransportCompareGroupAction(
      TransportService transport,
      ActionFilters filters,
      CompareByTask comparing,
      KeepComparisons keeping) {
    super(GroupActions.COMPARE, filters, transport);
    this.comparing = comparing;
    this.keeping = keeping;
  }

  @Override
  protected CompletionStage<List<ComparedEntry>> start(Task task, CompareRequest request) {
    return run((CompareTask) task, request);
  }

  @Override
  protected void noteAsked(Call call, CompareRequest request) {
    Comparison.Asked asked = request.asked();
    Notes.asked(call, asked.kind(), List.of(asked.group(), asked.target()), 0);
  }

  @Override
  protected void noteFound(Call call, List<ComparedEntry> rows) {
    call.found(rows.size(), rows.stream().mapToLong(row -> row.hits().size()).sum());
  }

  private CompletionStage<List<ComparedEntry>> run(CompareTask task, CompareRequest request) {
    return comparing.run(
        request.asked().kind(),
        task,
        groups ->
            request
                .keeping()
                .map(kept -> keep(task, request, kept, groups))
                .orElseGet(() -> groups.run(request.asked(), task)));
  }

  private CompletionStage<List<ComparedEntry>> keep(
      CompareTask task, CompareRequest request, CompareRequest.Keeping kept, CompareGroups groups) {
    return keeping
        .run(groups, request.asked(), kept.id(), comparing.name(task), task, kept.started())
        .thenApply(done -> List.of());
  }
}
