package org.facesearch.plugin.faceset;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.faceset.FaceSet;
import org.facesearch.models.faceset.FaceTokens.Near;
import org.facesearch.models.faceset.TokenFace;
import org.facesearch.plugin.calls.Stages;
import org.facesearch.plugin.query.KnnOptions;
import org.facesearch.plugin.query.VisualKnnQueryBuilder;
import org.opensearch.action.search.MultiSearchRequest;
import org.opensearch.action.search.MultiSearchResponse;
import org.opensearch.action.search.SearchResponse;
import org.opensearch.search.SearchHit;
import org.opensearch.search.aggregations.AggregationBuilders;
import org.opensearch.search.aggregations.bucket.MultiBucketsAggregation;
import org.opensearch.search.aggregations.bucket.terms.Terms;
import org.opensearch.search.builder.SearchSourceBuilder;
import org.opensearch.search.sort.SortBuilders;
import org.opensearch.search.sort.SortOrder;
import org.opensearch.transport.client.Client;

/**
 * Finds the faces of a FaceSet that are nearest to a probe, by the query of everybody else; a
 * second search beside it tells whose vectors the FaceSet has.
 */
final class TokenSearch {

  private static final String MODELS = "models";

  /** More than anybody has had, one after the other. */
  private static final int MOST_MODELS = 100;

  private final Client client;
  private final OwnIndex index;

  TokenSearch(Client client, OwnIndex index) {
    this.client = client;
    this.index = index;
  }

  CompletionStage<List<Near>> nearest(FaceSet faceSet, TokenFace.Embedding probe, int most) {
    MultiSearchRequest request =
        new MultiSearchRequest()
            .add(index.request(faces(faceSet, probe, most)))
            .add(index.request(models(faceSet)));
    return Stages.offNetwork(
            client,
            index
                .catchUp()
                .thenCompose(
                    done ->
                        Stages.<MultiSearchResponse>of(
                            listener -> client.multiSearch(request, listener))))
        .thenApply(
            response -> {
              requireModel(probe.model(), faceSet, answer(response, 1));
              return near(answer(response, 0));
            });
  }

  private static SearchSourceBuilder faces(FaceSet faceSet, TokenFace.Embedding probe, int most) {
    return new SearchSourceBuilder()
        .query(
            new VisualKnnQueryBuilder(
                TokenIndex.field(probe.model()),
                probe.values(),
                new KnnOptions(
                    KnnOptions.WIDTH_OF_A_SEARCH, KnnOptions.WIDTH_OF_A_SEARCH, null, true),
                IndexFaceTokens.heldBy(faceSet)))
        .size(most)
        .sort(SortBuilders.scoreSort())
        .sort(SortBuilders.fieldSort(TokenIndex.TOKEN).order(SortOrder.ASC))
        .trackScores(true)
        .trackTotalHits(false)
        .fetchSource(TokenDocument.userIdPath(), null);
  }

  private static SearchSourceBuilder models(FaceSet faceSet) {
    return new SearchSourceBuilder()
        .query(IndexFaceTokens.heldBy(faceSet))
        .size(0)
        .trackTotalHits(false)
        .aggregation(AggregationBuilders.terms(MODELS).field(TokenIndex.MODEL).size(MOST_MODELS));
  }

  private static SearchResponse answer(MultiSearchResponse response, int position) {
    MultiSearchResponse.Item item = response.getResponses()[position];
    if (item.isFailure()) {
      throw new CompletionException(Stages.translated(item.getFailure()));
    }
    return item.getResponse();
  }

  private static void requireModel(String loaded, FaceSet faceSet, SearchResponse response) {
    Terms models = response.getAggregations().get(MODELS);
    models.getBuckets().stream()
        .map(MultiBucketsAggregation.Bucket::getKeyAsString)
        .filter(model -> !model.equals(loaded))
        .findFirst()
        .ifPresent(
            other -> {
              throw FaceSearchException.otherModel(
                  "FaceSet " + faceSet.token() + " has vectors", other, loaded);
            });
  }

  private static List<Near> near(SearchResponse response) {
    return Arrays.stream(response.getHits().getHits()).map(TokenSearch::near).toList();
  }

  private static Near near(SearchHit hit) {
    return new Near(
        hit.getId(), TokenDocument.userId(hit.getSourceAsMap()), 2.0 * hit.getScore() - 1);
  }
}
