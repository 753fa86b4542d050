package org.facesearch.plugin.gallery;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.compare.Comparison;
import org.facesearch.models.usecase.Lanes;
import org.facesearch.plugin.calls.Sight;
import org.facesearch.plugin.calls.Stages;
import org.opensearch.OpenSearchStatusException;
import org.opensearch.action.search.SearchRequest;
import org.opensearch.action.search.SearchResponse;
import org.opensearch.action.support.IndicesOptions;
import org.opensearch.cluster.metadata.IndexAbstraction;
import org.opensearch.cluster.metadata.IndexMetadata;
import org.opensearch.cluster.service.ClusterService;
import org.opensearch.core.rest.RestStatus;
import org.opensearch.index.query.MatchNoneQueryBuilder;
import org.opensearch.search.builder.SearchSourceBuilder;
import org.opensearch.transport.client.Client;

/**
 * Whether a caller may read groups, found out by reading nothing of them. Also of those that have
 * been removed since: access control judges by names.
 */
final class GroupReaders {

  private final Client client;
  private final ClusterService cluster;

  /** In the name of whoever the client calls for. */
  GroupReaders(Client client, ClusterService cluster) {
    this.client = client;
    this.cluster = cluster;
  }

  /** Fails by a refusal, see {@link Sight#isRefusal}, unless the caller may read both groups. */
  CompletionStage<Void> check(Comparison.Asked asked) {
    List<String> indices =
        List.of(asked.group(), asked.target()).stream()
            .map(group -> GroupIndex.nameFor(asked.kind(), group))
            .distinct()
            .toList();
    // Each for itself: access control may leave out of several those that are not allowed.
    return Lanes.map(indices, 1, (position, index) -> check(index)).thenApply(done -> null);
  }

  private CompletionStage<Void> check(String index) {
    SearchRequest nothing =
        new SearchRequest(index)
            .indicesOptions(IndicesOptions.LENIENT_EXPAND_OPEN)
            .source(new SearchSourceBuilder().query(new MatchNoneQueryBuilder()).size(0));
    return Stages.<SearchResponse>of(listener -> client.search(nothing, listener))
        .handle(
            (found, error) -> {
              if (error != null && Sight.isRefusal(error)) {
                throw Stages.rethrown(error);
              }
              // Otherwise it went as far as shards that are not up, which is far enough.
              if (error == null && found.getTotalShards() == 0 && isOpen(index)) {
                throw new OpenSearchStatusException(
                    "not allowed to read a group", RestStatus.FORBIDDEN);
              }
              return null;
            });
  }

  private boolean isOpen(String index) {
    IndexAbstraction named = cluster.state().metadata().getIndicesLookup().get(index);
    return named != null
        && named.getIndices().stream()
            .anyMatch(metadata -> metadata.getState() == IndexMetadata.State.OPEN);
  }
}
