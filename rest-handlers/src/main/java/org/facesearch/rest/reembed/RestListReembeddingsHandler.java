package org.facesearch.rest.reembed;

import java.io.IOException;
import java.util.List;
import org.facesearch.models.reembed.Reembedding;
import org.facesearch.rest.UseCaseRequest;
import org.facesearch.rest.admin.AdminHandler;
import org.opensearch.action.ActionRequest;
import org.opensearch.core.rest.RestStatus;
import org.opensearch.core.xcontent.XContentBuilder;
import org.opensearch.rest.BytesRestResponse;
import org.opensearch.rest.RestChannel;
import org.opensearch.rest.RestRequest;
import org.opensearch.rest.RestResponse;

/**
 * Tells of all changes of models, the latest first.
 *
 * <pre>
 * GET /_plugins/_face_search/reembed
 *
 * 200 {"reembeddings": [{"id": "2f1c…", "state": "running", …}]}
 * </pre>
 */
final class RestListReembeddingsHandler extends AdminHandler<List<Reembedding>> {

  RestListReembeddingsHandler() {
    super("list_reembeddings", RestRequest.Method.GET, "reembed", ReembedActions.GET);
  }

  @Override
  protected ActionRequest read(RestRequest request) {
    return new UseCaseRequest<>("");
  }

  @Override
  protected RestResponse response(List<Reembedding> result, RestChannel channel)
      throws IOException {
    return new BytesRestResponse(RestStatus.OK, write(result, channel.newBuilder()));
  }

  private static XContentBuilder write(List<Reembedding> all, XContentBuilder body)
      throws IOException {
    body.startObject().startArray("reembeddings");
    for (Reembedding one : all) {
      ReembeddingBody.write(one, body);
    }
    return body.endArray().endObject();
  }
}
