package org.facesearch.rest.group;

import java.io.IOException;
import org.facesearch.models.image.PictureSource;
import org.facesearch.models.usecase.AddEntry;
import org.facesearch.rest.Fields;
import org.opensearch.core.xcontent.XContentBuilder;
import org.opensearch.rest.RestRequest;

/**
 * Adds the face of a picture, or the picture as a whole (sections 1.5 and 2.5).
 *
 * <pre>
 * POST /v1/face/groups/staff/add
 * {"image": {"id": "anna-1", "uri": "data:image/jpeg;base64,...", "tag": "day shift",
 *            "desc": {"name": "Anna"}},
 *  "params": {"reject_bad_face": true}}
 *
 * 200 {"id": "anna-1",
 *      "bounding_box": {"pts": [[100,200],[300,200],[300,460],[100,460]], "score": 0.998},
 *      "face_quality": {"quality": "clear", "orientation": "up"}}
 *
 * POST /v1/image/groups/shots/add
 * {"image": {"id": "shot-1", "uri": "data:image/jpeg;base64,...", "tag": "sea", "desc": {"n": 1}}}
 *
 * 200 {"id": "shot-1"}
 * </pre>
 */
final class RestAddEntryHandler extends GroupHandler {

  private final GroupShape shape;

  RestAddEntryHandler(GroupShape shape) {
    super(shape, "add", RestRequest.Method.POST, "/{group}/add");
    this.shape = shape;
  }

  @Override
  Call read(RestRequest request) {
    Fields body = Fields.of(request);
    Fields image = body.object("image");
    return cancellable(
        GroupActions.ADD,
        shape,
        new AddEntry.Request(
            request.param("group"),
            image.string("id", ""),
            PictureSource.parse(image.requiredString("uri")),
            image.string("tag", ""),
            EntryBody.desc(image),
            shape.box(image),
            shape.rejectsBadFaces(body)),
        RestAddEntryHandler::write);
  }

  private static void write(AddEntry.Result result, XContentBuilder body) throws IOException {
    body.startObject().field("id", result.id());
    if (result.box() != null) {
      EntryBody.write(result.box(), body);
    }
    if (result.quality() != null) {
      body.startObject("face_quality")
          .field("quality", result.quality().quality().text())
          .field("orientation", result.quality().orientation().text())
          .endObject();
    }
    // The document shows the number where there is a choice to tell of.
    if (result.faces().orElse(1) > 1) {
      body.field("face_number", result.faces().getAsInt());
    }
    body.endObject();
  }
}
