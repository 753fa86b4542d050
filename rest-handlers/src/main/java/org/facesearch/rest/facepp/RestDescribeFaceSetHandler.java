package org.facesearch.rest.facepp;

import java.io.IOException;
import org.facesearch.models.usecase.faceset.ManageFaceSets;
import org.facesearch.rest.facepp.KeyRing.Caller;
import org.opensearch.core.xcontent.XContentBuilder;

/**
 * Describes a FaceSet and lists up to 100 of its faces.
 *
 * <pre>
 * POST /facepp/v3/faceset/getdetail
 * api_key=...&amp;api_secret=...&amp;outer_id=staff&amp;start=1
 *
 * 200 {"request_id": "...", "time_used": 12,
 *      "faceset_token": "d203a107c943d47bb0efbb25a16cf84b", "outer_id": "staff",
 *      "display_name": "Staff", "tags": "day,night", "user_data": "", "face_count": 250,
 *      "face_tokens": ["c2fc...", ...], "next": "101"}
 * </pre>
 */
final class RestDescribeFaceSetHandler extends FaceppHandler {

  RestDescribeFaceSetHandler(FaceppGate gate) {
    super("faceset/getdetail", 0, gate);
  }

  @Override
  Call read(Arguments arguments, Caller caller) {
    return call(
        FaceppActions.DESCRIBE,
        new TransportDescribeFaceSetAction.Request(
            caller.owner(),
            FaceSetParameters.faceSet(arguments),
            FaceSetParameters.start(arguments, Integer.MAX_VALUE)),
        RestDescribeFaceSetHandler::write);
  }

  private static void write(ManageFaceSets.Detail detail, XContentBuilder body) throws IOException {
    Bodies.listed(detail.faceSet(), body);
    body.field("user_data", detail.faceSet().about().userData())
        .field("face_count", detail.count())
        .field("face_tokens", detail.tokens());
    Bodies.next(detail.next(), body);
  }
}
