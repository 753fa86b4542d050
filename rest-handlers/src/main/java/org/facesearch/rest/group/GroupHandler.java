package org.facesearch.rest.group;

import java.io.IOException;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.facesearch.models.FaceSearchException;
import org.facesearch.rest.CancellableRequest;
import org.facesearch.rest.Problem;
import org.facesearch.rest.UseCaseRequest;
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
 * What the calls of the v1 group API have in common: they ignore query parameters they do not know,
 * and every failure is {@code {"error": "<text>"}}.
 */
abstract class GroupHandler extends BaseRestHandler {

  private static final Logger LOG = LogManager.getLogger(GroupHandler.class);

  private final String name;
  private final List<Route> routes;

  /** A handler of one route below {@code /v1/face/groups} or {@code /v1/image/groups}. */
  GroupHandler(GroupShape shape, String name, RestRequest.Method method, String path) {
    this("v1_" + shape.kind().text() + "_" + name, new Route(method, shape.path() + path));
  }

  /** A handler of a route that the documented API does not have. */
  GroupHandler(String name, Route route) {
    this.name = "face_search_" + name;
    this.routes = List.of(route);
  }

  @Override
  public final String getName() {
    return name;
  }

  @Override
  public final List<Route> routes() {
    return routes;
  }

  /** A call that has been read and is ready to go. */
  interface Call {
    void start(NodeClient client, RestChannel channel);
  }

  /** Reads the request; failures may be thrown. */
  abstract Call read(RestRequest request);

  @Override
  protected final RestChannelConsumer prepareRequest(RestRequest request, NodeClient client) {
    // Clients send parameters of other versions; OpenSearch would refuse what nobody has read.
    request.params().keySet().forEach(request::param);
    Call call;
    try {
      call = read(request);
    } catch (FaceSearchException e) {
      return channel -> sendError(channel, e);
    }
    return channel -> call.start(client, channel);
  }

  /** Writes the body of a successful response. */
  interface Renderer<R> {
    void write(R result, XContentBuilder body) throws IOException;
  }

  static <R> void nothing(R result, XContentBuilder body) throws IOException {
    body.startObject().endObject();
  }

  /** Asks something of the groups of one kind. */
  static <Q, R> Call call(
      ActionType<UseCaseResponse<R>> type, GroupShape shape, Q request, Renderer<R> renderer) {
    return call(type, new OfKind<>(shape.kind(), request), renderer);
  }

  static <Q, R> Call call(ActionType<UseCaseResponse<R>> type, Q request, Renderer<R> renderer) {
    return (client, channel) ->
        client.execute(
            type,
            new UseCaseRequest<>(request),
            ActionListener.map(answer(channel, renderer), UseCaseResponse::content));
  }

  /** The same for a call with pictures: its work ends when its client hangs up. */
  static <Q, R> Call cancellable(
      ActionType<UseCaseResponse<R>> type, GroupShape shape, Q request, Renderer<R> renderer) {
    return cancellable(type, new OfKind<>(shape.kind(), request), renderer);
  }

  static <Q, R> Call cancellable(
      ActionType<UseCaseResponse<R>> type, Q request, Renderer<R> renderer) {
    return (client, channel) ->
        new RestCancellableNodeClient(client, channel.request().getHttpChannel())
            .execute(
                type,
                new CancellableRequest<>(request),
                ActionListener.map(answer(channel, renderer), UseCaseResponse::content));
  }

  /** Sends what it hears, be it a result or a failure. */
  static <R> ActionListener<R> answer(RestChannel channel, Renderer<R> renderer) {
    return ActionListener.wrap(
        result -> {
          XContentBuilder body = channel.newBuilder();
          renderer.write(result, body);
          channel.sendResponse(new BytesRestResponse(RestStatus.OK, body));
        },
        error -> sendError(channel, error));
  }

  private static void sendError(RestChannel channel, Exception error) {
    try (XContentBuilder body = channel.newBuilder()) {
      Problem problem = Problem.of(error);
      body.startObject().field("error", problem.text()).endObject();
      channel.sendResponse(new BytesRestResponse(problem.status(), body));
    } catch (IOException e) {
      LOG.warn("an error could not be sent", e);
    }
  }
}
