package org.facesearch.rest.facepp;

import java.io.IOException;
import java.util.List;
import org.facesearch.rest.UseCaseRequest;
import org.facesearch.rest.UseCaseResponse;
import org.facesearch.rest.facepp.KeyRing.Caller;
import org.opensearch.action.ActionType;
import org.opensearch.core.action.ActionListener;
import org.opensearch.core.common.bytes.BytesReference;
import org.opensearch.core.rest.RestStatus;
import org.opensearch.core.xcontent.XContentBuilder;
import org.opensearch.rest.BaseRestHandler;
import org.opensearch.rest.BytesRestResponse;
import org.opensearch.rest.RestChannel;
import org.opensearch.rest.RestRequest;
import org.opensearch.transport.client.node.NodeClient;

/**
 * What the calls of the Face++ API have in common: each is {@code POST /facepp/v3/<name>}, asks for
 * a key, knows neither too large bodies nor unknown arguments, and answers with a {@link Reply}.
 */
abstract class FaceppHandler extends BaseRestHandler {

  /** Bytes of the body of a call without a picture, as the document says: 2 MB. */
  private static final int WITHOUT_PICTURE = 2 << 20;

  /**
   * Bytes of the body for each picture: 2 MB are 2.7 MB in base64, and 2.9 MB where a form escapes
   * that.
   */
  private static final int FOR_A_PICTURE = 3 << 20;

  private final String name;
  private final int largest;
  private final FaceppGate gate;

  /**
   * A handler of one call.
   *
   * @param name its path below {@code /facepp/v3/}
   * @param pictures how many a request may have
   */
  FaceppHandler(String name, int pictures, FaceppGate gate) {
    this.name = name;
    this.largest = pictures == 0 ? WITHOUT_PICTURE : pictures * FOR_A_PICTURE;
    this.gate = gate;
  }

  @Override
  public final String getName() {
    return "face_search_facepp_" + name.replace('/', '_');
  }

  @Override
  public final List<Route> routes() {
    return List.of(new Route(RestRequest.Method.POST, "/facepp/v3/" + name));
  }

  /** A call that has been read and is ready to go. */
  interface Call {
    void start(NodeClient client, RestChannel channel, Reply reply);
  }

  /** Reads the arguments of a caller who may call; failures are thrown. */
  abstract Call read(Arguments arguments, Caller caller);

  /** Writes the fields of a successful answer. */
  interface Renderer<R> {
    void write(R result, XContentBuilder body) throws IOException;
  }

  static <Q, R> Call call(ActionType<UseCaseResponse<R>> type, Q request, Renderer<R> renderer) {
    return (client, channel, reply) ->
        client.execute(
            type,
            new UseCaseRequest<>(request),
            ActionListener.wrap(
                answer -> reply.send(channel, body -> renderer.write(answer.content(), body)),
                error -> reply.fail(channel, error)));
  }

  @Override
  protected final RestChannelConsumer prepareRequest(RestRequest request, NodeClient client) {
    Reply reply = gate.reply();
    BytesReference body = request.content();
    // OpenSearch refuses a call with parameters that nobody has asked for.
    request.params().keySet().forEach(request::param);
    if (body.length() > largest) {
      return FaceppHandler::sendTooLarge;
    }
    Call call;
    try {
      Arguments arguments = ArgumentReader.read(request);
      call = read(arguments, gate.keys().admit(arguments));
    } catch (RuntimeException e) {
      return channel -> reply.fail(channel, e);
    }
    return channel -> call.start(client, channel, reply);
  }

  /** The one error that is plain text. */
  private static void sendTooLarge(RestChannel channel) {
    channel.sendResponse(
        new BytesRestResponse(
            RestStatus.REQUEST_ENTITY_TOO_LARGE,
            BytesRestResponse.TEXT_CONTENT_TYPE,
            "Request Entity Too Large"));
  }
}
