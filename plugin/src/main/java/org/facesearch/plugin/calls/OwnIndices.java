package org.facesearch.plugin.calls;

import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.opensearch.ResourceAlreadyExistsException;
import org.opensearch.action.admin.indices.create.CreateIndexRequest;
import org.opensearch.action.admin.indices.create.CreateIndexResponse;
import org.opensearch.cluster.ClusterState;
import org.opensearch.cluster.metadata.IndexMetadata;
import org.opensearch.cluster.routing.IndexRoutingTable;
import org.opensearch.cluster.service.ClusterService;
import org.opensearch.common.unit.TimeValue;
import org.opensearch.transport.client.Client;

/**
 * Indices that the plugin makes by itself, when something is to be written to them; several nodes
 * may do so at once.
 */
public final class OwnIndices {

  /** A new index has no shard yet, for a moment; OpenSearch's reads would not wait for that. */
  private static final TimeValue NEW = TimeValue.timeValueSeconds(30);

  /** Another node may have made an index, and this one has not heard of it, or of its shard. */
  private static final Patience UNTIL_KNOWN =
      new Patience(
          TimeValue.timeValueMillis(10),
          TimeValue.timeValueMillis(500),
          TimeValue.timeValueSeconds(30),
          error ->
              error instanceof FaceSearchException failure
                  && failure.reason() == Reason.UNAVAILABLE);

  private final Client client;
  private final ClusterService cluster;
  private final UnaryOperator<String> what;

  /**
   * Those of one kind.
   *
   * @param what a caller calls them
   */
  public OwnIndices(Client client, ClusterService cluster, String what) {
    this(client, cluster, index -> what);
  }

  /**
   * Those of one kind, of which there are several.
   *
   * @param what a caller calls the index of a name
   */
  public OwnIndices(Client client, ClusterService cluster, UnaryOperator<String> what) {
    this.client = client;
    this.cluster = cluster;
    this.what = what;
  }

  /** Makes an index if it is not there. Once this is done, this node knows of it. */
  public CompletionStage<Void> create(String name, Supplier<CreateIndexRequest> request) {
    if (cluster.state().metadata().hasIndex(name)) {
      return CompletableFuture.completedFuture(null);
    }
    try {
      Availability.checkRecovered(cluster.state());
    } catch (FaceSearchException e) {
      return CompletableFuture.failedFuture(e);
    }
    return Stages.<Void>patiently(client, UNTIL_KNOWN, () -> tryCreate(name, request));
  }

  private CompletionStage<Void> tryCreate(String name, Supplier<CreateIndexRequest> request) {
    return Stages.<CreateIndexResponse>of(
            listener -> client.admin().indices().create(request.get(), listener))
        .handle(
            (created, error) -> {
              if (error != null
                  && !(Stages.cause(error) instanceof ResourceAlreadyExistsException)) {
                throw Stages.rethrown(error);
              }
              if (!cluster.state().metadata().hasIndex(name)) {
                throw new FaceSearchException(
                    Reason.UNAVAILABLE, "this node does not know of its index yet");
              }
              return null;
            });
  }

  /**
   * Waits for the shards of new indices.
   *
   * <p>Fails with {@code UNAVAILABLE}, at once, if an older one has a shard that is not up.
   */
  public CompletionStage<Void> up(Collection<String> names) {
    ClusterState state = cluster.state();
    List<String> missing = names.stream().filter(name -> !isUp(state, name)).toList();
    if (missing.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    return missing.stream().allMatch(name -> isNew(state, name))
        ? Stages.<Void>patiently(client, UNTIL_KNOWN, () -> check(missing))
        : check(missing);
  }

  private CompletionStage<Void> check(List<String> names) {
    ClusterState state = cluster.state();
    try {
      for (String name : names) {
        if (state.metadata().hasIndex(name)) {
          Availability.check(state, name, what.apply(name));
        }
      }
      return CompletableFuture.completedFuture(null);
    } catch (FaceSearchException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Whether all that is in an index can be read. The shards of a closed one are active too. */
  public static boolean isUp(ClusterState state, String name) {
    IndexMetadata index = state.metadata().index(name);
    IndexRoutingTable shards = state.routingTable().index(name);
    return index != null
        && index.getState() == IndexMetadata.State.OPEN
        && shards != null
        && shards.allPrimaryShardsActive();
  }

  private static boolean isNew(ClusterState state, String name) {
    IndexMetadata index = state.metadata().index(name);
    return index.getState() == IndexMetadata.State.OPEN
        && InstantSource.system().millis() - index.getCreationDate() <= NEW.millis();
  }
}
