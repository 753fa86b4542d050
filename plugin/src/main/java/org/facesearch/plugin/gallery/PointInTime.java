package org.facesearch.plugin.gallery;

import java.util.concurrent.CompletionStage;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.facesearch.plugin.calls.Stages;
import org.opensearch.action.search.CreatePitRequest;
import org.opensearch.action.search.CreatePitResponse;
import org.opensearch.action.search.DeletePitRequest;
import org.opensearch.action.search.DeletePitResponse;
import org.opensearch.action.search.SearchRequest;
import org.opensearch.common.unit.TimeValue;
import org.opensearch.search.builder.PointInTimeBuilder;
import org.opensearch.search.builder.SearchSourceBuilder;
import org.opensearch.transport.client.Client;

/** An index as it was at one moment. */
final class PointInTime {

  private static final Logger LOG = LogManager.getLogger(PointInTime.class);

  /** Between two searches; should its node go down, the shards hold it for so long. */
  private static final TimeValue KEEP = TimeValue.timeValueMinutes(15);

  private final Client client;
  private final String index;
  private final String id;

  private PointInTime(Client client, String index, String id) {
    this.client = client;
    this.index = index;
    this.id = id;
  }

  /**
   * Opens one.
   *
   * @param opening whose client opens it
   * @param closing whose client closes it, also when the opener's task has been cancelled
   */
  static CompletionStage<PointInTime> open(Client opening, Client closing, String index) {
    return Stages.<CreatePitResponse>of(
            listener -> opening.createPit(new CreatePitRequest(KEEP, false, index), listener))
        .thenApply(created -> new PointInTime(closing, index, created.getId()));
  }

  /**
   * A search in it. OpenSearch takes the index from the point in time; the request names it for
   * access control, to which a search of no index is one of all.
   */
  SearchRequest request(SearchSourceBuilder source) {
    return new SearchRequest(index)
        .source(source.pointInTimeBuilder(new PointInTimeBuilder(id).setKeepAlive(KEEP)))
        .allowPartialSearchResults(false)
        // The cache is for what is asked again.
        .requestCache(false);
  }

  CompletionStage<Void> close() {
    return Stages.<DeletePitResponse>of(
            listener -> client.deletePits(new DeletePitRequest(id), listener))
        .<Void>thenApply(deleted -> null)
        .exceptionally(
            error -> {
              LOG.debug("a point in time could not be closed and will expire", error);
              return null;
            });
  }
}
