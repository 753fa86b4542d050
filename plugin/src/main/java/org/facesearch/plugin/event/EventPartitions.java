package org.facesearch.plugin.event;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.IntSupplier;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.event.EventPlaces;
import org.facesearch.models.event.EventWindow;
import org.facesearch.plugin.calls.Availability;
import org.facesearch.plugin.calls.OwnIndices;
import org.facesearch.plugin.calls.Sight;
import org.opensearch.cluster.ClusterState;
import org.opensearch.cluster.metadata.IndexAbstraction;
import org.opensearch.cluster.metadata.IndexMetadata;
import org.opensearch.cluster.service.ClusterService;
import org.opensearch.transport.client.Client;

/** The indices that events are in. */
public final class EventPartitions implements EventPlaces {

  private final ClusterService cluster;
  private final IntSupplier shards;
  private final OwnIndices indices;
  private final Sight sight;

  /**
   * Those of one cluster.
   *
   * @param client in whose name they are made
   * @param shards of one that is made
   */
  public EventPartitions(Client client, ClusterService cluster, IntSupplier shards) {
    this.cluster = cluster;
    this.shards = shards;
    this.indices =
        new OwnIndices(client, cluster, index -> "the log of events, index [" + index + "],");
    this.sight = new Sight(client);
  }

  @Override
  public CompletionStage<String> open(String model, int dimension, double timestamp) {
    try {
      EventIndex index = EventIndex.at(model, timestamp);
      return indices
          .create(index.name(), () -> index.create(dimension, shards.getAsInt()))
          .thenApply(made -> index.name());
    } catch (FaceSearchException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** All that there are. */
  List<EventIndex> all() {
    return cluster.state().metadata().indices().values().stream()
        .flatMap(index -> EventIndex.of(index).stream())
        .toList();
  }

  /** Of whose vectors there are indices, be they empty. */
  List<String> models() {
    return cluster.state().metadata().indices().values().stream()
        .map(index -> EventSettings.MODEL.get(index.getSettings()))
        .filter(model -> !model.isEmpty())
        .distinct()
        .toList();
  }

  /** The model of an index of events, as far as this node knows it. */
  Optional<String> model(String index) {
    return Optional.ofNullable(cluster.state().metadata().index(index))
        .map(found -> EventSettings.MODEL.get(found.getSettings()))
        .filter(model -> !model.isEmpty());
  }

  /**
   * The indices that may have events of a window: all behind the alias. Of those that cannot be
   * read the ones are left out that are called like a day outside the window.
   *
   * <p>Fails with {@code UNAVAILABLE}, naming an index, where OpenSearch would keep the caller
   * waiting.
   */
  CompletionStage<List<String>> searched(EventWindow window) {
    // Whoever may not search events is refused before it is said that there are none.
    return sight.of(List.of(EventIndex.ALIAS)).thenCompose(seen -> behindTheAlias(window));
  }

  private CompletionStage<List<String>> behindTheAlias(EventWindow window) {
    ClusterState state = cluster.state();
    IndexAbstraction alias = state.metadata().getIndicesLookup().get(EventIndex.ALIAS);
    if (alias == null) {
      try {
        Availability.checkRecovered(state);
        return CompletableFuture.completedFuture(List.of());
      } catch (FaceSearchException e) {
        return CompletableFuture.failedFuture(e);
      }
    }
    List<String> names =
        alias.getIndices().stream()
            .filter(
                index ->
                    OwnIndices.isUp(state, index.getIndex().getName()) || !isOutside(index, window))
            .map(index -> index.getIndex().getName())
            .toList();
    return indices.up(names).thenApply(up -> names);
  }

  private static boolean isOutside(IndexMetadata index, EventWindow window) {
    return EventIndex.of(index).filter(day -> !day.touches(window)).isPresent();
  }
}
