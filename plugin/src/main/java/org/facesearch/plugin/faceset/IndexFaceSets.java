package org.facesearch.plugin.faceset;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.facesearch.models.faceset.FaceSet;
import org.facesearch.models.faceset.FaceSetException;
import org.facesearch.models.faceset.FaceSetException.Reason;
import org.facesearch.models.faceset.FaceSets;
import org.facesearch.plugin.calls.Patience;
import org.facesearch.plugin.calls.PluginClient;
import org.facesearch.plugin.calls.Stages;
import org.opensearch.action.delete.DeleteRequest;
import org.opensearch.action.delete.DeleteResponse;
import org.opensearch.action.get.GetResponse;
import org.opensearch.action.index.IndexRequest;
import org.opensearch.action.index.IndexResponse;
import org.opensearch.cluster.service.ClusterService;
import org.opensearch.index.query.BoolQueryBuilder;
import org.opensearch.index.query.QueryBuilders;
import org.opensearch.search.builder.SearchSourceBuilder;
import org.opensearch.search.sort.SortOrder;
import org.opensearch.transport.client.Client;

/** FaceSets as documents of one index. */
final class IndexFaceSets implements FaceSets {

  private final Client client;
  private final OwnIndex index;
  private final OuterIds outerIds;
  private final InstantSource clock;

  /** For one node. */
  IndexFaceSets(PluginClient client, ClusterService cluster, InstantSource clock) {
    this.client = client;
    this.index = new OwnIndex(client, cluster, FaceSetIndex.NAME, FaceSetIndex::create);
    this.outerIds = new OuterIds(client, index, clock, this::there);
    this.clock = clock;
  }

  /** A FaceSet of anybody that has gone, and when. */
  record Gone(FaceSet faceSet, Instant since) {}

  @Override
  public CompletionStage<Void> create(FaceSet faceSet) {
    return index
        .create()
        .thenCompose(
            ready -> faceSet.outerId().isEmpty() ? write(newOne(faceSet)) : createNamed(faceSet));
  }

  private static IndexRequest newOne(FaceSet faceSet) {
    return new IndexRequest(FaceSetIndex.NAME)
        .id(faceSet.token())
        .create(true)
        .source(FaceSetIndex.write(faceSet, null));
  }

  private CompletionStage<Void> write(IndexRequest request) {
    return Stages.<IndexResponse>of(listener -> client.index(request, listener))
        .thenApply(written -> null);
  }

  private CompletionStage<Void> createNamed(FaceSet faceSet) {
    return outerIds
        .take(faceSet, faceSet.outerId())
        .thenCompose(
            taken -> {
              if (!taken) {
                throw exists(faceSet);
              }
              return write(newOne(faceSet));
            })
        .exceptionally(
            error -> {
              // This took so long that another one has the name now (Fence).
              throw Stages.isConflict(error) ? exists(faceSet) : Stages.rethrown(error);
            });
  }

  private static FaceSetException exists(FaceSet faceSet) {
    return new FaceSetException(Reason.FACESET_EXISTS, faceSet.outerId());
  }

  @Override
  public CompletionStage<Optional<FaceSet>> byToken(String owner, String token) {
    return index.whereItIs(
        Optional.empty(),
        () -> there(token).thenApply(found -> found.filter(set -> set.owner().equals(owner))));
  }

  /** Anybody's. */
  private CompletionStage<Optional<FaceSet>> there(String token) {
    return index.get(token).thenApply(found -> there(found).map(FaceSetIndex::read));
  }

  private static Optional<Map<String, Object>> there(GetResponse found) {
    return found.isExists()
        ? Optional.of(found.getSourceAsMap())
            .filter(document -> !document.containsKey(FaceSetIndex.GONE))
        : Optional.empty();
  }

  @Override
  public CompletionStage<Optional<FaceSet>> byOuterId(String owner, String outerId) {
    return index.whereItIs(Optional.empty(), () -> outerIds.holder(owner, outerId));
  }

  @Override
  public CompletionStage<List<FaceSet>> list(String owner, List<String> tags, int from, int most) {
    if (from >= OwnIndex.LAST_LISTED) {
      return CompletableFuture.completedFuture(List.of());
    }
    BoolQueryBuilder query =
        QueryBuilders.boolQuery()
            .filter(QueryBuilders.termQuery(FaceSetIndex.OWNER, owner))
            .mustNot(QueryBuilders.existsQuery(FaceSetIndex.GONE));
    tags.forEach(tag -> query.filter(QueryBuilders.termQuery(FaceSetIndex.TAGS, tag)));
    return documents(
            new SearchSourceBuilder()
                .query(query)
                .from(from)
                .size(most)
                .sort(FaceSetIndex.CREATED, SortOrder.ASC)
                .sort(FaceSetIndex.TOKEN, SortOrder.ASC)
                .trackTotalHits(false))
        .thenApply(found -> found.stream().map(FaceSetIndex::read).toList());
  }

