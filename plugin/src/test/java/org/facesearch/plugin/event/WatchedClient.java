package org.facesearch.plugin.event;

import java.util.function.BiConsumer;
import org.opensearch.action.ActionRequest;
import org.opensearch.action.ActionType;
import org.opensearch.core.action.ActionListener;
import org.opensearch.core.action.ActionResponse;
import org.opensearch.transport.client.Client;
import org.opensearch.transport.client.FilterClient;

/** Lets a test do something before a call goes on, hold it back, or fail it by throwing. */
final class WatchedClient extends FilterClient {

  private volatile BiConsumer<ActionRequest, Runnable> before;

  WatchedClient(Client in) {
    super(in);
    clear();
  }

  void before(BiConsumer<ActionRequest, Runnable> before) {
    this.before = before;
  }

  void clear() {
    before = (request, call) -> call.run();
  }

  @Override
  protected <Q extends ActionRequest, A extends ActionResponse> void doExecute(
      ActionType<A> action, Q request, ActionListener<A> listener) {
    before.accept(request, () -> super.doExecute(action, request, listener));
  }
}
