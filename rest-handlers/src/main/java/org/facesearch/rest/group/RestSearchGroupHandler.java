package org.facesearch.rest.group;

import java.util.List;
import org.facesearch.rest.Fields;
import org.opensearch.rest.RestRequest;

/**
 * Finds the faces of some pictures, or the pictures as a whole, in a group (sections 1.6 and 2.6).
 *
 * <pre>
 * POST /v1/face/groups/staff/search
 * {"images": ["data:image/jpeg;base64,..."], "threshold": 0.45, "limit": 5}
 *
 * 200 {"search_results": [{"faces": [
 *       {"bounding_box": {"pts": [...], "score": 0.99},
 *        "faces": [{"score": 0.71, "id": "anna-1", "tag": "day shift", "desc": {"name": "Anna"},
 *                   "bounding_box": {"pts": [...], "score": 0.998}}]}]}]}
 *
 * POST /v1/image/groups/shots/search
 * {"images": ["data:image/jpeg;base64,..."], "threshold": 0.3, "limit": 5}
 *
 * 200 {"search_results": [
 *       {"results": [{"score": 0.62, "id": "shot-1", "tag": "sea", "desc": {"n": 1}}]}]}
 * </pre>
 */
final class RestSearchGroupHandler extends GroupHandler {

  private final SearchReader reader;

  RestSearchGroupHandler(SearchReader reader) {
    super(reader.shape(), "search_group", RestRequest.Method.POST, "/{group}/search");
    this.reader = reader;
  }

  @Override
  Call read(RestRequest request) {
    return cancellable(
        GroupActions.SEARCH,
        reader.shape(),
        reader.images(Fields.of(request), List.of(request.param("group"))),
        SearchResults.ofOneGroup(reader.shape()));
  }
}
