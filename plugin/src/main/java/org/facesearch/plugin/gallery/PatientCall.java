package org.facesearch.plugin.gallery;

import java.util.function.Consumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.opensearch.ExceptionsHelper;
import org.opensearch.action.bulk.BackoffPolicy;
import org.opensearch.action.support.RetryableAction;
import org.opensearch.common.unit.TimeValue;
import org.opensearch.core.action.ActionListener;
import org.opensearch.core.rest.RestStatus;
import org.opensearch.threadpool.ThreadPool;
import org.opensearch.transport.client.Client;

/**
 * A call of long work, which a full queue shall not end: refused by 429 it is made again, for some
 * minutes.
 */
final class PatientCall<T> extends RetryableAction<T> {

  private static final Logger LOG = LogManager.getLogger(PatientCall.class);
  private static final TimeValue SHORTEST_WAIT = TimeValue.timeValueMillis(100);
  private static final TimeValue LONGEST_WAIT = TimeValue.timeValueSeconds(10);
  private static final TimeValue PATIENCE = TimeValue.timeValueMinutes(5);

  private final Consumer<ActionListener<T>> call;

  PatientCall(Client client, Consumer<ActionListener<T>> call, ActionListener<T> listener) {
    super(
        LOG,
        client.threadPool(),
        SHORTEST_WAIT,
        PATIENCE,
        listener,
        BackoffPolicy.exponentialEqualJitterBackoff(SHORTEST_WAIT.millis(), LONGEST_WAIT.millis()),
        ThreadPool.Names.GENERIC);
    this.call = call;
  }

  @Override
  public void tryAction(ActionListener<T> listener) {
    call.accept(listener);
  }

  @Override
  public boolean shouldRetry(Exception error) {
    return ExceptionsHelper.status(error) == RestStatus.TOO_MANY_REQUESTS;
  }
}
