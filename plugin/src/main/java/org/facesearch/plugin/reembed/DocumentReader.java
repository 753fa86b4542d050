package org.facesearch.plugin.reembed;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.facesearch.models.reembed.IndexCopy.Batch;
import org.facesearch.models.reembed.Places;
import org.facesearch.models.reembed.ReembedPlan;
import org.facesearch.models.reembed.SourceDocument;
import org.facesearch.plugin.calls.Stages;
import org.opensearch.action.get.MultiGetItemResponse;
import org.opensearch.action.get.MultiGetRequest;
import org.opensearch.action.get.MultiGetResponse;
import org.opensearch.core.common.Strings;
import org.opensearch.search.SearchHit;
import org.opensearch.search.fetch.subphase.FetchSourceContext;
import org.opensearch.transport.client.Client;

/**
 * Reads batches of documents, so many at a time that they take some megabytes: a document may hold
 * a picture or none.
 */
final class DocumentReader {

  private static final long BYTES = 4L << 20;
  private static final int MOST = 64;

  private final Client client;
  private final ReembedPlan plan;
  private final ShardPages source;
  private volatile int next = 4;

  DocumentReader(Client client, ReembedPlan plan, ShardPages source) {
    this.client = client;
    this.plan = plan;
    this.source = source;
  }

  CompletionStage<Batch> read(Places after, Places until) {
    int shard =
        IntStream.range(0, source.shards())
            .filter(part -> after.of(part) < until.of(part))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("there is nothing to read"));
    int most = next;
    return source
        .page(shard, after.of(shard), until.of(shard), most, true)
        .thenCompose(
            hits -> {
              adapt(hits);
              long reached =
                  hits.size() < most ? until.of(shard) : ShardPages.change(hits.getLast());
              return documents(hits)
                  .thenApply(documents -> new Batch(documents, after.with(shard, reached)));
            });
  }

  private void adapt(List<SearchHit> hits) {
    long bytes = hits.stream().mapToLong(hit -> length(hit)).sum();
    if (bytes > 0) {
      next = Math.clamp(BYTES * hits.size() / bytes, 1, MOST);
    }
  }

  private static long length(SearchHit hit) {
    return hit.getSourceRef() == null ? 0 : hit.getSourceRef().length();
  }

  private CompletionStage<List<SourceDocument>> documents(List<SearchHit> hits) {
    return pictures(hits)
        .thenApply(
            pictures ->
                hits.stream()
                    .<SourceDocument>map(
                        hit ->
                            StoredDocument.of(
                                plan,
                                hit,
                                plan.pictures()
                                    .index()
                                    .map(other -> pictures.getOrDefault(hit.getId(), List.of()))))
                    .toList());
  }

  /** Those of another index, by the ids of their documents. */
  private CompletionStage<Map<String, List<String>>> pictures(List<SearchHit> hits) {
    Optional<String> other = plan.pictures().index();
    if (other.isEmpty() || hits.isEmpty()) {
      return CompletableFuture.completedFuture(Map.of());
    }
    FetchSourceContext field =
        new FetchSourceContext(true, new String[] {plan.pictures().field()}, Strings.EMPTY_ARRAY);
    MultiGetRequest request = new MultiGetRequest();
    hits.stream()
        .map(SearchHit::getId)
        .distinct()
        .forEach(
            id -> request.add(new MultiGetRequest.Item(other.get(), id).fetchSourceContext(field)));
    return Stages.offNetwork(
            client, Stages.<MultiGetResponse>of(listener -> client.multiGet(request, listener)))
        .thenApply(this::pictures);
  }

  private Map<String, List<String>> pictures(MultiGetResponse found) {
    Map<String, List<String>> pictures = new HashMap<>();
    for (MultiGetItemResponse item : found) {
      if (item.isFailed()) {
        throw Stages.rethrown(item.getFailure().getFailure());
      }
      if (item.getResponse().isExists()) {
        pictures.put(
            item.getId(), StoredDocument.pictures(plan, item.getResponse().getSourceAsMap()));
      }
    }
    return pictures;
  }
}
