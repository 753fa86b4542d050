package org.facesearch.plugin.calls;

import org.facesearch.rest.call.Call;
import org.facesearch.rest.call.Calls;
import org.opensearch.action.ActionRequest;
import org.opensearch.action.ActionType;
import org.opensearch.action.get.GetRequest;
import org.opensearch.action.get.MultiGetRequest;
import org.opensearch.action.search.SearchAction;
import org.opensearch.cluster.service.ClusterService;
import org.opensearch.core.action.ActionListener;
import org.opensearch.core.action.ActionResponse;
import org.opensearch.tasks.Task;
import org.opensearch.transport.client.Client;
import org.opensearch.transport.client.FilterClient;

/**
 * Makes the searches of a call children of its task: they end, and no further one begins, when the
 * call is cancelled. Writes are let finish, so that nothing is left half done.
 *
 * <p>Documents are read as they were last written. OpenSearch does so by itself, but the security
 * plugin takes it away from reads of system indices, and of those of which documents are hidden.
 * Then, and only then, the shard is refreshed first.
 */
public final class CallClient extends FilterClient {

  private final ClusterService cluster;
  private final Calls calls;

  public CallClient(Client in, ClusterService cluster, Calls calls) {
    super(in);
    this.cluster = cluster;
    this.calls = calls;
  }

  @Override
  protected <Q extends ActionRequest, A extends ActionResponse> void doExecute(
      ActionType<A> action, Q request, ActionListener<A> listener) {
    if (request instanceof GetRequest one) {
      one.refresh(true);
    } else if (request instanceof MultiGetRequest several) {
      several.refresh(true);
    }
    Task task = calls.current().map(Call::task).orElse(null);
    if (task != null
        && action.name().equals(SearchAction.NAME)
        && !request.getParentTask().isSet()) {
      request.setParentTask(cluster.localNode().getId(), task.getId());
    }
    super.doExecute(action, request, listener);
  }
}
