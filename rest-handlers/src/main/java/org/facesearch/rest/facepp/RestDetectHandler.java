package org.facesearch.rest.facepp;

import java.io.IOException;
import org.facesearch.models.usecase.faceset.DetectFaces;
import org.facesearch.rest.facepp.KeyRing.Caller;
import org.opensearch.core.xcontent.XContentBuilder;

/**
 * Finds the faces of a picture, largest first, and gives each a token.
 *
 * <pre>
 * POST /facepp/v3/detect
 * api_key=...&amp;api_secret=...&amp;image_url=https://...&amp;return_landmark=1
 *     &amp;return_attributes=headpose,facequality,blur
 *
 * 200 {"request_id": "...", "time_used": 160, "image_id": "aW1hZ2UtaWQtb2YtMjAtY2", "face_num": 1,
 *      "faces": [{"face_token": "c2fc0ad7c8da3af5a34b9c70ff764da0",
 *                 "face_rectangle": {"top": 70, "left": 80, "width": 100, "height": 100},
 *                 "landmark": {"left_eye_center": {"x": 110, "y": 112}, ...},
 *                 "attributes": {"headpose": {"yaw_angle": 2.1, "pitch_angle": -10.2,
 *                                             "roll_angle": 0.4},
 *                                "facequality": {"value": 91.3, "threshold": 70.1},
 *                                "blur": {"blurness": {"value": 12.5, "threshold": 50.0}, ...}}}]}
 * </pre>
 */
final class RestDetectHandler extends FaceppHandler {

  RestDetectHandler(FaceppGate gate) {
    super("detect", 1, gate);
  }

  @Override
  Call read(Arguments arguments, Caller caller) {
    FaceDetails details = FaceDetails.read(arguments);
    return cancellable(
        FaceppActions.DETECT,
        new DetectFaces.Request(
            caller.owner(), PictureParameters.ONE.image(arguments, caller), details.estimated()),
        (picture, body) -> write(picture, details, body));
  }

  private static void write(DetectFaces.Detected picture, FaceDetails details, XContentBuilder body)
      throws IOException {
    body.field("image_id", picture.imageId());
    Bodies.faces("faces", picture, details, body);
    body.field("face_num", picture.faces().size());
  }
}
