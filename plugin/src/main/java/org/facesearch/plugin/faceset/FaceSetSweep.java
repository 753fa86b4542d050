package org.facesearch.plugin.faceset;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.facesearch.models.usecase.Lanes;
import org.facesearch.models.usecase.Repeat;
import org.facesearch.plugin.calls.PluginClient;
import org.facesearch.plugin.calls.Stages;
import org.opensearch.action.bulk.BulkItemResponse;
import org.opensearch.action.bulk.BulkRequest;
import org.opensearch.action.bulk.BulkResponse;
import org.opensearch.action.delete.DeleteRequest;
import org.opensearch.cluster.service.ClusterService;
import org.opensearch.index.query.QueryBuilders;
import org.opensearch.search.SearchHit;
import org.opensearch.search.builder.SearchSourceBuilder;
import org.opensearch.transport.client.Client;

/** Deletes face tokens whose time is over, and takes the tokens of deleted FaceSets out of them. */
final class FaceSetSweep {

  /**
   * A token may come into a FaceSet in the moment when that is deleted, and its node go down before
   * it can be taken out again: so long it is looked for.
   */
  private static final Duration REMEMBERED = Duration.ofHours(1);

  private final Client client;
  private final OwnIndex tokenIndex;
  private final IndexFaceTokens tokens;
  private final IndexFaceSets faceSets;
  private final InstantSource clock;
  private final int atOnce;

  /**
   * For one node.
   *
   * @param atOnce how many FaceSets, or tokens, are read at a time
   */
  FaceSetSweep(
      PluginClient client,
      ClusterService cluster,
      IndexFaceTokens tokens,
      IndexFaceSets faceSets,
      InstantSource clock,
      int atOnce) {
    this.client = client;
    this.tokenIndex = new OwnIndex(client, cluster, TokenIndex.NAME, TokenIndex::create);
    this.tokens = tokens;
    this.faceSets = faceSets;
    this.clock = clock;
    this.atOnce = atOnce;
  }

  /** One round, to its end. Never throws: all failures are the stage's. */
  CompletionStage<Void> sweep() {
    return CompletableFuture.<Void>completedFuture(null)
        .thenCompose(begin -> releaseOfGone())
        .thenCompose(released -> Repeat.whileTrue(this::deleteSome));
  }

  private CompletionStage<Void> releaseOfGone() {
    Instant forgettable = clock.instant().minus(REMEMBERED);
    AtomicReference<IndexFaceSets.Gone> last = new AtomicReference<>();
    return Repeat.whileTrue(
        () ->
            faceSets
                .gone(last.get(), atOnce)
                .thenCompose(some -> release(some, forgettable, last)));
  }

  /** Whether there may be more, after the last one. */
  private CompletionStage<Boolean> release(
      List<IndexFaceSets.Gone> some,
      Instant forgettable,
      AtomicReference<IndexFaceSets.Gone> last) {
    return Lanes.map(some, 1, (position, gone) -> release(gone, forgettable))
        .thenApply(
            released -> {
              if (some.size() < atOnce) {
                return false;
              }
              last.set(some.getLast());
              return true;
            });
  }

  private CompletionStage<Void> release(IndexFaceSets.Gone gone, Instant forgettable) {
    return tokens
        .releaseAll(gone.faceSet())
        .thenCompose(
            released ->
                gone.since().isBefore(forgettable)
                    ? faceSets.forget(gone.faceSet())
                    : CompletableFuture.completedFuture(null));
  }

  /** Whether there may be more. */
  private CompletionStage<Boolean> deleteSome() {
    SearchSourceBuilder over =
        new SearchSourceBuilder()
            .query(
                QueryBuilders.constantScoreQuery(
                    QueryBuilders.rangeQuery(TokenIndex.EXPIRES)
                        .lte(clock.instant().toEpochMilli())
                        .format("epoch_millis")))
            .size(atOnce)
            .fetchSource(false)
            .seqNoAndPrimaryTerm(true)
            .trackTotalHits(false);
    return tokenIndex.whereItIs(
        false,
        () ->
            tokenIndex
                .search(over)
                .thenCompose(found -> delete(Arrays.asList(found.getHits().getHits()))));
  }

  private CompletionStage<Boolean> delete(List<SearchHit> over) {
    if (over.isEmpty()) {
      return CompletableFuture.completedFuture(false);
    }
    BulkRequest bulk = new BulkRequest();
    for (SearchHit hit : over) {
      bulk.add(
          new DeleteRequest(TokenIndex.NAME, hit.getId())
              .setIfSeqNo(hit.getSeqNo())
              .setIfPrimaryTerm(hit.getPrimaryTerm()));
    }
    return Stages.<BulkResponse>of(listener -> client.bulk(bulk, listener))
        .thenApply(
            deleted -> {
              for (BulkItemResponse item : deleted) {
                if (item.isFailed() && !Stages.isConflict(item.getFailure().getCause())) {
                  throw Stages.rethrown(item.getFailure().getCause());
                }
              }
              return over.size() == atOnce;
            });
  }
}
