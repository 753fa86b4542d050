package org.facesearch.plugin.event;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.event.EventFields;
import org.facesearch.models.event.Sightings;
import org.facesearch.models.usecase.Repeat;
import org.facesearch.plugin.calls.Availability;
import org.facesearch.plugin.calls.Patience;
import org.facesearch.plugin.calls.Stages;
import org.facesearch.plugin.gallery.GroupReads;
import org.opensearch.action.DocWriteResponse.Result;
import org.opensearch.action.admin.indices.refresh.RefreshRequest;
import org.opensearch.action.admin.indices.refresh.RefreshResponse;
import org.opensearch.action.bulk.BulkItemResponse;
import org.opensearch.action.bulk.BulkRequest;
import org.opensearch.action.bulk.BulkResponse;
import org.opensearch.action.delete.DeleteRequest;
import org.opensearch.action.search.SearchRequest;
import org.opensearch.action.search.SearchResponse;
import org.opensearch.cluster.service.ClusterService;
import org.opensearch.index.IndexNotFoundException;
import org.opensearch.index.query.QueryBuilders;
import org.opensearch.search.SearchHit;
import org.opensearch.search.builder.SearchSourceBuilder;
import org.opensearch.search.sort.FieldSortBuilder;
import org.opensearch.transport.client.Client;

/** The events of people, deleted some at a time. Works in the security context of its caller. */
public final class IndexSightings implements Sightings {

  private static final int AT_ONCE = 1000;

  private final Client client;
  private final ClusterService cluster;

  public IndexSightings(Client client, ClusterService cluster) {
    this.client = client;
    this.cluster = cluster;
  }

  @Override
  public CompletionStage<Removed> remove(String identity) {
    Removal removal = new Removal(identity);
    return Repeat.whileTrue(removal::some).thenApply(done -> removal.done());
  }

  /** One that runs. Its steps come one after the other. */
  private final class Removal {
    private final SearchSourceBuilder search;
    private long events;
    private long pictures;

    Removal(String identity) {
      this.search =
          new SearchSourceBuilder()
              .query(
                  QueryBuilders.constantScoreQuery(
                      QueryBuilders.termQuery(EventFields.IDENTITY_ID, identity)))
              .sort(FieldSortBuilder.DOC_FIELD_NAME)
              .size(AT_ONCE)
              .fetchSource(false)
              .trackTotalHits(false);
    }

    /** Whether there may be more. */
    CompletionStage<Boolean> some() {
      if (!cluster.state().metadata().hasAlias(EventIndex.ALIAS)) {
        Availability.checkRecovered(cluster.state());
        return CompletableFuture.completedFuture(false);
      }
      return Stages.<RefreshResponse>of(
              listener ->
                  client
                      .admin()
                      .indices()
                      .refresh(new RefreshRequest(EventIndex.ALIAS), listener))
          .thenApply(GroupReads::complete)
          .thenCompose(
              seen ->
                  Stages.<SearchResponse>patiently(
                      client,
                      Patience.OF_LONG_WORK,
                      listener ->
                          client.search(
                              new SearchRequest(EventIndex.ALIAS)
                                  .source(search)
                                  .allowPartialSearchResults(false),
                              listener)))
          .thenCompose(found -> delete(found.getHits().getHits()));
    }

    /** The pictures before their events, or nothing would lead to them after a failure. */
    private CompletionStage<Boolean> delete(SearchHit[] hits) {
      if (hits.length == 0) {
        return CompletableFuture.completedFuture(false);
      }
      BulkRequest theirPictures = new BulkRequest();
      BulkRequest them = new BulkRequest();
      for (SearchHit hit : hits) {
        PictureIndex.of(hit.getIndex(), cluster.state().metadata())
            .ifPresent(index -> PictureIndex.delete(theirPictures, index, hit.getId()));
        them.add(new DeleteRequest(hit.getIndex(), hit.getId()));
      }
      return deleted(theirPictures)
          .thenCompose(
              gone -> {
                pictures += gone;
                return deleted(them);
              })
          .thenApply(
              gone -> {
                events += gone;
                return true;
              });
    }

    Removed done() {
      return new Removed(events, pictures);
    }
  }

  private CompletionStage<Integer> deleted(BulkRequest bulk) {
    if (bulk.requests().isEmpty()) {
      return CompletableFuture.completedFuture(0);
    }
    return Stages.<BulkResponse>patiently(
            client, Patience.OF_LONG_WORK, listener -> client.bulk(bulk, listener))
        .thenApply(
            response -> {
              int deleted = 0;
              for (BulkItemResponse item : response) {
                deleted += deleted(item);
              }
              return deleted;
            });
  }

  /** A day whose events are too old may go as a whole meanwhile. */
  private static int deleted(BulkItemResponse item) {
    if (!item.isFailed()) {
      return item.getResponse().getResult() == Result.DELETED ? 1 : 0;
    }
    if (item.getFailure().getCause() instanceof IndexNotFoundException) {
      return 0;
    }
    throw Stages.rethrown(Stages.translated(item.getFailure().getCause()));
  }
}
