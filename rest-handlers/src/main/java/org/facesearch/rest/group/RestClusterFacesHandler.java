package org.facesearch.rest.group;

import java.util.List;
import org.facesearch.models.usecase.ClusterFaces;
import org.facesearch.rest.Fields;
import org.opensearch.rest.RestRequest;

/**
 * Finds the faces of some pictures in a group, and adds those that it does not know (section 2.12).
 *
 * <pre>
 * POST /v1/face/groups/strangers/cluster
 * {"images": ["data:image/jpeg;base64,..."], "threshold": 0.45, "limit": 5}
 *
 * 200 {"search_results": [{"faces": [
 *       {"bounding_box": {"pts": [...], "score": 0.99},
 *        "faces": [{"score": 1.0, "id": "xYz...", "tag": "default", "desc": {},
 *                   "bounding_box": {"pts": [...], "score": 0.99}}]}]}]}
 * </pre>
 */
final class RestClusterFacesHandler extends GroupHandler {

  private final SearchReader reader;

  RestClusterFacesHandler(SearchReader reader) {
    super(reader.shape(), "cluster_faces", RestRequest.Method.POST, "/{group}/cluster");
    this.reader = reader;
  }

  @Override
  Call read(RestRequest request) {
    return cancellable(
        GroupActions.CLUSTER,
        new ClusterFaces.Request(
            request.param("group"), reader.images(Fields.of(request), List.of())),
        SearchResults.ofOneGroup(reader.shape()));
  }
}
