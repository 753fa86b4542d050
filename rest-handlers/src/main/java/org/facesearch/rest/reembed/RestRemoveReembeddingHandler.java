package org.facesearch.rest.reembed;

import java.io.IOException;
import org.facesearch.rest.UseCaseRequest;
import org.facesearch.rest.admin.AdminHandler;
import org.opensearch.action.ActionRequest;
import org.opensearch.core.rest.RestStatus;
import org.opensearch.rest.BytesRestResponse;
import org.opensearch.rest.RestChannel;
import org.opensearch.rest.RestRequest;
import org.opensearch.rest.RestResponse;

/**
 * Forgets a change of models. Unless it was completed, it ends, and its index is deleted.
 *
 * <pre>
 * DELETE /_plugins/_face_search/reembed/2f1c…
 *
 * 200 {}
 * </pre>
 */
final class RestRemoveReembeddingHandler extends AdminHandler<String> {

  RestRemoveReembeddingHandler() {
    super(
        "remove_reembedding",
        RestRequest.Method.DELETE,
        "reembed/{reembedding}",
        ReembedActions.REMOVE);
  }

  @Override
  protected ActionRequest read(RestRequest request) {
    return new UseCaseRequest<>(request.param("reembedding"));
  }

  @Override
  protected RestResponse response(String result, RestChannel channel) throws IOException {
    return new BytesRestResponse(RestStatus.OK, channel.newBuilder().startObject().endObject());
  }
}
