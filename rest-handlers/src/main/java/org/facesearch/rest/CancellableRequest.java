package org.facesearch.rest;

import java.util.Map;
import org.opensearch.core.tasks.TaskId;
import org.opensearch.tasks.CancellableTask;
import org.opensearch.tasks.Task;

/** A call that ends when its client hangs up, or an operator cancels its task. */
public final class CancellableRequest<Q> extends UseCaseRequest<Q> {

  public CancellableRequest(Q content) {
    super(content);
  }

  @Override
  public Task createTask(
      long id, String type, String action, TaskId parent, Map<String, String> headers) {
    return new CancellableTask(id, type, action, getDescription(), parent, headers) {
      // Its searches, which may be on other nodes.
      @Override
      public boolean shouldCancelChildrenOnCancellation() {
        return true;
      }
    };
  }
}
