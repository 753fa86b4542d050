package org.facesearch.plugin.faceset;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.faceset.FaceSet;
import org.facesearch.models.faceset.FaceSetException;
import org.facesearch.models.faceset.FaceSets;
import org.facesearch.models.faceset.FaceTokens;
import org.facesearch.models.faceset.TokenFace;
import org.facesearch.models.usecase.Repeat;
import org.facesearch.plugin.calls.PluginClient;
import org.facesearch.plugin.calls.Stages;
import org.opensearch.action.bulk.BulkRequest;
import org.opensearch.action.bulk.BulkResponse;
import org.opensearch.action.index.IndexRequest;
import org.opensearch.action.support.clustermanager.AcknowledgedResponse;
import org.opensearch.cluster.metadata.IndexMetadata;
import org.opensearch.cluster.service.ClusterService;
import org.opensearch.index.query.QueryBuilder;
import org.opensearch.index.query.QueryBuilders;
import org.opensearch.search.SearchHit;
import org.opensearch.search.builder.SearchSourceBuilder;
import org.opensearch.search.sort.SortOrder;
import org.opensearch.transport.client.Client;

/** Face tokens as documents of one index. */
final class IndexFaceTokens implements FaceTokens {

  private final Client client;
  private final OwnIndex index;
  private final FaceSets faceSets;
  private final InstantSource clock;

  /**
   * For one node.
   *
   * @param client of the plugin's own name
   */
  IndexFaceTokens(
      PluginClient client, ClusterService cluster, FaceSets faceSets, InstantSource clock) {
    this.client = client;
    this.index = new OwnIndex(client, cluster, TokenIndex.NAME, TokenIndex::create);
    this.faceSets = faceSets;
    this.clock = clock;
  }

  @Override
  public CompletionStage<Void> add(List<TokenFace> faces) {
    Instant expires = clock.instant().plus(LIFETIME);
    BulkRequest bulk = new BulkRequest();
    faces.forEach(
        face ->
            bulk.add(
                new IndexRequest(TokenIndex.NAME)
                    .id(face.token())
                    .create(true)
                    .source(new TokenDocument(face, expires).write())));
    return index
        .create()
        .thenCompose(ready -> Stages.<BulkResponse>of(listener -> client.bulk(bulk, listener)))
        .thenApply(Stages::written);
  }

  @Override
  public CompletionStage<Optional<TokenFace>> read(String owner, String token) {
    return index.whereItIs(
        Optional.empty(),
        () ->
            index
                .get(token)
                .thenApply(
                    found ->
                        Optional.of(found)
                            .filter(read -> read.isExists())
                            .map(read -> TokenDocument.read(read.getSourceAsMap()))
                            .filter(read -> !read.isOver(clock.instant()))
                            .map(TokenDocument::face)
                            .filter(face -> face.owner().equals(owner))));
  }

  @Override
  public CompletionStage<Boolean> setUserId(String owner, String token, String userId) {
    return change(
            owner, List.of(token), face -> face.userId().equals(userId) ? face : face.named(userId))
        .thenApply(outcomes -> outcomes.getFirst() != Outcome.UNKNOWN);
  }

  private CompletionStage<List<Outcome>> change(
      String owner, List<String> tokens, UnaryOperator<TokenFace> change) {
    return index.whereItIs(
        tokens.stream().map(token -> Outcome.UNKNOWN).toList(),
        () -> new TokenChanges(client, clock.instant(), owner, change).of(tokens));
  }

  @Override
  public CompletionStage<Outcome> hold(FaceSet faceSet, String token, String model) {
    return read(faceSet.owner(), token)
        .thenCompose(
            face ->
                face.isEmpty()
                    ? CompletableFuture.completedFuture(Outcome.UNKNOWN)
                    : hold(faceSet, face.get(), model));
  }

  private CompletionStage<Outcome> hold(FaceSet faceSet, TokenFace face, String model) {
    if (!face.vector().model().equals(model)) {
      throw FaceSearchException.otherModel(
          "face token " + face.token() + " has a vector", face.vector().model(), model);
    }
    String set = faceSet.token();
    return field(face.vector())
        .thenCompose(
            ready ->
                change(
                    faceSet.owner(),
                    List.of(face.token()),
                    old -> old.faceSets().contains(set) ? old : old.in(with(old, set))))
        .thenCompose(
            outcomes ->
                outcomes.getFirst() == Outcome.DONE
                    ? stillThere(faceSet, face.token())
                    : CompletableFuture.completedFuture(outcomes.getFirst()));
  }

