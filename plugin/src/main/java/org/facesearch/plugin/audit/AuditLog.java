package org.facesearch.plugin.audit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.usecase.Lanes;
import org.facesearch.plugin.calls.OwnIndices;
import org.facesearch.plugin.calls.PluginClient;
import org.facesearch.plugin.calls.Stages;
import org.facesearch.rest.call.Call;
import org.opensearch.action.bulk.BulkRequest;
import org.opensearch.action.bulk.BulkResponse;
import org.opensearch.action.index.IndexRequest;
import org.opensearch.cluster.service.ClusterService;
import org.opensearch.common.settings.ClusterSettings;
import org.opensearch.transport.client.Client;

/**
 * Writes down the calls that search for people, in the plugin's own name, some at a time. They wait
 * in a queue with an end: what finds no place in it, or cannot be written, is lost, counted and
 * logged, and the call is answered all the same, unless the setting says that it must not be.
 */
public final class AuditLog {

  private static final Logger LOG = LogManager.getLogger(AuditLog.class);
  private static final int AT_ONCE = 500;
  private static final Duration BETWEEN_WARNINGS = Duration.ofSeconds(10);

  private final Client client;
  private final ClusterService cluster;
  private final ClusterSettings settings;
  private final OwnIndices indices;
  private final BlockingQueue<AuditEntry> waiting;
  private final AtomicBoolean writing = new AtomicBoolean();
  private final LongAdder written = new LongAdder();
  private final LongAdder lost = new LongAdder();
  private final AtomicLong warned = new AtomicLong();

  /** For one node. */
  public AuditLog(PluginClient client, ClusterService cluster) {
    this.client = client;
    this.cluster = cluster;
    this.settings = cluster.getClusterSettings();
    this.indices = new OwnIndices(client, cluster, "the audit");
    this.waiting = new ArrayBlockingQueue<>(AuditSettings.QUEUE.get(cluster.getSettings()));
  }

  /**
   * Writes down a call, if calls are to be.
   *
   * @param outcome {@code ok}, or why it failed, in one word
   * @return when it may be answered; fails with {@code UNAVAILABLE} if it must not be
   */
  public CompletionStage<Void> record(Call call, String outcome) {
    if (!settings.get(AuditSettings.ENABLED)) {
      return CompletableFuture.completedFuture(null);
    }
    AuditEntry entry = AuditEntry.of(call, outcome, cluster.localNode().getName());
    if (waiting.offer(entry)) {
      write();
    } else {
      lose(List.of(entry), "too many entries wait to be written", null);
    }
    return settings.get(AuditSettings.REQUIRED)
        ? entry.written()
        : CompletableFuture.completedFuture(null);
  }

  private void write() {
    if (!writing.compareAndSet(false, true)) {
      return;
    }
    List<AuditEntry> some = new ArrayList<>();
    waiting.drainTo(some, AT_ONCE);
    if (some.isEmpty()) {
      writing.set(false);
      if (!waiting.isEmpty()) {
        // It came just now, and whoever brought it saw that somebody writes.
        write();
      }
      return;
    }
    Map<AuditIndex, List<AuditEntry>> days =
        some.stream().collect(Collectors.groupingBy(entry -> AuditIndex.at(entry.time())));
    Lanes.map(List.copyOf(days.entrySet()), 1, (place, day) -> write(day.getKey(), day.getValue()))
        .whenComplete(
            (done, error) -> {
              if (error != null) {
                lose(some, "the audit cannot be written", error);
              }
              writing.set(false);
              write();
            });
  }

  private CompletionStage<Void> write(AuditIndex day, List<AuditEntry> entries) {
    BulkRequest bulk = new BulkRequest();
    entries.forEach(entry -> bulk.add(new IndexRequest(day.name()).source(entry.fields())));
    return indices
        .create(day.name(), day::create)
        .thenCompose(made -> Stages.<BulkResponse>of(listener -> client.bulk(bulk, listener)))
        .thenAccept(
            answer -> {
              for (int i = 0; i < entries.size(); i++) {
                if (answer.getItems()[i].isFailed()) {
                  lose(
                      List.of(entries.get(i)),
                      "the audit cannot be written",
                      answer.getItems()[i].getFailure().getCause());
                } else {
                  written.increment();
                  entries.get(i).written().complete(null);
                }
              }
            });
  }

  private void lose(List<AuditEntry> entries, String why, Throwable error) {
    List<AuditEntry> open = entries.stream().filter(entry -> !entry.written().isDone()).toList();
    lost.add(open.size());
    warn(why, error);
    open.forEach(
        entry ->
            entry
                .written()
                .completeExceptionally(
                    new FaceSearchException(
                        Reason.UNAVAILABLE, "the call cannot be audited: " + why, error)));
  }

  /** Once in a while: under load there would be a warning for each call. */
  private void warn(String why, Throwable error) {
    long now = System.nanoTime();
    long last = warned.get();
    if ((last == 0 || now - last > BETWEEN_WARNINGS.toNanos()) && warned.compareAndSet(last, now)) {
      LOG.warn("{} searches are not in the audit so far: {}", lost.sum(), why, error);
    }
  }

  /** For a JSON object. */
  public Map<String, Object> stats() {
    Map<String, Object> stats = new LinkedHashMap<>();
    stats.put("waiting", waiting.size());
    stats.put("written", written.sum());
    stats.put("lost", lost.sum());
    return stats;
  }
}
