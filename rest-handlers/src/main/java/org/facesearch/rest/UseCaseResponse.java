package org.facesearch.rest;

import org.opensearch.core.action.ActionResponse;
import org.opensearch.core.common.io.stream.StreamOutput;

/** Carries a use case's own result back to the handler on the same node. */
public final class UseCaseResponse<R> extends ActionResponse {

  private final R content;

  public UseCaseResponse(R content) {
    this.content = content;
  }

  public R content() {
    return content;
  }

  @Override
  public void writeTo(StreamOutput out) {
    throw new UnsupportedOperationException("never leaves its node");
  }
}
