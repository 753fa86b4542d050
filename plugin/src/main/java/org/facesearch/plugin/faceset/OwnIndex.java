package org.facesearch.plugin.faceset;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.facesearch.models.FaceSearchException;
import org.facesearch.plugin.calls.Availability;
import org.facesearch.plugin.calls.OwnIndices;
import org.facesearch.plugin.calls.Stages;
import org.facesearch.plugin.gallery.GroupReads;
import org.opensearch.action.admin.indices.create.CreateIndexRequest;
import org.opensearch.action.admin.indices.refresh.RefreshRequest;
import org.opensearch.action.admin.indices.refresh.RefreshResponse;
import org.opensearch.action.get.GetRequest;
import org.opensearch.action.get.GetResponse;
import org.opensearch.action.search.SearchRequest;
import org.opensearch.action.search.SearchResponse;
import org.opensearch.cluster.metadata.IndexMetadata;
import org.opensearch.cluster.service.ClusterService;
import org.opensearch.common.settings.Settings;
import org.opensearch.index.IndexSettings;
import org.opensearch.index.TieredMergePolicyProvider;
import org.opensearch.search.builder.SearchSourceBuilder;
import org.opensearch.transport.client.Client;

/** An index of the plugin's own, which exists once something has been written to it. */
final class OwnIndex {

  /** Number of the last document that a listing can give. */
  static final int LAST_LISTED = 1_000_000;

  /** Of one listing. */
  static final int MOST_LISTED = 1000;

  private static final String WHAT = "the store of face tokens";

  private final Client client;
  private final ClusterService cluster;
  private final String name;
  private final Supplier<CreateIndexRequest> create;
  private final OwnIndices indices;

  OwnIndex(
      Client client, ClusterService cluster, String name, Supplier<CreateIndexRequest> create) {
    this.client = client;
    this.cluster = cluster;
    this.name = name;
    this.create = create;
    this.indices = new OwnIndices(client, cluster, WHAT);
  }

  /** The settings of such an index. */
  static Settings settings() {
    return Settings.builder()
        .put(IndexMetadata.SETTING_NUMBER_OF_SHARDS, 1)
        .put(IndexMetadata.SETTING_AUTO_EXPAND_REPLICAS, "0-1")
        // Copies that only receive segments see a write later than its acknowledgement.
        .put(IndexMetadata.SETTING_REPLICATION_TYPE, "DOCUMENT")
        // Where deletions are expunged, all of them are, be there ever so few.
        .put(
            TieredMergePolicyProvider.INDEX_MERGE_POLICY_EXPUNGE_DELETES_ALLOWED_SETTING.getKey(),
            0)
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
    return indices.create(name, create);
  }

  /**
   * A call to the index, or its answer where there is none yet.
   *
   * <p>Fails with {@code UNAVAILABLE} if not all of its shards are up.
   */
  <T> CompletionStage<T> whereItIs(T otherwise, Supplier<CompletionStage<T>> call) {
    if (metadata() == null) {
      try {
        Availability.checkRecovered(cluster.state());
      } catch (FaceSearchException e) {
        return CompletableFuture.failedFuture(e);
      }
      return CompletableFuture.completedFuture(otherwise);
    }
    return indices.up(List.of(name)).thenCompose(up -> call.get());
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
