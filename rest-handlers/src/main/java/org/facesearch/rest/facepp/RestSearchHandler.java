package org.facesearch.rest.facepp;

import java.io.IOException;
import org.facesearch.models.usecase.faceset.FaceSetLimits;
import org.facesearch.models.usecase.faceset.SearchFaceSet;
import org.facesearch.rest.facepp.KeyRing.Caller;
import org.opensearch.core.xcontent.XContentBuilder;

/**
 * Finds the faces of a FaceSet that are most alike to a face.
 *
 * <pre>
 * POST /facepp/v3/search
 * api_key=...&amp;api_secret=...&amp;face_token=c2fc0ad7c8da3af5a34b9c70ff764da0&amp;outer_id=staff
 *
 * 200 {"request_id": "1470481443,0d749845-7153-4f5e-a996-ffc5a1ac0a79", "time_used": 11,
 *      "thresholds": {"1e-3": 65.3, "1e-4": 71.8, "1e-5": 76.5},
 *      "results": [{"confidence": 96.46, "user_id": "anna",
 *                   "face_token": "4dc8ba0650405fa7a4a5b0b5cb937f0b"}]}
 * </pre>
 *
 * A search with a picture also tells {@code image_id} and {@code faces}; without a face in it there
 * are neither {@code thresholds} nor {@code results}.
 */
final class RestSearchHandler extends FaceppHandler {

  RestSearchHandler(FaceppGate gate) {
    super("search", 1, gate);
  }

  @Override
  Call read(Arguments arguments, Caller caller) {
    return cancellable(
        FaceppActions.SEARCH,
        new SearchFaceSet.Request(
            caller.owner(),
            PictureParameters.ONE.face(arguments, caller),
            FaceSetParameters.faceSet(arguments),
            arguments.integer("return_result_count", 1, FaceSetLimits.MOST_RESULTS, 1)),
        RestSearchHandler::write);
  }

  private static void write(SearchFaceSet.Result result, XContentBuilder body) throws IOException {
    if (result.found().isPresent()) {
      SearchFaceSet.Found found = result.found().get();
      Bodies.thresholds(found.thresholds(), body);
      body.startArray("results");
      for (SearchFaceSet.Hit hit : found.hits()) {
        body.startObject()
            .field("confidence", hit.confidence())
            .field("user_id", hit.userId())
            .field("face_token", hit.token())
            .endObject();
      }
      body.endArray();
    }
    if (result.picture().isPresent()) {
      body.field("image_id", result.picture().get().imageId());
      Bodies.faces("faces", result.picture().get(), body);
    }
  }
}
