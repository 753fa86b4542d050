package org.facesearch.rest.facepp;

import java.io.IOException;
import java.util.List;
import org.facesearch.rest.CancellableRequest;
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
import org.opensearch.rest.action.RestCancellableNodeClient;
import org.opensearch.transport.client.node.NodeClient;

/**
 * What the calls of the Face++ API have in common: each is {@code POST /facepp/v3/<name>}, asks for
 * a key, refuses too large bodies, ignores unknown arguments, and answers with a {@link Reply}.
 */
abstract class FaceppHandler extends BaseRestHandler {

  /** Bytes of a body, as the document says: 2 MB. */
  private static final long WITHOUT_PICTURE = 2 << 20;

  /**
   * How much of a body a picture may take for each of its own bytes: base64 makes 1.34 of one, and
   * a form that escapes it about 1.4.
   */
  private static final double AS_TEXT = 1.5;

  private final String name;
  private final int pictures;
  private final FaceppGate gate;

  /**
   * A handler of one call.
   *
   * @param name its path below {@code /facepp/v3/}
   * @param pictures how many a request may have
   */
  FaceppHandler(String name, int pictures, FaceppGate gate) {
    this.name = name;
    this.pictures = pictures;
    this.gate = gate;
  }

  @Override
  public final String getName() {
    return "face_search_facepp_" + name.replace('/', '_');
  }

  @Override
  public final List<Route> routes() {
    return FaceppRoutes.of("/" + name);
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
        client.execute(type, new UseCaseRequest<>(request), answer(channel, reply, renderer));
  }

  /** The same for a call with pictures: its work ends when its client hangs up. */
  static <Q, R> Call cancellable(
      ActionType<UseCaseResponse<R>> type, Q request, Renderer<R> renderer) {
    return (client, channel, reply) ->
        new RestCancellableNodeClient(client, channel.request().getHttpChannel())
            .execute(type, new CancellableRequest<>(request), answer(channel, reply, renderer));
  }

  private static <R> ActionListener<UseCaseResponse<R>> answer(
      RestChannel channel, Reply reply, Renderer<R> renderer) {
    return ActionListener.wrap(
        answer -> reply.send(channel, body -> renderer.write(answer.content(), body)),
        error -> reply.fail(channel, error));
  }

  @Override
  protected final RestChannelConsumer prepareRequest(RestRequest request, NodeClient client) {
    Reply reply = gate.reply();
    BytesReference body = request.content();
    // OpenSearch refuses a call with parameters that nobody has asked for.
    request.params().keySet().forEach(request::param);
    if (request.method() != RestRequest.Method.POST) {
      return channel -> reply.fail(channel, FaceppException.noSuchApi());
    }
    if (body.length() > largestBody()) {
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

  private long largestBody() {
    return Math.max(
        WITHOUT_PICTURE, Math.round(AS_TEXT * pictures * gate.pictureBytes().getAsLong()));
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
