package org.facesearch.rest.group;

import java.io.IOException;
import org.facesearch.models.gallery.Page;
import org.facesearch.models.gallery.StoredFace;
import org.opensearch.core.xcontent.XContentBuilder;
import org.opensearch.rest.RestRequest;

/**
 * Lists the faces of a group, ascending by id (section 2.9).
 *
 * <pre>
 * GET /v1/face/groups/staff/images?tag=day%20shift&amp;limit=2&amp;marker=aWFubmEtMQ
 *
 * 200 {"images": [{"id": "anna-2", "tag": "day shift", "desc": {}, "bounding_box": {...}}],
 *      "marker": ""}
 * </pre>
 */
public final class RestListFacesHandler extends GroupHandler {

  public RestListFacesHandler() {
    super("list_faces", RestRequest.Method.GET, "/{group}/images");
  }

  @Override
  Call read(RestRequest request) {
    String tag = request.param("tag", "");
    return call(
        GroupActions.IMAGES,
        new TransportListFacesAction.Range(
            request.param("group"),
            tag.isEmpty() ? null : tag,
            Marker.IMAGES.read(request.param("marker", "")),
            PageRange.limit(request)),
        RestListFacesHandler::write);
  }

  private static void write(Page<StoredFace> page, XContentBuilder body) throws IOException {
    body.startObject().startArray("images");
    for (StoredFace face : page.items()) {
      body.startObject();
      FaceBody.write(face, body);
      body.endObject();
    }
    body.endArray().field("marker", page.next().map(Marker.IMAGES::write).orElse("")).endObject();
  }
}
