package org.facesearch.rest.reembed;

import java.util.Map;
import java.util.function.Consumer;
import org.facesearch.models.reembed.Reached;
import org.facesearch.models.reembed.Reembedding;
import org.opensearch.core.tasks.TaskId;
import org.opensearch.tasks.CancellableTask;
import org.opensearch.tasks.Task;

/** Work on a change of models: {@code _tasks} shows its progress; to cancel it is to pause it. */
final class ReembedTask extends CancellableTask implements Consumer<Reembedding> {

  private volatile ReembedStatus status = ReembedStatus.of(Reached.NOTHING);

  ReembedTask(
      long id,
      String type,
      String action,
      String description,
      TaskId parent,
      Map<String, String> headers) {
    super(id, type, action, description, parent, headers);
  }

  @Override
  public void accept(Reembedding now) {
    status = ReembedStatus.of(now.reached());
  }

  @Override
  public Task.Status getStatus() {
    return status;
  }

  /** Its reads and writes, which may be on other nodes. */
  @Override
  public boolean shouldCancelChildrenOnCancellation() {
    return true;
  }
}
