package org.facesearch.rest.group;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.compare.ComparedEntry;
import org.facesearch.models.usecase.Causes;
import org.facesearch.models.usecase.CompareGroups;
import org.facesearch.models.usecase.KeepComparisons;
import org.facesearch.rest.UseCaseResponse;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.action.support.TransportAction;
import org.opensearch.common.inject.Inject;
import org.opensearch.core.action.ActionListener;
import org.opensearch.tasks.Task;
import org.opensearch.transport.TransportService;

/** Searches all entries of a group in another, as a task that can be cancelled: v1 section 2.13. */
public final class TransportCompareGroupAction
    extends TransportAction<CompareRequest, UseCaseResponse<List<ComparedEntry>>> {

  private final CompareByTask comparing;
  private final KeepComparisons keeping;

  @Inject
  public TransportCompareGroupAction(
      TransportService transport,
      ActionFilters filters,
      CompareByTask comparing,
      KeepComparisons keeping) {
    super(GroupActions.COMPARE.name(), filters, transport.getTaskManager());
    this.comparing = comparing;
    this.keeping = keeping;
  }

  @Override
  protected void doExecute(
      Task task,
      CompareRequest request,
      ActionListener<UseCaseResponse<List<ComparedEntry>>> listener) {
    run((CompareTask) task, request)
        .whenComplete(
            (rows, error) -> {
              if (error == null) {
                listener.onResponse(new UseCaseResponse<>(rows));
              } else {
                listener.onFailure(Causes.exceptionOf(error));
              }
            });
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
