package org.facesearch.rest.reembed;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.reembed.ReembedRequest;
import org.facesearch.models.reembed.Reembedding;
import org.facesearch.rest.UseCaseResponse;
import org.facesearch.rest.admin.AdminHandler;
import org.opensearch.action.ActionRequest;
import org.opensearch.core.action.ActionListener;
import org.opensearch.core.rest.RestStatus;
import org.opensearch.rest.BytesRestResponse;
import org.opensearch.rest.RestChannel;
import org.opensearch.rest.RestRequest;
import org.opensearch.rest.RestResponse;
import org.opensearch.transport.client.node.NodeClient;

/** A call that is answered once there is work, which then goes on without its client. */
abstract class RunHandler extends AdminHandler<Reembedding> {

  private static final Logger LOG = LogManager.getLogger(RunHandler.class);

  RunHandler(String name, String path) {
    super(name, RestRequest.Method.POST, path, ReembedActions.RUN);
  }

  /** What is asked for; empty to resume. */
  abstract Optional<ReembedRequest> asked(RestRequest request);

  /** Of what is begun or resumed. */
  abstract String id(RestRequest request);

  @Override
  protected final ActionRequest read(RestRequest request) {
    return new RunRequest(id(request), asked(request), begun -> {});
  }

  @Override
  protected final void execute(
      NodeClient client,
      RestRequest request,
      ActionRequest asked,
      ActionListener<UseCaseResponse<Reembedding>> answer) {
    ActionListener<UseCaseResponse<Reembedding>> first = ActionListener.notifyOnce(answer);
    RunRequest run = (RunRequest) asked;
    Consumer<Reembedding> begun = now -> first.onResponse(new UseCaseResponse<>(now));
    // How it ends after it has begun, it will tell itself; the cause is for the log.
    client.execute(
        ReembedActions.RUN,
        new RunRequest(run.id(), run.asked(), begun),
        ActionListener.wrap(
            done -> {},
            error -> {
              if (!(error instanceof FaceSearchException)) {
                LOG.warn("a change of models failed", error);
              }
              first.onFailure(error);
            }));
  }

  @Override
  protected final RestResponse response(Reembedding begun, RestChannel channel) throws IOException {
    return new BytesRestResponse(RestStatus.OK, ReembeddingBody.write(begun, channel.newBuilder()));
  }
}
