package org.facesearch.plugin.observe;

import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.facesearch.models.usecase.WorkWatch;
import org.facesearch.plugin.audit.AuditLog;
import org.facesearch.plugin.audit.AuditSettings;
import org.facesearch.plugin.audit.AuditSweep;
import org.facesearch.plugin.audit.NobodyElseWrites;
import org.facesearch.plugin.calls.PluginClient;
import org.facesearch.plugin.calls.Rounds;
import org.facesearch.rest.call.CallObserver;
import org.facesearch.rest.call.Calls;
import org.opensearch.action.support.ActionFilter;
import org.opensearch.cluster.service.ClusterService;
import org.opensearch.common.settings.Setting;
import org.opensearch.threadpool.ThreadPool;

/** What sees the work of one node, put together. */
public final class ObserveWiring {

  private final Calls calls;
  private final StageWatch watch;
  private final NodeObserver observer;
  private final NodeStatus status;
  private final Runnable sweep;
  private final ThreadPool threads;

  /**
   * For one node.
   *
   * @param own writes the audit
   * @param memory of pictures and models
   */
  public ObserveWiring(
      PluginClient own, ThreadPool threads, ClusterService cluster, BreakerAccount memory) {
    this.threads = threads;
    calls = new Calls(threads.getThreadContext());
    watch = new StageWatch(calls);
    AuditLog audit = new AuditLog(own, cluster);
    observer = new NodeObserver(cluster.getClusterSettings(), audit);
    AuditSweep over = new AuditSweep(own, cluster, InstantSource.system());
    sweep =
        new Rounds(
            cluster::state, "days of the audit that are over could not be deleted", over::sweep);
    status =
        new NodeStatus()
            .with("requests", observer::stats)
            .with("stages", watch::stats)
            .with("thread_pools", () -> NodeStatus.of(threads))
            .with("breaker", memory::stats)
            .with("audit", audit::stats);
  }

  /** The settings of it, for registration. */
  public static List<Setting<?>> settings() {
    return Stream.of(SlowLog.settings(), AuditSettings.all()).flatMap(List::stream).toList();
  }

  /** Where the rooms find the call that they work for. */
  public Calls calls() {
    return calls;
  }

  /** Watches the stages of the work on pictures. */
  public WorkWatch watch() {
    return watch;
  }

  /** Hears of all calls. */
  public CallObserver observer() {
    return observer;
  }

  /** Of the actions of the cluster: times those that calls make, and keeps the audit closed. */
  public List<ActionFilter> filters() {
    return List.of(
        new SearchStages(calls, watch), new NobodyElseWrites(threads.getThreadContext()));
  }

  /** To be run now and then, on every node. */
  public Runnable sweep() {
    return sweep;
  }

  /** What the node tells of itself, to be added to. */
  public NodeStatus status() {
    return status;
  }
}
