package org.facesearch.plugin.event;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.usecase.Repeat;
import org.facesearch.plugin.calls.Patience;
import org.facesearch.plugin.calls.PluginClient;
import org.facesearch.plugin.calls.Stages;
import org.opensearch.action.bulk.BulkRequest;
import org.opensearch.action.bulk.BulkResponse;
import org.opensearch.action.delete.DeleteRequest;
import org.opensearch.action.get.MultiGetRequest;
import org.opensearch.action.get.MultiGetResponse;
import org.opensearch.index.query.QueryBuilders;
import org.opensearch.search.SearchHit;
import org.opensearch.search.builder.SearchSourceBuilder;

/**
 * Deletes pictures whose events were deleted. An event may have been written again under the same
 * id since: what it names stays. (Pictures are kept before their event is written. Those of one
 * that is written again in the very moment between may go; whoever needs them sends it once more.)
 */
final class AbandonedPictures {

  private final PluginClient client;
  private final FreshSearch search;
  private final int atOnce;

  /**
   * In the plugin's name.
   *
   * @param atOnce pictures of one call
   */
  AbandonedPictures(PluginClient client, int atOnce) {
    this.client = client;
    this.search = new FreshSearch(client);
    this.atOnce = atOnce;
  }

  /** Deletes those kept for events that are not there, or that do not name them. */
  CompletionStage<Void> delete(EventIndex day, List<String> events) {
    Set<String> staying = new HashSet<>();
    return Repeat.whileTrue(
        () ->
            Stages.patiently(
                    client, Patience.OF_LONG_WORK, () -> some(day.pictures(), events, staying))
                .thenCompose(
                    hits ->
                        hits.isEmpty()
                            ? CompletableFuture.completedFuture(false)
                            : delete(day, hits, staying).thenApply(done -> hits.size() == atOnce)));
  }

  private CompletionStage<List<SearchHit>> some(
      String index, List<String> events, Set<String> staying) {
    return search.hits(
        index,
        new SearchSourceBuilder()
            .query(
                QueryBuilders.boolQuery()
                    .filter(QueryBuilders.termsQuery(PictureIndex.EVENT, events))
                    .mustNot(QueryBuilders.idsQuery().addIds(staying.toArray(String[]::new))))
            .size(atOnce)
            .fetchSource(false)
            .docValueField(PictureIndex.EVENT)
            .trackTotalHits(false));
  }

  private CompletionStage<Void> delete(EventIndex day, List<SearchHit> hits, Set<String> staying) {
    MultiGetRequest events = new MultiGetRequest();
    for (SearchHit hit : hits) {
      events.add(
          new MultiGetRequest.Item(day.name(), PictureIndex.event(hit))
              .fetchSourceContext(IndexEventPictures.NAMES));
    }
    return Stages.<MultiGetResponse>patiently(
            client, Patience.OF_LONG_WORK, listener -> client.multiGet(events, listener))
        .thenCompose(
            found -> {
              List<String> going = new ArrayList<>();
              for (int i = 0; i < hits.size(); i++) {
                String id = hits.get(i).getId();
                String name = new PictureName(day, id, PictureIndex.event(hits.get(i))).text();
                if (IndexEventPictures.source(found.getResponses()[i]).containsValue(name)) {
                  staying.add(id);
                } else {
                  going.add(id);
                }
              }
              return delete(day.pictures(), going);
            });
  }

  private CompletionStage<Void> delete(String index, List<String> pictures) {
    if (pictures.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    BulkRequest bulk = new BulkRequest();
    pictures.forEach(id -> bulk.add(new DeleteRequest(index, id)));
    return Stages.<BulkResponse>patiently(
            client, Patience.OF_LONG_WORK, listener -> client.bulk(bulk, listener))
        .thenApply(Stages::written);
  }
}