  /**
   * A FaceSet that was deleted meanwhile may have been emptied before this token came, and would
   * hold it for ever.
   */
  private CompletionStage<Outcome> stillThere(FaceSet faceSet, String token) {
    return faceSets
        .byToken(faceSet.owner(), faceSet.token())
        .thenCompose(
            found ->
                found.isPresent()
                    ? CompletableFuture.completedFuture(Outcome.DONE)
                    : release(faceSet, List.of(token))
                        .thenApply(
                            released -> {
                              throw new FaceSetException(
                                  FaceSetException.Reason.FACESET_TOKEN_UNKNOWN, faceSet.token());
                            }));
  }

  /** Makes the field of a model's vectors if it is not there. */
  private CompletionStage<Void> field(TokenFace.Embedding vector) {
    if (hasField(index.metadata(), vector.model())) {
      return CompletableFuture.completedFuture(null);
    }
    return Stages.<AcknowledgedResponse>of(
            listener ->
                client
                    .admin()
                    .indices()
                    .putMapping(TokenIndex.add(vector.model(), vector.values().length), listener))
        .thenApply(added -> null);
  }

  private static boolean hasField(IndexMetadata index, String model) {
    return index != null
        && index.mapping() != null
        && index.mapping().sourceAsMap().get("properties") instanceof Map<?, ?> fields
        && fields.get(TokenIndex.VECTORS) instanceof Map<?, ?> vectors
        && vectors.get("properties") instanceof Map<?, ?> models
        && models.containsKey(TokenIndex.name(model));
  }

  private static List<String> with(TokenFace face, String set) {
    List<String> all = new ArrayList<>(face.faceSets());
    all.add(set);
    return all;
  }

  @Override
  public CompletionStage<List<Outcome>> release(FaceSet faceSet, List<String> tokens) {
    String set = faceSet.token();
    return change(
        faceSet.owner(),
        tokens,
        face ->
            face.faceSets().contains(set)
                ? face.in(face.faceSets().stream().filter(held -> !held.equals(set)).toList())
                : face);
  }

  @Override
  public CompletionStage<Long> releaseAll(FaceSet faceSet) {
    long[] released = new long[1];
    return Repeat.whileTrue(
            () ->
                list(faceSet, 0, OwnIndex.MOST_LISTED)
                    .thenCompose(
                        tokens ->
                            release(faceSet, tokens)
                                .thenApply(
                                    outcomes -> {
                                      released[0] +=
                                          outcomes.stream()
                                              .filter(outcome -> outcome == Outcome.DONE)
                                              .count();
                                      return !tokens.isEmpty();
                                    })))
        .thenApply(done -> released[0]);
  }

  @Override
  public CompletionStage<Long> count(FaceSet faceSet) {
    SearchSourceBuilder source =
        new SearchSourceBuilder().query(heldBy(faceSet)).size(0).trackTotalHits(true);
    return index.whereItIs(
        0L, () -> index.search(source).thenApply(found -> found.getHits().getTotalHits().value()));
  }

  static QueryBuilder heldBy(FaceSet faceSet) {
    return QueryBuilders.constantScoreQuery(
        QueryBuilders.termQuery(TokenIndex.SETS, faceSet.token()));
  }

  @Override
  public CompletionStage<List<String>> list(FaceSet faceSet, int from, int most) {
    if (from >= OwnIndex.LAST_LISTED) {
      return CompletableFuture.completedFuture(List.of());
    }
    SearchSourceBuilder source =
        new SearchSourceBuilder()
            .query(heldBy(faceSet))
            .from(from)
            .size(most)
            .sort(TokenIndex.CREATED, SortOrder.ASC)
            .sort(TokenIndex.TOKEN, SortOrder.ASC)
            .trackTotalHits(false)
            .fetchSource(false);
    return index.whereItIs(
        List.of(),
        () ->
            index
                .search(source)
                .thenApply(
                    found ->
                        Arrays.stream(found.getHits().getHits()).map(SearchHit::getId).toList()));
  }

  @Override
  public CompletionStage<List<Near>> nearest(FaceSet faceSet, TokenFace.Embedding probe, int most) {
    return index.whereItIs(
        List.of(), () -> new TokenSearch(client, index).nearest(faceSet, probe, most));
  }
}
