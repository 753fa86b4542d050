package org.facesearch.rest.facepp;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.facesearch.models.attribute.Attribute;
import org.facesearch.models.usecase.faceset.DetectFaces;
import org.facesearch.rest.facepp.KeyRing.Caller;
import org.opensearch.core.xcontent.XContentBuilder;

/**
 * Finds the faces of a picture, largest first, and gives each a token.
 *
 * <pre>
 * POST /facepp/v3/detect
 * api_key=...&amp;api_secret=...&amp;image_url=https://...&amp;return_attributes=headpose
 *
 * 200 {"request_id": "...", "time_used": 160, "image_id": "aW1hZ2UtaWQtb2YtMjAtY2", "face_num": 1,
 *      "faces": [{"face_token": "c2fc0ad7c8da3af5a34b9c70ff764da0",
 *                 "face_rectangle": {"top": 70, "left": 80, "width": 100, "height": 100},
 *                 "attributes": {"headpose": {"yaw_angle": 2.1, "pitch_angle": -10.2,
 *                                             "roll_angle": 0.4}}}]}
 * </pre>
 */
final class RestDetectHandler extends FaceppHandler {

  private static final String RETURN_ATTRIBUTES = "return_attributes";

  /** The hosted service's attributes; of these only {@code headpose} has a model here. */
  private static final Set<String> ATTRIBUTES =
      Set.of(
          "none",
          "gender",
          "age",
          "smiling",
          "headpose",
          "facequality",
          "blur",
          "eyestatus",
          "emotion",
          "ethnicity",
          "beauty",
          "mouthstatus",
          "eyegaze",
          "skinstatus",
          "nose_occlusion");

  RestDetectHandler(FaceppGate gate) {
    super("detect", 1, gate);
  }

  @Override
  Call read(Arguments arguments, Caller caller) {
    // Taken, and without effect: there are no landmarks to return.
    arguments.integer("return_landmark", 0, 2, 0);
    return call(
        FaceppActions.DETECT,
        new DetectFaces.Request(
            caller.owner(), PictureParameters.ONE.image(arguments, caller), attributes(arguments)),
        RestDetectHandler::write);
  }

  private static Set<Attribute> attributes(Arguments arguments) {
    List<String> names = arguments.list(RETURN_ATTRIBUTES);
    if (!ATTRIBUTES.containsAll(names)) {
      throw FaceppException.badArgument(RETURN_ATTRIBUTES);
    }
    return names.contains("headpose") ? Set.of(Attribute.POSE) : Set.of();
  }

  private static void write(DetectFaces.Detected picture, XContentBuilder body) throws IOException {
    body.field("image_id", picture.imageId());
    Bodies.faces("faces", picture, body);
    body.field("face_num", picture.faces().size());
  }
}