  private CompletionStage<List<Map<String, Object>>> documents(SearchSourceBuilder source) {
    return index.whereItIs(
        List.of(),
        () ->
            index
                .search(source)
                .thenApply(
                    found ->
                        Arrays.stream(found.getHits().getHits())
                            .map(hit -> hit.getSourceAsMap())
                            .toList()));
  }

  @Override
  public CompletionStage<Optional<FaceSet>> update(
      FaceSet faceSet, UnaryOperator<FaceSet.About> change) {
    return changing(
        faceSet, Optional.empty(), (found, old) -> write(found, old, change.apply(old.about())));
  }

  /**
   * A change that is made anew while it meets others of the same FaceSet.
   *
   * @param otherwise the answer where the FaceSet has gone
   * @param change of the document as it was read, and the FaceSet in it
   */
  private <T> CompletionStage<T> changing(
      FaceSet faceSet, T otherwise, BiFunction<GetResponse, FaceSet, CompletionStage<T>> change) {
    return index.whereItIs(
        otherwise,
        () ->
            Stages.changing(
                client,
                Patience.OF_CHANGES,
                "the FaceSet is being changed by others",
                () ->
                    index
                        .get(faceSet.token())
                        .thenCompose(
                            found ->
                                there(found)
                                    .map(FaceSetIndex::read)
                                    .map(old -> change.apply(found, old))
                                    .orElseGet(
                                        () -> CompletableFuture.completedFuture(otherwise)))));
  }

  private CompletionStage<Optional<FaceSet>> write(
      GetResponse found, FaceSet old, FaceSet.About about) {
    FaceSet changed = new FaceSet(old.token(), old.owner(), about, old.created());
    if (about.outerId().equals(old.outerId())) {
      return write(over(found, changed, null)).thenApply(done -> Optional.of(changed));
    }
    return outerIds
        .givingBack(old, old.outerId())
        .thenCompose(
            giveBack ->
                take(old, about.outerId())
                    .thenCompose(taken -> write(over(found, changed, null)))
                    .thenCompose(written -> giveBack.get()))
        .thenApply(done -> Optional.of(changed));
  }

  private CompletionStage<Void> take(FaceSet faceSet, String outerId) {
    if (outerId.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    return outerIds
        .take(faceSet, outerId)
        .thenApply(
            mine -> {
              if (!mine) {
                throw new FaceSetException(Reason.NEW_OUTER_ID_EXISTS, outerId);
              }
              return null;
            });
  }

  private static IndexRequest over(GetResponse found, FaceSet faceSet, Instant gone) {
    return new IndexRequest(FaceSetIndex.NAME)
        .id(faceSet.token())
        .setIfSeqNo(found.getSeqNo())
        .setIfPrimaryTerm(found.getPrimaryTerm())
        .source(FaceSetIndex.write(faceSet, gone));
  }

  @Override
  public CompletionStage<Boolean> delete(FaceSet faceSet) {
    return changing(faceSet, false, this::markGone);
  }

  private CompletionStage<Boolean> markGone(GetResponse found, FaceSet old) {
    return write(over(found, old, clock.instant()))
        .thenCompose(written -> outerIds.giveBack(old, old.outerId()))
        .thenApply(done -> true);
  }

  /**
   * Some of those that have gone and are not forgotten, longest gone first.
   *
   * @param after the last one that is known already; {@code null} for the first ones
   */
  CompletionStage<List<Gone>> gone(Gone after, int most) {
    SearchSourceBuilder source =
        new SearchSourceBuilder()
            .query(QueryBuilders.constantScoreQuery(QueryBuilders.existsQuery(FaceSetIndex.GONE)))
            .size(most)
            .sort(FaceSetIndex.GONE, SortOrder.ASC)
            .sort(FaceSetIndex.TOKEN, SortOrder.ASC)
            .trackTotalHits(false);
    if (after != null) {
      source.searchAfter(new Object[] {after.since().toEpochMilli(), after.faceSet().token()});
    }
    return documents(source)
        .thenApply(
            found ->
                found.stream()
                    .map(
                        document ->
                            new Gone(
                                FaceSetIndex.read(document),
                                FaceSetIndex.instant(document, FaceSetIndex.GONE)))
                    .toList());
  }

  /** Forgets that a FaceSet ever was. */
  CompletionStage<Void> forget(FaceSet faceSet) {
    DeleteRequest request = new DeleteRequest(FaceSetIndex.NAME, faceSet.token());
    return Stages.<DeleteResponse>of(listener -> client.delete(request, listener))
        .thenApply(deleted -> null);
  }
}
