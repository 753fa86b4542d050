package org.facesearch.rest.facepp;

import org.facesearch.models.usecase.faceset.FaceSetLimits;
import org.facesearch.rest.facepp.KeyRing.Caller;

/**
 * Creates a FaceSet and adds faces to it; with {@code force_merge} to one that is there.
 *
 * <pre>
 * POST /facepp/v3/faceset/create
 * api_key=...&amp;api_secret=...&amp;outer_id=staff&amp;display_name=Staff&amp;tags=day,night
 *   &amp;user_data=...&amp;face_tokens=c2fc...,4dc8...&amp;force_merge=1
 *
 * 200 {"request_id": "...", "time_used": 12,
 *      "faceset_token": "d203a107c943d47bb0efbb25a16cf84b", "outer_id": "staff",
 *      "face_added": 1, "face_count": 1,
 *      "failure_detail": [{"reason": "INVALID_FACE_TOKEN", "face_token": "4dc8..."}]}
 * </pre>
 */
final class RestCreateFaceSetHandler extends FaceppHandler {

  RestCreateFaceSetHandler(FaceppGate gate) {
    super("faceset/create", 0, gate);
  }

  @Override
  Call read(Arguments arguments, Caller caller) {
    return call(
        FaceppActions.CREATE,
        new TransportCreateFaceSetAction.Request(
            caller.owner(),
            FaceSetParameters.about(arguments),
            FaceSetParameters.optionalFaceTokens(arguments, FaceSetLimits.MOST_ADDED),
            arguments.flag("force_merge", false)),
        (changed, body) -> Bodies.changed("face_added", changed, body));
  }
}
