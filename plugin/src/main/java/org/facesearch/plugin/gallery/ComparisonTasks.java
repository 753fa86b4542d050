package org.facesearch.plugin.gallery;

import java.util.concurrent.CompletionStage;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.facesearch.models.compare.Comparison;
import org.facesearch.plugin.calls.Stages;
import org.opensearch.ResourceNotFoundException;
import org.opensearch.action.admin.cluster.node.tasks.cancel.CancelTasksRequest;
import org.opensearch.action.admin.cluster.node.tasks.cancel.CancelTasksResponse;
import org.opensearch.action.admin.cluster.node.tasks.get.GetTaskRequest;
import org.opensearch.action.admin.cluster.node.tasks.get.GetTaskResponse;
import org.opensearch.core.tasks.TaskId;
import org.opensearch.tasks.TaskResult;
import org.opensearch.transport.client.Client;

/** The tasks that run comparisons, on whichever nodes. */
final class ComparisonTasks {

  private static final Logger LOG = LogManager.getLogger(ComparisonTasks.class);

  private final Client client;

  ComparisonTasks(Client client) {
    this.client = client;
  }

  /**
   * Whether a comparison is still run. Where that cannot be found out just now, it counts as so.
   */
  CompletionStage<Boolean> runs(Comparison comparison) {
    GetTaskRequest request = new GetTaskRequest().setTaskId(new TaskId(comparison.task()));
    return Stages.<GetTaskResponse>of(l -> client.admin().cluster().getTask(request, l))
        .handle(
            (found, error) -> {
              if (error == null) {
                return isOf(comparison, found.getTask());
              }
              if (Stages.cause(error) instanceof ResourceNotFoundException) {
                return false;
              }
              LOG.debug("the task of a comparison could not be asked for", error);
              return true;
            });
  }

  /** A node that was started again counts its tasks from the beginning. */
  private static boolean isOf(Comparison comparison, TaskResult found) {
    String description = found.getTask().getDescription();
    return !found.isCompleted() && description != null && description.contains(comparison.id());
  }

  /** Asks the task to end; if it cannot be asked, it fails once there is no place for its rows. */
  CompletionStage<Void> cancel(Comparison comparison) {
    CancelTasksRequest request =
        new CancelTasksRequest()
            .setTaskId(new TaskId(comparison.task()))
            .setReason("the comparison is removed");
    return Stages.<CancelTasksResponse>of(l -> client.admin().cluster().cancelTasks(request, l))
        .handle(
            (done, error) -> {
              if (error != null) {
                LOG.debug("the task of a comparison could not be cancelled", error);
              }
              return null;
            });
  }
}
