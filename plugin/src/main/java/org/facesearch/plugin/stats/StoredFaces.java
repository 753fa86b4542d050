package org.facesearch.plugin.stats;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.usecase.Lanes;
import org.facesearch.plugin.calls.PluginClient;
import org.facesearch.plugin.calls.Stages;
import org.facesearch.plugin.event.EventIndex;
import org.facesearch.plugin.faceset.FaceSetWiring;
import org.facesearch.plugin.gallery.GroupSettings;
import org.opensearch.action.search.SearchRequest;
import org.opensearch.action.search.SearchResponse;
import org.opensearch.action.support.IndicesOptions;
import org.opensearch.cluster.ClusterState;
import org.opensearch.cluster.metadata.IndexMetadata;
import org.opensearch.cluster.service.ClusterService;
import org.opensearch.search.builder.SearchSourceBuilder;
import org.opensearch.transport.client.Client;

/**
 * Counts the documents of groups and events as whoever asks may see them: in the caller's name, one
 * count for each kind. A kind that the caller may not search is left out, and so is one of which a
 * shard does not answer. Of face tokens, which no user may search, there is the number of all.
 */
public final class StoredFaces {

  private static final String TOKENS = "face_tokens";

  private final Client caller;
  private final Client own;
  private final ClusterService cluster;

  /**
   * For one node.
   *
   * @param caller in the name of whoever asks
   * @param own in the plugin's, for the index that nobody else may search
   */
  public StoredFaces(Client caller, PluginClient own, ClusterService cluster) {
    this.caller = caller;
    this.own = own;
    this.cluster = cluster;
  }

  /** Documents by kind. Never fails. */
  CompletionStage<Map<String, Object>> count() {
    ClusterState state = cluster.state();
    Map<String, List<String>> indices = new TreeMap<>();
    for (IndexMetadata index : state.metadata()) {
      String kind = kind(index);
      if (!kind.isEmpty() && index.getState() == IndexMetadata.State.OPEN) {
        indices.computeIfAbsent(kind, any -> new ArrayList<>()).add(index.getIndex().getName());
      }
    }
    Map<String, Object> counts = new LinkedHashMap<>();
    return Lanes.map(
            List.copyOf(indices.entrySet()),
            1,
            (position, kind) ->
                count(kind.getKey().equals(TOKENS) ? own : caller, kind.getValue())
                    .handle(
                        (count, error) -> {
                          if (error == null) {
                            counts.put(kind.getKey(), count);
                          }
                          return null;
                        }))
        .<Map<String, Object>>thenApply(done -> counts)
        .exceptionally(error -> counts);
  }

  private static String kind(IndexMetadata index) {
    if (FaceSetWiring.holdsFaces(index.getIndex().getName())) {
      return TOKENS;
    }
    String group = GroupSettings.KIND.get(index.getSettings());
    if (!group.isEmpty()) {
      return group + "_groups";
    }
    return EventIndex.of(index).isPresent() ? "events" : "";
  }

  private static CompletionStage<Long> count(Client client, List<String> indices) {
    SearchRequest request =
        new SearchRequest(indices.toArray(String[]::new))
            .indicesOptions(IndicesOptions.lenientExpandOpen())
            .allowPartialSearchResults(false)
            .source(new SearchSourceBuilder().size(0).trackTotalHits(true));
    try {
      return Stages.<SearchResponse>of(listener -> client.search(request, listener))
          .thenApply(found -> found.getHits().getTotalHits().value());
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
