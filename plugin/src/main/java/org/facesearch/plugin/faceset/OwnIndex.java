package org.facesearch.plugin.faceset;

import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.plugin.calls.Availability;
import org.facesearch.plugin.calls.Patience;
import org.facesearch.plugin.calls.Stages;
import org.facesearch.plugin.gallery.GroupReads;
import org.opensearch.ResourceAlreadyExistsException;
import org.opensearch.action.admin.indices.create.CreateIndexRequest;
import org.opensearch.action.admin.indices.create.CreateIndexResponse;
import org.opensearch.action.admin.indices.refresh.RefreshRequest;
import org.opensearch.action.admin.indices.refresh.RefreshResponse;
import org.opensearch.action.get.GetRequest;
import org.opensearch.action.get.GetResponse;
import org.opensearch.action.search.SearchRequest;
import org.opensearch.action.search.SearchResponse;
import org.opensearch.cluster.ClusterState;
import org.opensearch.cluster.metadata.IndexMetadata;
import org.opensearch.cluster.routing.IndexRoutingTable;
import org.opensearch.cluster.service.ClusterService;
import org.opensearch.common.settings.Settings;
import org.opensearch.common.unit.TimeValue;
import org.opensearch.index.IndexSettings;
import org.opensearch.search.builder.SearchSourceBuilder;
import org.opensearch.transport.client.Client;

/** An index of the plugin's own, which exists once something has been written to it. */
final class OwnIndex {

  /** Number of the last document that a listing can give. */
  static final int LAST_LISTED = 1_000_000;

  /** Of one listing. */
  static final int MOST_LISTED = 1000;

  /** A new index has no shard yet, for a moment; OpenSearch's reads would not wait for that. */
  private static final TimeValue NEW = TimeValue.timeValueSeconds(30);

  private static final String WHAT = "the store of face tokens";

  /** Another node may have made the index, and this one has not heard of it, or of its shard. */
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
  private final String name;
  private final Supplier<CreateIndexRequest> create;

  OwnIndex(
      Client client, ClusterService cluster, String name, Supplier<CreateIndexRequest> create) {
    this.client = client;
    this.cluster = cluster;
    this.name = name;
    this.create = create;
  }

  /** The settings of such an index. */
  static Settings settings() {
    return Settings.builder()
        .put(IndexMetadata.SETTING_NUMBER_OF_SHARDS, 1)
        .put(IndexMetadata.SETTING_AUTO_EXPAND_REPLICAS, "0-1")
        // Copies that only receive segments see a write later than its acknowledgement.
        .put(IndexMetadata.SETTING_REPLICATION_TYPE, "DOCUMENT")
        .put(IndexMetadata.SETTING_INDEX_HIDDEN, true)
        .put(IndexSettings.MAX_RESULT_WINDOW_SETTING.getKey(), LAST_LISTED + MOST_LISTED)
        .build();
  }

  /** What this node knows of the index; {@code null} where there is none yet. */
  IndexMetadata metadata() {
    return cluster.state().metadata().index(name);
  }

  /** Makes the index if it is not there. */
  CompletionStage<Void> create() {
    if (metadata() != null) {
      return CompletableFuture.completedFuture(null);
    }
    try {
      Availability.checkRecovered(cluster.state());
    } catch (FaceSearchException e) {
      return CompletableFuture.failedFuture(e);
    }
    return Stages.<Void>patiently(client, UNTIL_KNOWN, this::tryCreate);
  }

  private CompletionStage<Void> tryCreate() {
    return Stages.<CreateIndexResponse>of(
            listener -> client.admin().indices().create(create.get(), listener))
        .handle(
            (created, error) -> {
              if (error != null
                  && !(Stages.cause(error) instanceof ResourceAlreadyExistsException)) {
                throw Stages.rethrown(error);
              }
              if (metadata() == null) {
                throw new FaceSearchException(
                    Reason.UNAVAILABLE, "this node does not know of its index yet");
              }
              return null;
            });
  }

  /**
   * A call to the index, or its answer where there is none yet.
   *
   * <p>Fails with {@code UNAVAILABLE} if not all of its shards are up.
   */
  <T> CompletionStage<T> whereItIs(T otherwise, Supplier<CompletionStage<T>> call) {
    try {
      ClusterState state = cluster.state();
      IndexMetadata index = state.metadata().index(name);
      if (index == null) {
        Availability.checkRecovered(state);
        return CompletableFuture.completedFuture(otherwise);
      }
      if (isComing(state)) {
        return Stages.<Void>patiently(client, UNTIL_KNOWN, this::up).thenCompose(up -> call.get());
      }
      Availability.check(state, name, WHAT);
      return call.get();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Whether it is new and its shard will be up in a moment. */
  private boolean isComing(ClusterState state) {
    IndexMetadata index = state.metadata().index(name);
    IndexRoutingTable shards = state.routingTable().index(name);
    return index.getState() == IndexMetadata.State.OPEN
        && InstantSource.system().millis() - index.getCreationDate() <= NEW.millis()
        && (shards == null || !shards.allPrimaryShardsActive());
  }

  private CompletionStage<Void> up() {
    ClusterState state = cluster.state();
    if (state.metadata().hasIndex(name)) {
      Availability.check(state, name, WHAT);
    }
    return CompletableFuture.completedFuture(null);
  }

  /** Reads a document as it is now. */
  CompletionStage<GetResponse> get(String id) {
    return Stages.of(listener -> client.get(new GetRequest(name, id), listener));
  }

  /** Makes all that was acknowledged before visible to searches. */
  CompletionStage<Void> catchUp() {
    return Stages.<RefreshResponse>of(
            listener -> client.admin().indices().refresh(new RefreshRequest(name), listener))
        .thenApply(GroupReads::complete)
        .thenApply(complete -> null);
  }

  /** A search of what was visible when it begins. */
  SearchRequest request(SearchSourceBuilder source) {
    return new SearchRequest(name).source(source).allowPartialSearchResults(false);
  }

  /** A search that sees every acknowledged write. */
  CompletionStage<SearchResponse> search(SearchSourceBuilder source) {
    return catchUp()
        .thenCompose(done -> Stages.of(listener -> client.search(request(source), listener)));
  }
}
