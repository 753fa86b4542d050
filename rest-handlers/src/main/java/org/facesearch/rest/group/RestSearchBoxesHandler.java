package org.facesearch.rest.group;

import java.util.List;
import org.facesearch.rest.Fields;
import org.opensearch.rest.RestRequest;

/**
 * Finds the faces in given boxes of some pictures in a group (section 2.14).
 *
 * <pre>
 * POST /v1/face/groups/staff/pts/search
 * {"data": [{"uri": "data:image/jpeg;base64,...",
 *            "attribute": {"bounding_boxes": [{"pts": [[52,74],[215,74],[215,272],[52,272]]}]}}],
 *  "params": {"threshold": 0.45, "limit": 5}}
 *
 * 200 {"search_results": [{"faces": [
 *       {"bounding_box": {"pts": [[52,74],[215,74],[215,272],[52,272]]},
 *        "faces": [{"score": 0.71, "id": "anna-1", "tag": "day shift", "desc": {"name": "Anna"},
 *                   "bounding_box": {"pts": [...], "score": 0.998}}]}]}]}
 * </pre>
 */
final class RestSearchBoxesHandler extends GroupHandler {

  private final SearchReader reader;

  RestSearchBoxesHandler(SearchReader reader) {
    super(reader.shape(), "search_boxes", RestRequest.Method.POST, "/{group}/pts/search");
    this.reader = reader;
  }

  @Override
  Call read(RestRequest request) {
    return cancellable(
        GroupActions.SEARCH,
        reader.shape(),
        reader.boxes(Fields.of(request), List.of(request.param("group"))),
        SearchResults.ofOneGroup(reader.shape()));
  }
}
