package org.facesearch.plugin.gallery;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.gallery.GalleryUnion;
import org.facesearch.models.gallery.Match;
import org.facesearch.plugin.calls.Stages;
import org.opensearch.action.search.MultiSearchRequest;
import org.opensearch.action.search.MultiSearchResponse;
import org.opensearch.transport.client.Client;

/**
 * Finds the entries of some groups that are nearest to some probes, through the query of everybody
 * else: a search goes to all shards of all groups at once, whose hits OpenSearch merges.
 */
final class GroupSearch implements GalleryUnion {

  private final Client client;
  private final GroupReads reads;
  private final Presence presence;

  /**
   * Over groups of the cluster state.
   *
   * @param presence of all of them
   */
  GroupSearch(Client client, List<GroupIndex> groups, Presence presence) {
    this.client = client;
    this.reads = new GroupReads(client, groups.toArray(GroupIndex[]::new));
    this.presence = presence;
  }

  @Override
  public CompletionStage<List<List<Match>>> nearest(
      List<float[]> probes, int limit, double minCosine) {
    return presence.during(search(probes, limit, minCosine));
  }

  private CompletionStage<List<List<Match>>> search(
      List<float[]> probes, int limit, double minCosine) {
    MultiSearchRequest request = new MultiSearchRequest();
    probes.forEach(
        probe ->
            request.add(
                reads.request(
                    NearestEntries.source(
                        probe, limit, minCosine, NearestEntries.widthOfASearch(limit)))));
    return Stages.offNetwork(
            client,
            reads
                .catchUp()
                .thenCompose(
                    done -> Stages.<MultiSearchResponse>of(l -> client.multiSearch(request, l))))
        .thenApply(response -> Arrays.stream(response.getResponses()).map(this::matches).toList());
  }

  private List<Match> matches(MultiSearchResponse.Item item) {
    if (item.isFailure()) {
      throw new CompletionException(Stages.translated(item.getFailure()));
    }
    return NearestEntries.matches(item.getResponse());
  }
}
