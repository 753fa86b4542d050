package org.facesearch.rest.facepp;

import org.facesearch.rest.facepp.KeyRing.Caller;

/**
 * Changes what is said of a FaceSet; what is not given stays.
 *
 * <pre>
 * POST /facepp/v3/faceset/update
 * api_key=...&amp;api_secret=...&amp;outer_id=staff&amp;new_outer_id=people&amp;display_name=People
 *
 * 200 {"request_id": "...", "time_used": 12,
 *      "faceset_token": "d203a107c943d47bb0efbb25a16cf84b", "outer_id": "people"}
 * </pre>
 */
final class RestUpdateFaceSetHandler extends FaceppHandler {

  RestUpdateFaceSetHandler(FaceppGate gate) {
    super("faceset/update", 0, gate);
  }

  @Override
  Call read(Arguments arguments, Caller caller) {
    return call(
        FaceppActions.UPDATE,
        new TransportUpdateFaceSetAction.Request(
            caller.owner(),
            FaceSetParameters.faceSet(arguments),
            FaceSetParameters.patch(arguments)),
        Bodies::names);
  }
}
