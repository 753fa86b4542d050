package org.facesearch.rest.facepp;

import java.io.IOException;
import org.facesearch.models.faceset.FaceSet;
import org.facesearch.models.usecase.faceset.ManageFaceTokens;
import org.facesearch.rest.facepp.KeyRing.Caller;
import org.opensearch.core.xcontent.XContentBuilder;

/**
 * Describes a face and tells which FaceSets hold it.
 *
 * <pre>
 * POST /facepp/v3/face/getdetail
 * api_key=...&amp;api_secret=...&amp;face_token=c2fc0ad7c8da3af5a34b9c70ff764da0
 *
 * 200 {"request_id": "...", "time_used": 12,
 *      "face_token": "c2fc0ad7c8da3af5a34b9c70ff764da0", "image_id": "aW1hZ2UtaWQtb2YtMjAtY2",
 *      "user_id": "anna", "face_rectangle": {"top": 70, "left": 80, "width": 100, "height": 100},
 *      "facesets": [{"faceset_token": "d203a107c943d47bb0efbb25a16cf84b", "outer_id": "staff",
 *                    "display_name": "Staff", "tags": ""}]}
 * </pre>
 */
final class RestDescribeFaceHandler extends FaceppHandler {

  RestDescribeFaceHandler(FaceppGate gate) {
    super("face/getdetail", 0, gate);
  }

  @Override
  Call read(Arguments arguments, Caller caller) {
    return call(
        FaceppActions.DESCRIBE_FACE,
        new TransportDescribeFaceAction.Request(caller.owner(), arguments.required("face_token")),
        RestDescribeFaceHandler::write);
  }

  private static void write(ManageFaceTokens.Detail face, XContentBuilder body) throws IOException {
    body.field("face_token", face.token())
        .field("image_id", face.imageId())
        .field("user_id", face.userId());
    Bodies.rectangle(face.box(), body);
    body.startArray("facesets");
    for (FaceSet faceSet : face.faceSets()) {
      body.startObject();
      Bodies.listed(faceSet, body);
      body.endObject();
    }
    body.endArray();
  }
}
