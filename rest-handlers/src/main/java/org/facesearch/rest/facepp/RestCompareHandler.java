package org.facesearch.rest.facepp;

import java.io.IOException;
import java.util.Optional;
import org.facesearch.models.usecase.faceset.DetectFaces;
import org.facesearch.models.usecase.faceset.VerifyFaces;
import org.facesearch.rest.facepp.KeyRing.Caller;
import org.opensearch.core.xcontent.XContentBuilder;

/**
 * Tells how alike two faces are.
 *
 * <pre>
 * POST /facepp/v3/compare
 * api_key=...&amp;api_secret=...&amp;face_token1=c2fc0ad7c8da3af5a34b9c70ff764da0&amp;image_url2=https://...
 *
 * 200 {"request_id": "...", "time_used": 160, "confidence": 96.46,
 *      "thresholds": {"1e-3": 65.3, "1e-4": 71.8, "1e-5": 76.5},
 *      "image_id2": "aW1hZ2UtaWQtb2YtMjAtY2",
 *      "faces2": [{"face_token": "...", "face_rectangle": {...}}]}
 * </pre>
 *
 * Where a picture has no face there are neither {@code confidence} nor {@code thresholds}.
 */
final class RestCompareHandler extends FaceppHandler {

  RestCompareHandler(FaceppGate gate) {
    super("compare", 2, gate);
  }

  @Override
  Call read(Arguments arguments, Caller caller) {
    return cancellable(
        FaceppActions.COMPARE,
        new VerifyFaces.Request(
            caller.owner(),
            PictureParameters.FIRST.face(arguments, caller),
            PictureParameters.SECOND.face(arguments, caller)),
        RestCompareHandler::write);
  }

  private static void write(VerifyFaces.Result result, XContentBuilder body) throws IOException {
    if (result.alike().isPresent()) {
      body.field("confidence", result.alike().get().confidence());
      Bodies.thresholds(result.alike().get().thresholds(), body);
    }
    picture(1, result.first(), body);
    picture(2, result.second(), body);
  }

  private static void picture(
      int number, Optional<DetectFaces.Detected> picture, XContentBuilder body) throws IOException {
    if (picture.isPresent()) {
      body.field("image_id" + number, picture.get().imageId());
      Bodies.faces("faces" + number, picture.get(), body);
    }
  }
}
