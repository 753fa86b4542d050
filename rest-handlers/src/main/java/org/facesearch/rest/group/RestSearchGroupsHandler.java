package org.facesearch.rest.group;

import java.util.List;
import org.facesearch.models.usecase.IdentifyFaces;
import org.facesearch.rest.Fields;

/**
 * Finds the faces of some pictures in several groups (section 2.11).
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
public final class RestSearchGroupsHandler extends MultiGroupHandler {

  private final SearchReader reader;

  public RestSearchGroupsHandler(SearchReader reader) {
    super("search_groups", "/search");
    this.reader = reader;
  }

  @Override
  IdentifyFaces.Request search(Fields body, List<String> groups) {
    return reader.images(body, groups);
  }
}
