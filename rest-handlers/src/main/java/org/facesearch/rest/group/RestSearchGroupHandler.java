package org.facesearch.rest.group;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.image.PictureSource;
import org.facesearch.models.usecase.IdentifyFaces;
import org.facesearch.rest.Fields;
import org.opensearch.core.xcontent.XContentBuilder;
import org.opensearch.rest.RestRequest;

/**
 * Finds the faces of some pictures in a group (section 2.6).
 *
 * <pre>
 * POST /v1/face/groups/staff/search
 * {"images": ["data:image/jpeg;base64,..."], "threshold": 0.45, "limit": 5}
 *
 * 200 {"search_results": [{"faces": [
 *       {"bounding_box": {"pts": [...], "score": 0.99},
 *        "faces": [{"score": 0.71, "id": "anna-1", "tag": "day shift", "desc": {"name": "Anna"},
 *                   "bounding_box": {"pts": [...], "score": 0.998}}]}]}]}
 * </pre>
 */
public final class RestSearchGroupHandler extends GroupHandler {

  private static final int DEFAULT_LIMIT = 100;
  private static final int MOST_HITS = 10_000;

  private final DoubleSupplier defaultThreshold;
  private final IntSupplier mostPictures;

  /**
   * Both values are asked anew for every request.
   *
   * @param defaultThreshold where a request names none
   * @param mostPictures in one request
   */
  public RestSearchGroupHandler(DoubleSupplier defaultThreshold, IntSupplier mostPictures) {
    super("search_group", RestRequest.Method.POST, "/{group}/search");
    this.defaultThreshold = defaultThreshold;
    this.mostPictures = mostPictures;
  }

  @Override
  Call read(RestRequest request) {
    Fields body = Fields.of(request);
    int limit = body.integer("limit", 0, MOST_HITS, DEFAULT_LIMIT);
    return call(
        GroupActions.SEARCH,
        new IdentifyFaces.Request(
            request.param("group"),
            pictures(body.requiredStrings("images", mostPictures.getAsInt())),
            body.number("threshold", 0, 1, defaultThreshold.getAsDouble()),
            limit == 0 ? DEFAULT_LIMIT : limit,
            body.bool("use_quality", false)),
        RestSearchGroupHandler::write);
  }

  private static List<PictureSource> pictures(List<String> uris) {
    List<PictureSource> pictures = new ArrayList<>(uris.size());
    for (int i = 0; i < uris.size(); i++) {
      try {
        pictures.add(PictureSource.parse(uris.get(i)));
      } catch (FaceSearchException e) {
        throw e.at("images[" + i + "]");
      }
    }
    return pictures;
  }

  private static void write(List<List<IdentifyFaces.FaceResult>> results, XContentBuilder body)
      throws IOException {
    body.startObject().startArray("search_results");
    for (List<IdentifyFaces.FaceResult> picture : results) {
      body.startObject().startArray("faces");
      for (IdentifyFaces.FaceResult face : picture) {
        body.startObject();
        FaceBody.write(face.box(), body);
        body.startArray("faces");
        for (IdentifyFaces.Hit hit : face.hits()) {
          body.startObject().field("score", (float) hit.score());
          FaceBody.write(hit.face(), body);
          body.endObject();
        }
        body.endArray().endObject();
      }
      body.endArray().endObject();
    }
    body.endArray().endObject();
  }
}
