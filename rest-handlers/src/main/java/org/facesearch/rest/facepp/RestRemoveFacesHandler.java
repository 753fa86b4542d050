package org.facesearch.rest.facepp;

import java.util.List;
import org.facesearch.models.usecase.faceset.FaceSetLimits;
import org.facesearch.models.usecase.faceset.FaceSetRef;
import org.facesearch.rest.facepp.KeyRing.Caller;

/**
 * Removes faces from a FaceSet: a thousand at most, or {@code RemoveAllFaceTokens}.
 *
 * <pre>
 * POST /facepp/v3/faceset/removeface
 * api_key=...&amp;api_secret=...&amp;outer_id=staff&amp;face_tokens=c2fc...,4dc8...
 *
 * 200 {"request_id": "...", "time_used": 12,
 *      "faceset_token": "d203a107c943d47bb0efbb25a16cf84b", "outer_id": "staff",
 *      "face_removed": 2, "face_count": 0, "failure_detail": []}
 * </pre>
 */
final class RestRemoveFacesHandler extends FaceppHandler {

  private static final List<String> ALL = List.of("RemoveAllFaceTokens");

  RestRemoveFacesHandler(FaceppGate gate) {
    super("faceset/removeface", 0, gate);
  }

  @Override
  Call read(Arguments arguments, Caller caller) {
    FaceSetRef faceSet = FaceSetParameters.faceSet(arguments);
    List<String> tokens = FaceSetParameters.faceTokens(arguments, FaceSetLimits.MOST_REMOVED);
    return call(
        FaceppActions.REMOVE_FACES,
        new TransportRemoveFacesAction.Request(
            caller.owner(), faceSet, tokens.equals(ALL) ? List.of() : tokens),
        (changed, body) -> Bodies.changed("face_removed", changed, body));
  }
}
