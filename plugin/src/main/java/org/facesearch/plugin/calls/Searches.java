package org.facesearch.plugin.calls;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.usecase.Lanes;
import org.opensearch.action.search.SearchRequest;
import org.opensearch.action.search.SearchResponse;
import org.opensearch.transport.client.Client;

/**
 * Several searches, a few at a time, of a task that may be cancelled. OpenSearch's multi-search
 * never answers when that happens while some of its searches wait for others (seen in 3.8).
 */
public final class Searches {

  private Searches() {}

  /** The answers in order, on a thread that has time for them; the first failure is that of all. */
  public static CompletionStage<List<SearchResponse>> all(
      Client client, List<SearchRequest> requests, int atOnce) {
    return Stages.offNetwork(
        client,
        Lanes.map(
            requests,
            atOnce,
            (position, request) ->
                Stages.patiently(
                    client, Patience.OF_LONG_WORK, listener -> client.search(request, listener))));
  }
}
