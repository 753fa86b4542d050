package org.facesearch.rest.call;

import java.time.InstantSource;
import java.util.List;
import org.opensearch.ExceptionsHelper;
import org.opensearch.http.HttpChannel;
import org.opensearch.rest.BaseRestHandler;
import org.opensearch.rest.RestChannel;
import org.opensearch.rest.RestHandler;
import org.opensearch.rest.RestRequest;
import org.opensearch.tasks.Task;
import org.opensearch.transport.client.node.NodeClient;

/**
 * A handler whose calls are noted. {@code _nodes/usage} does not count handlers that are wrapped;
 * the observer does.
 */
public final class ObservedHandler extends RestHandler.Wrapper {

  private static final String OURS = "face_search_";

  private final RestHandler handler;
  private final String route;
  private final CallObserver observer;
  private final InstantSource clock = InstantSource.system();

  private ObservedHandler(BaseRestHandler handler, CallObserver observer) {
    super(handler);
    this.handler = handler;
    this.route = handler.getName().substring(OURS.length());
    this.observer = observer;
  }

  /**
   * All of these, observed.
   *
   * @param handlers whose names begin with {@code face_search_}
   */
  public static List<RestHandler> all(List<RestHandler> handlers, CallObserver observer) {
    return handlers.stream()
        .<RestHandler>map(handler -> new ObservedHandler((BaseRestHandler) handler, observer))
        .toList();
  }

  @Override
  public void handleRequest(RestRequest request, RestChannel channel, NodeClient client)
      throws Exception {
    HttpChannel http = request.getHttpChannel();
    String opaqueId = request.header(Task.X_OPAQUE_ID);
    Call call =
        new Call(
            route,
            http == null ? null : http.getRemoteAddress(),
            opaqueId == null ? "" : opaqueId,
            clock.instant(),
            observer);
    new Calls(client.threadPool().getThreadContext()).work(call);
    try {
      handler.handleRequest(
          request, new ObservedChannel(channel, status -> observer.answered(call, status)), client);
    } catch (Exception e) {
      // What OpenSearch answers to: parameters that nobody knows, for one.
      observer.answered(call, ExceptionsHelper.status(e).getStatus());
      throw e;
    }
  }
}
