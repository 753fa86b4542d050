package org.facesearch.rest.reembed;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.reembed.ReembedPlan;
import org.facesearch.models.reembed.ReembedRequest;
import org.facesearch.models.reembed.Reembedding;
import org.facesearch.models.usecase.reembed.ManageReembeddings;
import org.facesearch.models.usecase.reembed.RunReembedding;
import org.opensearch.core.tasks.TaskId;
import org.opensearch.tasks.Task;

/**
 * Lets tasks work on changes of models; what they ask of the cluster ends with them. A node works
 * on two at a time, since each keeps a part of its inference busy.
 */
public final class ReembeddingByTask {

  private static final int MOST = 2;

  private final UseCases useCases;
  private final ManageReembeddings manage;
  private final Supplier<String> node;
  private final Semaphore free = new Semaphore(MOST);

  /** What makes use cases. */
  public interface UseCases {

    /** Checks a request against what there is. */
    CompletionStage<ReembedPlan> plan(ReembedRequest request, String id);

    /** The work of a task on a change of models. */
    RunReembedding of(Reembedding begun, Task task, Consumer<Reembedding> progress);
  }

  /**
   * For one node.
   *
   * @param node its id
   */
  public ReembeddingByTask(UseCases useCases, ManageReembeddings manage, Supplier<String> node) {
    this.useCases = useCases;
    this.manage = manage;
    this.node = node;
  }

  /**
   * Begins or resumes one, and works on it to its end.
   *
   * <p>Fails with {@code BUSY} if the node works on too many.
   */
  CompletionStage<Reembedding> run(ReembedTask task, RunRequest request) {
    if (!free.tryAcquire()) {
      throw new FaceSearchException(
          Reason.BUSY, "this node re-embeds " + MOST + " indices already, try again later");
    }
    String run = new TaskId(node.get(), task.getId()).toString();
    return CompletableFuture.<Void>completedFuture(null)
        .thenCompose(start -> begin(request, run))
        .thenCompose(
            begun -> {
              request.begun().accept(begun);
              task.accept(begun);
              return useCases.of(begun, task, task).run().thenApply(done -> begun);
            })
        .whenComplete((done, error) -> free.release());
  }

  private CompletionStage<Reembedding> begin(RunRequest request, String run) {
    return request
        .asked()
        .map(
            asked ->
                useCases
                    .plan(asked, request.id())
                    .thenCompose(plan -> manage.begin(request.id(), plan, run)))
        .orElseGet(() -> manage.resume(request.id(), run));
  }
}
