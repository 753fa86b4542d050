package org.facesearch.rest.reembed;

import java.io.IOException;
import java.util.List;
import org.facesearch.models.reembed.Reembedding;
import org.facesearch.rest.UseCaseRequest;
import org.facesearch.rest.admin.AdminHandler;
import org.opensearch.action.ActionRequest;
import org.opensearch.core.rest.RestStatus;
import org.opensearch.rest.BytesRestResponse;
import org.opensearch.rest.RestChannel;
import org.opensearch.rest.RestRequest;
import org.opensearch.rest.RestResponse;

/**
 * Tells how far a change of models is.
 *
 * <pre>
 * GET /_plugins/_face_search/reembed/2f1c…
 *
 * 200 {"id": "2f1c…", "state": "running", "total": 1000, "done": 120, "embedded": 118, …}
 * </pre>
 */
final class RestReadReembeddingHandler extends AdminHandler<List<Reembedding>> {

  RestReadReembeddingHandler() {
    super("read_reembedding", RestRequest.Method.GET, "reembed/{reembedding}", ReembedActions.GET);
  }

  @Override
  protected ActionRequest read(RestRequest request) {
    return new UseCaseRequest<>(request.param("reembedding"));
  }

  @Override
  protected RestResponse response(List<Reembedding> result, RestChannel channel)
      throws IOException {
    return new BytesRestResponse(
        RestStatus.OK, ReembeddingBody.write(result.getFirst(), channel.newBuilder()));
  }
}
