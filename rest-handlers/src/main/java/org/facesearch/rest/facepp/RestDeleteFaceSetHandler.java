package org.facesearch.rest.facepp;

import org.facesearch.rest.facepp.KeyRing.Caller;

/**
 * Deletes a FaceSet; one with faces only with {@code check_empty=0}.
 *
 * <pre>
 * POST /facepp/v3/faceset/delete
 * api_key=...&amp;api_secret=...&amp;outer_id=staff&amp;check_empty=0
 *
 * 200 {"request_id": "...", "time_used": 12,
 *      "faceset_token": "d203a107c943d47bb0efbb25a16cf84b", "outer_id": "staff"}
 * </pre>
 */
final class RestDeleteFaceSetHandler extends FaceppHandler {

  RestDeleteFaceSetHandler(FaceppGate gate) {
    super("faceset/delete", 0, gate);
  }

  @Override
  Call read(Arguments arguments, Caller caller) {
    return call(
        FaceppActions.DELETE,
        new TransportDeleteFaceSetAction.Request(
            caller.owner(),
            FaceSetParameters.faceSet(arguments),
            arguments.flag("check_empty", true)),
        Bodies::names);
  }
}
