package org.facesearch.plugin.calls;

import java.util.function.Consumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.opensearch.action.bulk.BackoffPolicy;
import org.opensearch.action.support.RetryableAction;
import org.opensearch.core.action.ActionListener;
import org.opensearch.threadpool.ThreadPool;
import org.opensearch.transport.client.Client;

/** A call that is made again, after a while, as its patience says. */
final class PatientCall<T> extends RetryableAction<T> {

  private static final Logger LOG = LogManager.getLogger(PatientCall.class);

  private final Patience patience;
  private final Consumer<ActionListener<T>> call;

  PatientCall(
      Client client,
      Patience patience,
      Consumer<ActionListener<T>> call,
      ActionListener<T> listener) {
    super(
        LOG,
        client.threadPool(),
        patience.shortestWait(),
        patience.whole(),
        listener,
        BackoffPolicy.exponentialEqualJitterBackoff(
            patience.shortestWait().millis(), patience.longestWait().millis()),
        ThreadPool.Names.GENERIC);
    this.patience = patience;
    this.call = call;
  }

  @Override
  public void tryAction(ActionListener<T> listener) {
    call.accept(listener);
  }

  @Override
  public boolean shouldRetry(Exception error) {
    return patience.again().test(error);
  }
}
