package org.facesearch.plugin.event;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.facesearch.plugin.calls.Stages;
import org.facesearch.plugin.gallery.GroupReads;
import org.opensearch.action.admin.indices.refresh.RefreshRequest;
import org.opensearch.action.admin.indices.refresh.RefreshResponse;
import org.opensearch.action.search.SearchRequest;
import org.opensearch.action.search.SearchResponse;
import org.opensearch.search.SearchHit;
import org.opensearch.search.builder.SearchSourceBuilder;
import org.opensearch.transport.client.Client;

/** Searches that see all that was acknowledged, or fail. */
final class FreshSearch {

  private final Client client;

  FreshSearch(Client client) {
    this.client = client;
  }

  CompletionStage<List<SearchHit>> hits(String index, SearchSourceBuilder source) {
    SearchRequest request =
        new SearchRequest(index).source(source).allowPartialSearchResults(false);
    return Stages.<RefreshResponse>of(
            listener -> client.admin().indices().refresh(new RefreshRequest(index), listener))
        .thenApply(GroupReads::complete)
        .thenCompose(
            fresh -> Stages.<SearchResponse>of(listener -> client.search(request, listener)))
        .thenApply(response -> Arrays.asList(response.getHits().getHits()));
  }
}
