package org.facesearch.rest.admin;

import java.io.IOException;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.rest.Problem;
import org.facesearch.rest.UseCaseResponse;
import org.opensearch.action.ActionRequest;
import org.opensearch.action.ActionType;
import org.opensearch.core.action.ActionListener;
import org.opensearch.core.rest.RestStatus;
import org.opensearch.core.xcontent.XContentBuilder;
import org.opensearch.rest.BaseRestHandler;
import org.opensearch.rest.BytesRestResponse;
import org.opensearch.rest.RestChannel;
import org.opensearch.rest.RestRequest;
import org.opensearch.rest.RestResponse;
import org.opensearch.rest.action.RestCancellableNodeClient;
import org.opensearch.transport.client.node.NodeClient;

/**
 * One of the plugin's own calls. A client that hangs up before the answer has its call cancelled,
 * where that can be.
 *
 * @param <R> what the use case answers
 */
public abstract class AdminHandler<R> extends BaseRestHandler {

  private static final Logger LOG = LogManager.getLogger(AdminHandler.class);

  private final String name;
  private final Route route;
  private final ActionType<UseCaseResponse<R>> action;

  protected AdminHandler(
      String name, RestRequest.Method method, String path, ActionType<UseCaseResponse<R>> action) {
    this.name = "face_search_" + name;
    this.route = new Route(method, "/_plugins/_face_search/" + path);
    this.action = action;
  }

  /** Reads the request. */
  protected abstract ActionRequest read(RestRequest request);

  /** What is sent of a result. */
  protected abstract RestResponse response(R result, RestChannel channel) throws IOException;

  @Override
  public final String getName() {
    return name;
  }

  @Override
  public final List<Route> routes() {
    return List.of(route);
  }

  @Override
  protected final RestChannelConsumer prepareRequest(RestRequest request, NodeClient client) {
    ActionRequest asked;
    try {
      asked = read(request);
    } catch (FaceSearchException e) {
      return channel -> sendError(channel, e);
    }
    return channel ->
        execute(
            client,
            request,
            asked,
            ActionListener.wrap(
                response -> channel.sendResponse(response(response.content(), channel)),
                error -> sendError(channel, error)));
  }

  /** Has the action done for the client of a request. */
  protected void execute(
      NodeClient client,
      RestRequest request,
      ActionRequest asked,
      ActionListener<UseCaseResponse<R>> answer) {
    new RestCancellableNodeClient(client, request.getHttpChannel()).execute(action, asked, answer);
  }

  private static void sendError(RestChannel channel, Exception error) {
    Problem problem = Problem.of(error);
    RestStatus status =
        error instanceof FaceSearchException failure && failure.reason() == Reason.NOT_FOUND
            ? RestStatus.NOT_FOUND
            : problem.status();
    try (XContentBuilder body = channel.newBuilder()) {
      body.startObject().field("error", problem.text()).endObject();
      channel.sendResponse(new BytesRestResponse(status, body));
    } catch (IOException e) {
      LOG.warn("an error could not be sent", e);
    }
  }
}
