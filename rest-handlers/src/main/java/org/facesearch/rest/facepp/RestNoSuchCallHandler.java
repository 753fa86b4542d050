package org.facesearch.rest.facepp;

import java.util.List;
import java.util.stream.Stream;
import org.opensearch.rest.BaseRestHandler;
import org.opensearch.rest.RestRequest;
import org.opensearch.rest.RestRequest.Method;
import org.opensearch.transport.client.node.NodeClient;

/**
 * Answers {@code API_NOT_FOUND} to paths below {@code /facepp/v3} that are no call, and to calls by
 * another method than POST.
 */
final class RestNoSuchCallHandler extends BaseRestHandler {

  private static final List<String> PATHS =
      List.of(
          "/facepp/v3",
          "/facepp/v3/{call}",
          "/facepp/v3/{call}/{part}",
          "/facepp/v3/{call}/{part}/{rest}");

  private final FaceppGate gate;

  RestNoSuchCallHandler(FaceppGate gate) {
    this.gate = gate;
  }

  @Override
  public String getName() {
    return "face_search_facepp_no_such_call";
  }

  @Override
  public List<Route> routes() {
    return PATHS.stream()
        .flatMap(
            path ->
                Stream.of(
                        Method.GET,
                        Method.HEAD,
                        Method.POST,
                        Method.PUT,
                        Method.DELETE,
                        Method.PATCH)
                    .map(method -> new Route(method, path)))
        .toList();
  }

  @Override
  protected RestChannelConsumer prepareRequest(RestRequest request, NodeClient client) {
    Reply reply = gate.reply();
    // Looked at, both, or OpenSearch would complain of them.
    Object unused = request.content();
    request.params().keySet().forEach(request::param);
    return channel -> reply.fail(channel, FaceppException.noSuchApi());
  }
}
