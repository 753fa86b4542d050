package org.facesearch.plugin.forms;

import java.io.IOException;
import org.opensearch.core.rest.RestStatus;
import org.opensearch.core.xcontent.XContentBuilder;
import org.opensearch.rest.BytesRestResponse;
import org.opensearch.rest.RestChannel;
import org.opensearch.rest.RestHandler;
import org.opensearch.rest.RestRequest;
import org.opensearch.transport.client.node.NodeClient;

/**
 * A handler that gets no forms: they are answered as OpenSearch answers bodies of types that it
 * does not know.
 */
final class NoFormsHandler extends RestHandler.Wrapper {

  private final RestHandler handler;

  NoFormsHandler(RestHandler handler) {
    super(handler);
    this.handler = handler;
  }

  @Override
  public void handleRequest(RestRequest request, RestChannel channel, NodeClient client)
      throws Exception {
    if (request.hasContent() && FormMediaType.isForm(request.getMediaType())) {
      refuse(request, channel);
    } else {
      handler.handleRequest(request, channel, client);
    }
  }

  private static void refuse(RestRequest request, RestChannel channel) throws IOException {
    try (XContentBuilder body = channel.newErrorBuilder()) {
      body.startObject()
          .field(
              "error",
              FormMediaType.refusal(String.join(",", request.getAllHeaderValues("Content-Type"))))
          .field("status", RestStatus.NOT_ACCEPTABLE.getStatus())
          .endObject();
      channel.sendResponse(new BytesRestResponse(RestStatus.NOT_ACCEPTABLE, body));
    }
  }
}
