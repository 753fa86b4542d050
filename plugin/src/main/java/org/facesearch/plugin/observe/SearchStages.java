package org.facesearch.plugin.observe;

import java.util.Map;
import java.util.Optional;
import org.facesearch.plugin.matching.MatchOrAddAction;
import org.facesearch.rest.call.Call;
import org.facesearch.rest.call.Calls;
import org.opensearch.action.ActionRequest;
import org.opensearch.action.bulk.BulkAction;
import org.opensearch.action.search.SearchAction;
import org.opensearch.action.support.ActionFilter;
import org.opensearch.action.support.ActionFilterChain;
import org.opensearch.action.support.ActionRequestMetadata;
import org.opensearch.core.action.ActionListener;
import org.opensearch.core.action.ActionResponse;
import org.opensearch.tasks.Task;

/**
 * Times what a call asks of the cluster: its stages {@code search} and {@code store}, whichever API
 * it belongs to.
 */
public final class SearchStages implements ActionFilter {

  private static final Map<String, String> STAGES =
      Map.of(
          SearchAction.NAME, "search",
          BulkAction.NAME, "store",
          MatchOrAddAction.NAME, "match_or_add");

  private final Calls calls;
  private final StageWatch watch;

  public SearchStages(Calls calls, StageWatch watch) {
    this.calls = calls;
    this.watch = watch;
  }

  @Override
  public int order() {
    return 0;
  }

  @Override
  public <Q extends ActionRequest, R extends ActionResponse> void apply(
      Task task,
      String action,
      Q request,
      ActionRequestMetadata<Q, R> metadata,
      ActionListener<R> listener,
      ActionFilterChain<Q, R> chain) {
    String stage = STAGES.get(action);
    Optional<Call> call = stage == null ? Optional.empty() : calls.current();
    chain.proceed(
        task, action, request, call.map(noted -> timed(noted, stage, listener)).orElse(listener));
  }

  private <R> ActionListener<R> timed(Call call, String stage, ActionListener<R> listener) {
    long begin = System.nanoTime();
    return ActionListener.runBefore(
        listener, () -> watch.took(call, stage, System.nanoTime() - begin));
  }
}
