package org.facesearch.rest.reembed;

import java.io.IOException;
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
 * Stops a change of models, to be resumed.
 *
 * <pre>
 * POST /_plugins/_face_search/reembed/2f1c…/pause
 *
 * 200 {"id": "2f1c…", "state": "paused", …}
 * </pre>
 */
final class RestPauseReembeddingHandler extends AdminHandler<Reembedding> {

  RestPauseReembeddingHandler() {
    super(
        "pause_reembedding",
        RestRequest.Method.POST,
        "reembed/{reembedding}/pause",
        ReembedActions.PAUSE);
  }

  @Override
  protected ActionRequest read(RestRequest request) {
    return new UseCaseRequest<>(request.param("reembedding"));
  }

  @Override
  protected RestResponse response(Reembedding result, RestChannel channel) throws IOException {
    return new BytesRestResponse(
        RestStatus.OK, ReembeddingBody.write(result, channel.newBuilder()));
  }
}
