package org.facesearch.rest.facepp;

import java.util.List;
import org.opensearch.rest.BaseRestHandler;
import org.opensearch.rest.RestRequest;
import org.opensearch.transport.client.node.NodeClient;

/** Answers {@code API_NOT_FOUND} to paths below {@code /facepp/v3} that are no call. */
final class RestNoSuchCallHandler extends BaseRestHandler {

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
    return FaceppRoutes.of("", "/{call}", "/{call}/{part}", "/{call}/{part}/{rest}");
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
