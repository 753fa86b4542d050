package org.facesearch.rest.group;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.gallery.GroupKind;
import org.facesearch.models.usecase.CompareGroups;
import org.opensearch.core.tasks.TaskId;
import org.opensearch.tasks.Task;

/**
 * Gives each task a use case of its own, whose searches are the task's children and end with it. A
 * node runs so many at a time, since each holds vectors and hits in memory.
 */
public final class CompareByTask {

  private final UseCases useCases;
  private final Supplier<String> node;
  private final int most;
  private final Semaphore free;

  /** Makes the use case of a task, for groups of a kind. */
  @FunctionalInterface
  public interface UseCases {
    CompareGroups of(GroupKind kind, Task task);
  }

  /**
   * For one node.
   *
   * @param node its id
   * @param most at a time
   */
  public CompareByTask(UseCases useCases, Supplier<String> node, int most) {
    this.useCases = useCases;
    this.node = node;
    this.most = most;
    this.free = new Semaphore(most);
  }

  /** Comparisons that this node runs now. */
  public int running() {
    return most - free.availablePermits();
  }

  /** What the cluster knows a task of this node by. */
  String name(Task task) {
    return new TaskId(node.get(), task.getId()).toString();
  }

  /** Runs something; fails with {@code BUSY} if too many are under way. */
  <R> CompletionStage<R> run(
      GroupKind kind, Task task, Function<CompareGroups, CompletionStage<R>> work) {
    if (!free.tryAcquire()) {
      throw new FaceSearchException(
          Reason.BUSY, "this node compares " + most + " pairs of groups already, try again later");
    }
    return CompletableFuture.<Void>completedFuture(null)
        .thenCompose(start -> work.apply(useCases.of(kind, task)))
        .whenComplete((result, error) -> free.release());
  }
}
