package org.facesearch.plugin.calls;

import java.util.Optional;
import java.util.function.Supplier;
import org.facesearch.rest.call.Call;
import org.facesearch.rest.call.Calls;
import org.opensearch.action.ActionRequest;
import org.opensearch.action.ActionType;
import org.opensearch.action.support.ContextPreservingActionListener;
import org.opensearch.common.util.concurrent.ThreadContext;
import org.opensearch.core.action.ActionListener;
import org.opensearch.core.action.ActionResponse;
import org.opensearch.transport.client.Client;
import org.opensearch.transport.client.FilterClient;

/**
 * Calls in the plugin's own name, not in that of whoever sent the request; for indices of the
 * plugin alone. The caller's context comes back with the answer. No call creates an index by
 * writing to it.
 */
public final class PluginClient extends FilterClient {

  private final OwnName name;

  public PluginClient(Client in, OwnName name) {
    super(in);
    this.name = name;
  }

  @Override
  protected <Q extends ActionRequest, A extends ActionResponse> void doExecute(
      ActionType<A> action, Q request, ActionListener<A> listener) {
    ThreadContext context = threadPool().getThreadContext();
    Calls calls = new Calls(context);
    Optional<Call> call = calls.current();
    Supplier<ThreadContext.StoredContext> callers = context.newRestorableContext(false);
    name.run(
        context,
        () -> {
          NoAutoCreate.leaveNote(context);
          // Whose work it is does not say what it may do.
          call.ifPresent(calls::work);
          super.doExecute(
              action, request, new ContextPreservingActionListener<>(callers, listener));
        });
  }
}
