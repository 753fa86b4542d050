package org.facesearch.rest.group;

import java.util.List;
import org.facesearch.models.usecase.SearchGroups;
import org.facesearch.rest.Fields;

/**
 * Finds the faces of some pictures, or the pictures as a whole, in several groups (section 2.11,
 * and the same for pictures, whose answer is that of {@link RestSearchGroupHandler} with the {@code
 * group} of each hit, and which have no {@code cluster_group}).
 *
 * <pre>
 * POST /v1/face/groups/multi/search
 * {"images": ["data:image/jpeg;base64,..."], "groups": ["staff", "guests"],
 *  "cluster_group": "strangers", "threshold": 0.45, "limit": 5}
 *
 * 200 {"search_results": [{"faces": [
 *       {"bounding_box": {"pts": [...], "score": 0.99},
 *        "faces": [{"score": 0.71, "id": "anna-1", "tag": "day shift", "desc": {"name": "Anna"},
 *                   "bounding_box": {"pts": [...], "score": 0.998}, "group": "staff"}]}]}]}
 * </pre>
 */
final class RestSearchGroupsHandler extends MultiGroupHandler {

  RestSearchGroupsHandler(SearchReader reader) {
    super(reader, "search_groups", "/search");
  }

  @Override
  SearchGroups.Request search(SearchReader reader, Fields body, List<String> groups) {
    return reader.images(body, groups);
  }
}
