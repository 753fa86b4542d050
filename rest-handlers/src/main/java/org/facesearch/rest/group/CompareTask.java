package org.facesearch.rest.group;

import java.util.Map;
import org.facesearch.models.compare.CompareProgress;
import org.opensearch.core.tasks.TaskId;
import org.opensearch.tasks.CancellableTask;
import org.opensearch.tasks.Task;

/** A comparison that runs: {@code _tasks} shows its progress, and can cancel it. */
final class CompareTask extends CancellableTask implements CompareProgress {

  private volatile CompareStatus status = new CompareStatus(0, 0, 0);

  CompareTask(
      long id,
      String type,
      String action,
      String description,
      TaskId parent,
      Map<String, String> headers) {
    super(id, type, action, description, parent, headers);
  }

  @Override
  public void begins(long entries) {
    status = new CompareStatus(entries, 0, 0);
  }

  @Override
  public void reached(long entries, long rows) {
    status = new CompareStatus(status.total(), entries, rows);
  }

  @Override
  public Task.Status getStatus() {
    return status;
  }

  /** Its searches, which may be on other nodes. */
  @Override
  public boolean shouldCancelChildrenOnCancellation() {
    return true;
  }
}
