package org.facesearch.rest.group;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.facesearch.models.compare.Comparison;
import org.opensearch.action.ActionRequest;
import org.opensearch.action.ActionRequestValidationException;
import org.opensearch.core.tasks.TaskId;
import org.opensearch.tasks.Task;

/** Compares two groups, on the node that took the call. */
public final class CompareRequest extends ActionRequest {

  private final Comparison.Asked asked;
  private final Optional<Keeping> keeping;

  private CompareRequest(Comparison.Asked asked, Optional<Keeping> keeping) {
    this.asked = Objects.requireNonNull(asked, "asked");
    this.keeping = keeping;
  }

  /**
   * That the rows are to be kept.
   *
   * @param started hears once that the comparison has begun
   */
  record Keeping(String id, Consumer<Comparison> started) {}

  /** All rows come with the response. */
  static CompareRequest answered(Comparison.Asked asked) {
    return new CompareRequest(asked, Optional.empty());
  }

  /** The rows are kept, the response to this comes at the end and is empty. */
  static CompareRequest kept(Comparison.Asked asked, Consumer<Comparison> started) {
    return new CompareRequest(
        asked, Optional.of(new Keeping(UUID.randomUUID().toString(), started)));
  }

  Comparison.Asked asked() {
    return asked;
  }

  Optional<Keeping> keeping() {
    return keeping;
  }

  /** Names what is kept: by this, others find out whether it is still run. */
  @Override
  public String getDescription() {
    return asked.kind().text()
        + "s of group ["
        + asked.target()
        + "] searched in group ["
        + asked.group()
        + "]"
        + keeping.map(kept -> ", comparison [" + kept.id() + "]").orElse("");
  }

  @Override
  public Task createTask(
      long id, String type, String action, TaskId parent, Map<String, String> headers) {
    return new CompareTask(id, type, action, getDescription(), parent, headers);
  }

  @Override
  public ActionRequestValidationException validate() {
    return null;
  }
}
