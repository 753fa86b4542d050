package org.facesearch.rest;

import java.util.Objects;
import org.opensearch.action.ActionRequest;
import org.opensearch.action.ActionRequestValidationException;

/** Carries a use case's own request to its action on the same node. */
public class UseCaseRequest<Q> extends ActionRequest {

  private final Q content;

  public UseCaseRequest(Q content) {
    this.content = Objects.requireNonNull(content, "content");
  }

  public Q content() {
    return content;
  }

  @Override
  public ActionRequestValidationException validate() {
    return null;
  }
}
