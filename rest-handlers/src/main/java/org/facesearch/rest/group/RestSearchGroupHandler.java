package org.facesearch.rest.group;

import java.util.List;
import org.facesearch.rest.Fields;
import org.opensearch.rest.RestRequest;

/**
 * Finds the faces of some pictures in a group (section 2.6).
 *
 * <pre>
 * POST /v1/face/groups/staff/search
 * {"images": ["data:image/jpeg;base64,..."], "threshold": 0.45, "limit": 5}
 *
 * 200 {"search_results": [{"faces": [
 *       {"bounding_box": {"pts": [...], "score": 0.99},
 *        "faces": [{"score": 0.71, "id": "anna-1", "tag": "day shift", "desc": {"name": "Anna"},
 *                   "bounding_box": {"pts": [...], "score": 0.998}}]}]}]}
 * </pre>
 */
public final class RestSearchGroupHandler extends GroupHandler {

  private final SearchReader reader;

  public RestSearchGroupHandler(SearchReader reader) {
    super("search_group", RestRequest.Method.POST, "/{group}/search");
    this.reader = reader;
  }

  @Override
  Call read(RestRequest request) {
    return call(
        GroupActions.SEARCH,
        reader.images(Fields.of(request), List.of(request.param("group"))),
        SearchResults.OF_ONE_GROUP);
  }
}
