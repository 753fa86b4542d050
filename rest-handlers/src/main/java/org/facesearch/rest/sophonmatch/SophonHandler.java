package org.facesearch.rest.sophonmatch;

import java.io.IOException;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.facesearch.models.FaceSearchException;
import org.facesearch.rest.CancellableRequest;
import org.facesearch.rest.Fields;
import org.facesearch.rest.Problem;
import org.facesearch.rest.UseCaseResponse;
import org.opensearch.action.ActionType;
import org.opensearch.core.action.ActionListener;
import org.opensearch.core.rest.RestStatus;
import org.opensearch.core.xcontent.XContentBuilder;
import org.opensearch.rest.BaseRestHandler;
import org.opensearch.rest.BytesRestResponse;
import org.opensearch.rest.RestChannel;
import org.opensearch.rest.RestRequest;
import org.opensearch.rest.action.RestCancellableNodeClient;
import org.opensearch.transport.client.node.NodeClient;

/**
 * A call of the SophonMatch API: a JSON object comes, a JSON object goes. A client that hangs up
 * before the answer has its call cancelled.
 *
 * @param <Q> what the use case is asked
 * @param <R> what it answers
 */
abstract class SophonHandler<Q, R> extends BaseRestHandler {

  private static final Logger LOG = LogManager.getLogger(SophonHandler.class);

  private final String call;
  private final ActionType<UseCaseResponse<R>> action;

  /**
   * Of one call.
   *
   * @param call the last part of its path
   */
  SophonHandler(String call, ActionType<UseCaseResponse<R>> action) {
    this.call = call;
    this.action = action;
  }

  /**
   * Reads the request.
   *
   * @throws FaceSearchException {@code INVALID} naming the field that is wrong
   */
  abstract Q read(Fields body);

  /** Writes the fields of the answer, without the braces. */
  abstract void write(R result, XContentBuilder body) throws IOException;

  @Override
  public final String getName() {
    return "face_search_sophonmatch_" + call;
  }

  @Override
  public final List<Route> routes() {
    return List.of(new Route(RestRequest.Method.POST, SophonApi.ROUTES + "/" + call));
  }

  @Override
  protected final RestChannelConsumer prepareRequest(RestRequest request, NodeClient client) {
    // Clients send parameters of other versions; OpenSearch would refuse what nobody has read.
    request.params().keySet().forEach(request::param);
    Q asked;
    try {
      asked = read(Fields.ofJson(request));
    } catch (FaceSearchException e) {
      return channel -> sendError(channel, e);
    }
    return channel ->
        new RestCancellableNodeClient(client, request.getHttpChannel())
            .execute(
                action,
                new CancellableRequest<>(asked),
                ActionListener.wrap(
                    response -> send(channel, response.content()),
                    error -> sendError(channel, error)));
  }

  private void send(RestChannel channel, R result) throws IOException {
    XContentBuilder body = channel.newBuilder().startObject();
    write(result, body);
    channel.sendResponse(new BytesRestResponse(RestStatus.OK, body.endObject()));
  }

  private static void sendError(RestChannel channel, Exception error) {
    Problem problem = Problem.of(error);
    try (XContentBuilder body = channel.newBuilder()) {
      body.startObject()
          .startObject("error")
          .field("code", problem.status().getStatus())
          .field("message", problem.text())
          .field("status", kind(problem.status()))
          .endObject()
          .endObject();
      channel.sendResponse(new BytesRestResponse(problem.status(), body));
    } catch (IOException e) {
      LOG.warn("an error could not be sent", e);
    }
  }

  /** The kind of an error, by which a client can tell what to do. */
  private static String kind(RestStatus status) {
    return switch (status) {
      case UNAUTHORIZED, FORBIDDEN -> "PERMISSION_DENIED";
      case NOT_FOUND -> "NOT_FOUND";
      case CONFLICT -> "CONFLICT";
      case TOO_MANY_REQUESTS -> "RESOURCE_EXHAUSTED";
      case SERVICE_UNAVAILABLE -> "UNAVAILABLE";
      default -> status.getStatus() < 500 ? "INVALID_ARGUMENT" : "INTERNAL";
    };
  }
}
