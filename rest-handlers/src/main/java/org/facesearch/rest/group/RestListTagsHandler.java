package org.facesearch.rest.group;

import java.io.IOException;
import org.facesearch.models.gallery.TagCount;
import org.facesearch.models.usecase.ManageGroups;
import org.opensearch.core.xcontent.XContentBuilder;
import org.opensearch.rest.RestRequest;

/**
 * Lists the tags of a group, ascending by name (sections 1.10 and 2.10).
 *
 * <pre>
 * GET /v1/face/groups/staff/tags?limit=1
 *
 * 200 {"config": {"capacity": 300000}, "tags": [{"name": "day shift", "count": 10}],
 *      "marker": "dGRheSBzaGlmdA"}
 * </pre>
 */
final class RestListTagsHandler extends GroupHandler {

  private final GroupShape shape;

  RestListTagsHandler(GroupShape shape) {
    super(shape, "list_tags", RestRequest.Method.GET, "/{group}/tags");
    this.shape = shape;
  }

  @Override
  Call read(RestRequest request) {
    return call(
        GroupActions.TAGS,
        shape,
        new TransportListTagsAction.Range(
            request.param("group"),
            Marker.TAGS.read(request.param("marker", "")),
            PageRange.limit(request)),
        RestListTagsHandler::write);
  }

  private static void write(ManageGroups.Tags tags, XContentBuilder body) throws IOException {
    body.startObject()
        .startObject("config")
        .field("capacity", tags.capacity())
        .endObject()
        .startArray("tags");
    for (TagCount tag : tags.page().items()) {
      body.startObject().field("name", tag.name()).field("count", tag.count()).endObject();
    }
    body.endArray()
        .field("marker", tags.page().next().map(Marker.TAGS::write).orElse(""))
        .endObject();
  }
}
