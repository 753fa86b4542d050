package org.facesearch.rest.admin;

import java.util.Map;
import java.util.Objects;
import org.opensearch.action.ActionRequest;
import org.opensearch.action.ActionRequestValidationException;
import org.opensearch.core.tasks.TaskId;
import org.opensearch.tasks.CancellableTask;
import org.opensearch.tasks.Task;

/** Forgets a person, as a task that can be cancelled: it may be about very many events. */
final class RemoveIdentityRequest extends ActionRequest {

  private final String identity;

  RemoveIdentityRequest(String identity) {
    this.identity = Objects.requireNonNull(identity, "identity");
  }

  String identity() {
    return identity;
  }

  @Override
  public String getDescription() {
    return "identity [" + identity + "]";
  }

  @Override
  public Task createTask(
      long id, String type, String action, TaskId parent, Map<String, String> headers) {
    return new CancellableTask(id, type, action, getDescription(), parent, headers) {
      @Override
      public boolean shouldCancelChildrenOnCancellation() {
        return true;
      }
    };
  }

  @Override
  public ActionRequestValidationException validate() {
    return null;
  }
}
