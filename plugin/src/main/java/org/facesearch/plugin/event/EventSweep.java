package org.facesearch.plugin.event;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.facesearch.models.event.EventFields;
import org.facesearch.models.usecase.Lanes;
import org.facesearch.plugin.calls.PluginClient;
import org.facesearch.plugin.calls.Stages;
import org.opensearch.action.admin.indices.delete.DeleteIndexRequest;
import org.opensearch.action.support.clustermanager.AcknowledgedResponse;
import org.opensearch.cluster.ClusterState;
import org.opensearch.cluster.service.ClusterService;
import org.opensearch.common.unit.TimeValue;
import org.opensearch.index.IndexNotFoundException;
import org.opensearch.index.query.QueryBuilders;
import org.opensearch.transport.client.Client;

/**
 * Deletes events that were kept for long enough, and their pictures: whole days where it can,
 * single events in the day that is just passing.
 */
final class EventSweep {

  private static final Logger LOG = LogManager.getLogger(EventSweep.class);

  private final Client client;
  private final ClusterService cluster;
  private final EventPartitions partitions;
  private final EventRemoval removal;
  private final Supplier<TimeValue> retention;
  private final InstantSource clock;

  EventSweep(
      PluginClient client,
      ClusterService cluster,
      EventPartitions partitions,
      Supplier<TimeValue> retention,
      InstantSource clock) {
    this.client = client;
    this.cluster = cluster;
    this.partitions = partitions;
    this.removal = new EventRemoval(client, cluster);
    this.retention = retention;
    this.clock = clock;
  }

  /** One round, to its end. Never throws: all failures are the stage's. */
  CompletionStage<Void> sweep() {
    Instant kept = clock.instant().minusMillis(retention.get().millis());
    List<EventIndex> over = new ArrayList<>();
    List<EventIndex> passing = new ArrayList<>();
    for (EventIndex partition : partitions.all()) {
      Instant begin = partition.day().atStartOfDay(ZoneOffset.UTC).toInstant();
      Instant end = partition.day().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
      if (!end.isAfter(kept)) {
        over.add(partition);
      } else if (begin.isBefore(kept)) {
        passing.add(partition);
      }
    }
    return CompletableFuture.<Void>completedFuture(null)
        .thenCompose(start -> Lanes.map(over, 1, (position, day) -> removeDay(day)))
        .thenCompose(
            days ->
                Lanes.map(
                    passing,
                    1,
                    (position, day) ->
                        removal.remove(
                            day,
                            QueryBuilders.rangeQuery(EventFields.TIMESTAMP)
                                .lt(kept.toEpochMilli() / 1000.0))))
        .thenApply(done -> null);
  }

  private CompletionStage<Void> removeDay(EventIndex day) {
    ClusterState state = cluster.state();
    List<String> names =
        List.of(day.pictures(), day.name()).stream().filter(state.metadata()::hasIndex).toList();
    if (names.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    LOG.info("events are over: deleting {}", names);
    return Stages.<AcknowledgedResponse>of(
            listener ->
                client
                    .admin()
                    .indices()
                    .delete(new DeleteIndexRequest(names.toArray(String[]::new)), listener))
        .<Void>thenApply(deleted -> null)
        .exceptionally(
            error -> {
              // The other days go all the same; this one is tried again in the next round.
              if (!(Stages.cause(error) instanceof IndexNotFoundException)) {
                LOG.warn("{} could not be deleted", names, error);
              }
              return null;
            });
  }
}
