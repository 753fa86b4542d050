package org.facesearch.rest.group;

import java.util.List;
import org.facesearch.models.usecase.SearchGroups;
import org.facesearch.rest.Fields;

/**
 * Finds the faces in given boxes of some pictures in several groups (section 2.15).
 *
 * <pre>
 * POST /v1/face/groups/multi/pts/search
 * {"data": [{"uri": "data:image/jpeg;base64,...",
 *            "attribute": {"bounding_boxes": [{"pts": [[52,74],[215,74],[215,272],[52,272]]}]}}],
 *  "groups": ["staff", "guests"], "cluster_group": "strangers",
 *  "params": {"threshold": 0.45, "limit": 5}}
 * </pre>
 *
 * <p>The answer is that of {@link RestSearchGroupsHandler}, without the score of a face's own box.
 */
final class RestSearchBoxesInGroupsHandler extends MultiGroupHandler {

  RestSearchBoxesInGroupsHandler(SearchReader reader) {
    super(reader, "search_boxes_in_groups", "/pts/search");
  }

  @Override
  SearchGroups.Request search(SearchReader reader, Fields body, List<String> groups) {
    return reader.boxes(body, groups);
  }
}
