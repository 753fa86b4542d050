package org.facesearch.plugin.calls;

import java.util.concurrent.CompletionStage;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.opensearch.ResourceNotFoundException;
import org.opensearch.action.admin.cluster.node.tasks.cancel.CancelTasksRequest;
import org.opensearch.action.admin.cluster.node.tasks.cancel.CancelTasksResponse;
import org.opensearch.action.admin.cluster.node.tasks.get.GetTaskRequest;
import org.opensearch.action.admin.cluster.node.tasks.get.GetTaskResponse;
import org.opensearch.core.tasks.TaskId;
import org.opensearch.tasks.TaskResult;
import org.opensearch.transport.client.Client;

/** Tasks of long work, on whichever nodes, each with a description that tells what it works on. */
public final class RunningTasks {

  private static final Logger LOG = LogManager.getLogger(RunningTasks.class);

  private final Client client;

  public RunningTasks(Client client) {
    this.client = client;
  }

  /**
   * Whether a task still works on something. Where that cannot be found out just now, it counts as
   * so.
   *
   * @param task its name
   * @param work id of what it works on
   */
  public CompletionStage<Boolean> runs(String task, String work) {
    GetTaskRequest request = new GetTaskRequest().setTaskId(new TaskId(task));
    return Stages.<GetTaskResponse>of(l -> client.admin().cluster().getTask(request, l))
        .handle(
            (found, error) -> {
              if (error == null) {
                return isOn(work, found.getTask());
              }
              if (Stages.cause(error) instanceof ResourceNotFoundException) {
                return false;
              }
              LOG.debug("a task could not be asked for", error);
              return true;
            });
  }

  /** A node that was started again counts its tasks from the beginning. */
  private static boolean isOn(String work, TaskResult found) {
    String description = found.getTask().getDescription();
    return !found.isCompleted() && description != null && description.contains(work);
  }

  /**
   * Asks a task to end; if it cannot be asked, it fails once there is no place for what it makes.
   *
   * @param reason for those who look at tasks
   */
  public CompletionStage<Void> cancel(String task, String reason) {
    CancelTasksRequest request =
        new CancelTasksRequest().setTaskId(new TaskId(task)).setReason(reason);
    return Stages.<CancelTasksResponse>of(l -> client.admin().cluster().cancelTasks(request, l))
        .handle(
            (done, error) -> {
              if (error != null) {
                LOG.debug("a task could not be cancelled", error);
              }
              return null;
            });
  }
}
