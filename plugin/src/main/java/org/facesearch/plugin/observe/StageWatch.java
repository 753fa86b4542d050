package org.facesearch.plugin.observe;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.facesearch.models.usecase.WorkWatch;
import org.facesearch.rest.call.Call;
import org.facesearch.rest.call.Calls;

/** Counts the stages of a node's work, notes each in its call, and ends what nobody waits for. */
public final class StageWatch implements WorkWatch {

  private final Calls calls;
  private final Map<String, Latencies> stages = new ConcurrentHashMap<>();

  public StageWatch(Calls calls) {
    this.calls = calls;
  }

  @Override
  public void requireWanted() {
    calls.current().ifPresent(Call::requireWanted);
  }

  @Override
  public void took(String stage, long nanos) {
    count(stage, nanos);
    calls.current().ifPresent(call -> call.took(stage, nanos));
  }

  /** Counts a stage of a call that the thread may have left by now. */
  void took(Call call, String stage, long nanos) {
    count(stage, nanos);
    call.took(stage, nanos);
  }

  private void count(String stage, long nanos) {
    stages.computeIfAbsent(stage, name -> new Latencies()).add(nanos);
  }

  /** By name. */
  Map<String, Object> stats() {
    Map<String, Object> stats = new TreeMap<>();
    stages.forEach((stage, latencies) -> stats.put(stage, latencies.stats()));
    return stats;
  }
}
