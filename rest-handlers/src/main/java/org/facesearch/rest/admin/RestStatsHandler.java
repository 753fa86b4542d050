package org.facesearch.rest.admin;

import java.util.List;
import org.opensearch.core.action.ActionResponse;
import org.opensearch.core.common.Strings;
import org.opensearch.core.xcontent.ToXContentObject;
import org.opensearch.rest.BaseRestHandler;
import org.opensearch.rest.RestRequest;
import org.opensearch.rest.action.RestCancellableNodeClient;
import org.opensearch.rest.action.RestToXContentListener;
import org.opensearch.transport.client.node.NodeClient;

/**
 * Tells how the nodes are doing: calls and their errors, stages, thread pools, memory, models, and
 * how many faces there are.
 *
 * <pre>
 * GET /_plugins/_face_search/stats
 * GET /_plugins/_face_search/stats/_local
 *
 * 200 {"_nodes": {"total": 1, "successful": 1, "failed": 0}, "cluster_name": "…",
 *      "faces": {"face_groups": 12, "events": 4711},
 *      "nodes": {"Xbq…": {"name": "node-1",
 *        "requests": {"v1_face_search_group": {"requests": 8, "errors": 1,
 *                     "status": {"200": 7, "429": 1}, "took": {"count": 8, …}}},
 *        "stages": {"detect": {"count": 9, "total_in_millis": 180, "max_in_millis": 41.0,
 *                   "p50_in_millis": 19.0, "p99_in_millis": 41.0}, …}, …}}}
 * </pre>
 *
 * @param <R> what the nodes answer together
 */
final class RestStatsHandler<R extends ActionResponse & ToXContentObject> extends BaseRestHandler {

  private static final String PATH = "/_plugins/_face_search/stats";

  private final AdminApi.Stats<R> stats;

  RestStatsHandler(AdminApi.Stats<R> stats) {
    this.stats = stats;
  }

  @Override
  public String getName() {
    return "face_search_stats";
  }

  @Override
  public List<Route> routes() {
    return List.of(
        new Route(RestRequest.Method.GET, PATH),
        new Route(RestRequest.Method.GET, PATH + "/{nodes}"));
  }

  @Override
  protected RestChannelConsumer prepareRequest(RestRequest request, NodeClient client) {
    String[] nodes = Strings.splitStringByCommaToArray(request.param("nodes", ""));
    return channel ->
        new RestCancellableNodeClient(client, request.getHttpChannel())
            .execute(
                stats.action(),
                stats.request().apply(nodes),
                new RestToXContentListener<>(channel));
  }
}
