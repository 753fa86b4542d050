package org.facesearch.rest.facepp;

import org.facesearch.models.usecase.faceset.FaceSetLimits;
import org.facesearch.rest.facepp.KeyRing.Caller;

/**
 * Adds faces to a FaceSet, five at most.
 *
 * <pre>
 * POST /facepp/v3/faceset/addface
 * api_key=...&amp;api_secret=...&amp;outer_id=staff&amp;face_tokens=c2fc...,4dc8...
 *
 * 200 {"request_id": "...", "time_used": 12,
 *      "faceset_token": "d203a107c943d47bb0efbb25a16cf84b", "outer_id": "staff",
 *      "face_added": 2, "face_count": 2, "failure_detail": []}
 * </pre>
 */
final class RestAddFacesHandler extends FaceppHandler {

  RestAddFacesHandler(FaceppGate gate) {
    super("faceset/addface", 0, gate);
  }

  @Override
  Call read(Arguments arguments, Caller caller) {
    return call(
        FaceppActions.ADD_FACES,
        new TransportAddFacesAction.Request(
            caller.owner(),
            FaceSetParameters.faceSet(arguments),
            FaceSetParameters.faceTokens(arguments, FaceSetLimits.MOST_ADDED)),
        (changed, body) -> Bodies.changed("face_added", changed, body));
  }
}
