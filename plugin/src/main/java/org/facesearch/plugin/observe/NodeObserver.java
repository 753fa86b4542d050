package org.facesearch.plugin.observe;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.facesearch.plugin.audit.AuditLog;
import org.facesearch.rest.call.Call;
import org.facesearch.rest.call.CallObserver;
import org.opensearch.common.settings.ClusterSettings;
import org.opensearch.core.rest.RestStatus;

/** Counts the calls of a node, logs the slow ones and hands searches to the audit. */
final class NodeObserver implements CallObserver {

  private final RouteCounts routes = new RouteCounts();
  private final SlowLog slow;
  private final AuditLog audit;

  NodeObserver(ClusterSettings settings, AuditLog audit) {
    this.slow = new SlowLog(settings);
    this.audit = audit;
  }

  /** Calls that search for nobody are not in the audit. */
  @Override
  public CompletionStage<Void> ended(Call call, String outcome) {
    return call.targets().isEmpty()
        ? CompletableFuture.completedFuture(null)
        : audit.record(call, outcome);
  }

  @Override
  public void answered(Call call, int status) {
    routes.add(call.route(), status, call.nanos());
    slow.answered(call, status);
    if (status == RestStatus.FORBIDDEN.getStatus() && call.task() == null) {
      // Access control let it not even say what it searches.
      CompletionStage<Void> unused = audit.record(call, "forbidden");
    }
  }

  /** How often each call was made and how it ended, for a JSON object. */
  Map<String, Object> stats() {
    return routes.stats();
  }
}
