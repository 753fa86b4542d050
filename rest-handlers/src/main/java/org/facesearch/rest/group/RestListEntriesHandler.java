package org.facesearch.rest.group;

import java.io.IOException;
import org.facesearch.models.gallery.Page;
import org.facesearch.models.gallery.StoredEntry;
import org.opensearch.core.xcontent.XContentBuilder;
import org.opensearch.rest.RestRequest;

/**
 * Lists the entries of a group, ascending by id (sections 1.9 and 2.9).
 *
 * <pre>
 * GET /v1/face/groups/staff/images?tag=day%20shift&amp;limit=2&amp;marker=aWFubmEtMQ
 *
 * 200 {"images": [{"id": "anna-2", "tag": "day shift", "desc": {}, "bounding_box": {...}}],
 *      "marker": ""}
 * </pre>
 */
final class RestListEntriesHandler extends GroupHandler {

  private final GroupShape shape;

  RestListEntriesHandler(GroupShape shape) {
    super(shape, "list", RestRequest.Method.GET, "/{group}/images");
    this.shape = shape;
  }

  @Override
  Call read(RestRequest request) {
    String tag = request.param("tag", "");
    return call(
        GroupActions.IMAGES,
        shape,
        new TransportListEntriesAction.Range(
            request.param("group"),
            tag.isEmpty() ? null : tag,
            Marker.IMAGES.read(request.param("marker", "")),
            PageRange.limit(request)),
        RestListEntriesHandler::write);
  }

  private static void write(Page<StoredEntry> page, XContentBuilder body) throws IOException {
    body.startObject().startArray("images");
    for (StoredEntry entry : page.items()) {
      body.startObject();
      EntryBody.write(entry, body);
      body.endObject();
    }
    body.endArray().field("marker", page.next().map(Marker.IMAGES::write).orElse("")).endObject();
  }
}
