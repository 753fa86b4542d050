package org.facesearch.plugin.gallery;

import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.FaceSearchException;
import org.facesearch.plugin.calls.Stages;
import org.opensearch.action.admin.indices.refresh.RefreshRequest;
import org.opensearch.action.admin.indices.refresh.RefreshResponse;
import org.opensearch.action.search.SearchRequest;
import org.opensearch.action.search.SearchResponse;
import org.opensearch.search.builder.SearchSourceBuilder;
import org.opensearch.transport.client.Client;

/**
 * Searches of some groups that see every acknowledged write and never give a part for the whole.
 */
public final class GroupReads {

  private final Client client;
  private final String[] indices;

  GroupReads(Client client, GroupIndex... groups) {
    this.client = client;
    this.indices = Arrays.stream(groups).map(GroupIndex::index).toArray(String[]::new);
  }

  /** Makes all that was acknowledged before visible on every copy; nothing to do costs little. */
  CompletionStage<RefreshResponse> catchUp() {
    return Stages.<RefreshResponse>of(
            listener -> client.admin().indices().refresh(new RefreshRequest(indices), listener))
        .thenApply(GroupReads::complete);
  }

  /** A copy that could not catch up might answer without what was acknowledged. */
  public static RefreshResponse complete(RefreshResponse refreshed) {
    if (refreshed.getFailedShards() > 0) {
      throw new FaceSearchException(
          FaceSearchException.Reason.UNAVAILABLE,
          "not available: some shards could not be refreshed, try again later");
    }
    return refreshed;
  }

  SearchRequest request(SearchSourceBuilder source) {
    return new SearchRequest(indices).source(source).allowPartialSearchResults(false);
  }

  CompletionStage<SearchResponse> search(SearchSourceBuilder source) {
    return Stages.of(listener -> client.search(request(source), listener));
  }
}
