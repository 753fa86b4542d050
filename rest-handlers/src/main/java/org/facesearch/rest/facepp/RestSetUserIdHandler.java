package org.facesearch.rest.facepp;

import org.facesearch.models.usecase.faceset.FaceSetLimits;
import org.facesearch.rest.facepp.KeyRing.Caller;

/**
 * Names a face; searches answer with the name.
 *
 * <pre>
 * POST /facepp/v3/face/setuserid
 * api_key=...&amp;api_secret=...&amp;face_token=c2fc0ad7c8da3af5a34b9c70ff764da0&amp;user_id=anna
 *
 * 200 {"request_id": "...", "time_used": 12,
 *      "user_id": "anna", "face_token": "c2fc0ad7c8da3af5a34b9c70ff764da0"}
 * </pre>
 */
final class RestSetUserIdHandler extends FaceppHandler {

  private static final String USER_ID = "user_id";

  RestSetUserIdHandler(FaceppGate gate) {
    super("face/setuserid", 0, gate);
  }

  @Override
  Call read(Arguments arguments, Caller caller) {
    String token = arguments.required("face_token");
    String userId = arguments.given(USER_ID).orElseThrow(() -> FaceppException.missing(USER_ID));
    if (!FaceSetLimits.isUserId(userId)) {
      throw FaceppException.badArgument(USER_ID);
    }
    return call(
        FaceppActions.SET_USER_ID,
        new TransportSetUserIdAction.Request(caller.owner(), token, userId),
        (nothing, body) -> body.field(USER_ID, userId).field("face_token", token));
  }
}
