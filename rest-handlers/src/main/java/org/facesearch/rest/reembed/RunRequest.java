package org.facesearch.rest.reembed;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.facesearch.models.reembed.ReembedRequest;
import org.facesearch.models.reembed.Reembedding;
import org.opensearch.action.ActionRequest;
import org.opensearch.action.ActionRequestValidationException;
import org.opensearch.core.tasks.TaskId;
import org.opensearch.tasks.Task;

/** Begins a change of models, or resumes one. */
final class RunRequest extends ActionRequest {

  private final String id;
  private final Optional<ReembedRequest> asked;
  private final Consumer<Reembedding> begun;

  /**
   * @param asked empty to resume
   * @param begun hears of it once there is work on it; what is wrong makes the action fail before
   */
  RunRequest(String id, Optional<ReembedRequest> asked, Consumer<Reembedding> begun) {
    this.id = Objects.requireNonNull(id, "id");
    this.asked = Objects.requireNonNull(asked, "asked");
    this.begun = Objects.requireNonNull(begun, "begun");
  }

  String id() {
    return id;
  }

  Optional<ReembedRequest> asked() {
    return asked;
  }

  Consumer<Reembedding> begun() {
    return begun;
  }

  @Override
  public String getDescription() {
    return "reembedding [" + id + "]";
  }

  @Override
  public Task createTask(
      long taskId, String type, String action, TaskId parent, Map<String, String> headers) {
    return new ReembedTask(taskId, type, action, getDescription(), parent, headers);
  }

  @Override
  public ActionRequestValidationException validate() {
    return null;
  }
}
