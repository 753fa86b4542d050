package org.facesearch.rest.facepp;

import java.io.IOException;
import org.facesearch.models.faceset.FaceSet;
import org.facesearch.models.usecase.faceset.ManageFaceSets;
import org.facesearch.rest.facepp.KeyRing.Caller;
import org.opensearch.core.xcontent.XContentBuilder;

/**
 * Lists up to 100 FaceSets of a key, those with all of the tags.
 *
 * <pre>
 * POST /facepp/v3/faceset/getfacesets
 * api_key=...&amp;api_secret=...&amp;tags=day&amp;start=1
 *
 * 200 {"request_id": "...", "time_used": 12,
 *      "facesets": [{"faceset_token": "d203a107c943d47bb0efbb25a16cf84b", "outer_id": "staff",
 *                    "display_name": "Staff", "tags": "day,night"}]}
 * </pre>
 */
final class RestListFaceSetsHandler extends FaceppHandler {

  RestListFaceSetsHandler(FaceppGate gate) {
    super("faceset/getfacesets", 0, gate);
  }

  @Override
  Call read(Arguments arguments, Caller caller) {
    return call(
        FaceppActions.LIST,
        new TransportListFaceSetsAction.Request(
            caller.owner(),
            FaceSetParameters.tags(arguments),
            FaceSetParameters.start(arguments, Integer.MAX_VALUE)),
        RestListFaceSetsHandler::write);
  }

  private static void write(ManageFaceSets.Listing listing, XContentBuilder body)
      throws IOException {
    body.startArray("facesets");
    for (FaceSet faceSet : listing.faceSets()) {
      body.startObject();
      Bodies.listed(faceSet, body);
      body.endObject();
    }
    body.endArray();
    Bodies.next(listing.next(), body);
  }
}
