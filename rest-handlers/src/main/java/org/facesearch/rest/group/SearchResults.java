package org.facesearch.rest.group;

import java.io.IOException;
import java.util.List;
import org.facesearch.models.usecase.IdentifyFaces;
import org.opensearch.core.xcontent.XContentBuilder;

/** How the calls that search answer: for each picture its faces, for each face its hits. */
enum SearchResults implements GroupHandler.Renderer<List<List<IdentifyFaces.FaceResult>>> {
  /** All hits are of the group in the path. */
  OF_ONE_GROUP,
  /** Every hit tells its {@code group}. */
  OF_SEVERAL_GROUPS;

  @Override
  public void write(List<List<IdentifyFaces.FaceResult>> results, XContentBuilder body)
      throws IOException {
    body.startObject().startArray("search_results");
    for (List<IdentifyFaces.FaceResult> picture : results) {
      body.startObject().startArray("faces");
      for (IdentifyFaces.FaceResult face : picture) {
        body.startObject();
        FaceBody.write(face.box(), body);
        body.startArray("faces");
        for (IdentifyFaces.Hit hit : face.hits()) {
          write(hit, body);
        }
        body.endArray().endObject();
      }
      body.endArray().endObject();
    }
    body.endArray().endObject();
  }

  private void write(IdentifyFaces.Hit hit, XContentBuilder body) throws IOException {
    body.startObject().field("score", (float) hit.score());
    FaceBody.write(hit.face(), body);
    if (this == OF_SEVERAL_GROUPS) {
      body.field("group", hit.group());
    }
    body.endObject();
  }
}
