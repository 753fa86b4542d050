package org.facesearch.rest.facepp;

import java.io.IOException;
import java.util.OptionalInt;
import org.facesearch.models.faceset.FaceSet;
import org.facesearch.models.gallery.BoundingBox;
import org.facesearch.models.usecase.faceset.DetectFaces;
import org.facesearch.models.usecase.faceset.ManageFaceSets;
import org.facesearch.models.usecase.faceset.Thresholds;
import org.opensearch.core.xcontent.XContentBuilder;

/** How faces, FaceSets and what became of tokens look in this API. */
final class Bodies {

  private Bodies() {}

  /** The field {@code face_rectangle}. */
  static void rectangle(BoundingBox box, XContentBuilder body) throws IOException {
    body.startObject("face_rectangle")
        .field("top", box.top())
        .field("left", box.left())
        .field("width", box.right() - box.left() + 1)
        .field("height", box.bottom() - box.top() + 1)
        .endObject();
  }

  /** The faces of a picture. */
  static void faces(String name, DetectFaces.Detected picture, XContentBuilder body)
      throws IOException {
    faces(name, picture, FaceDetails.NONE, body);
  }

  /** The faces of a picture with what was asked of them. */
  static void faces(
      String name, DetectFaces.Detected picture, FaceDetails details, XContentBuilder body)
      throws IOException {
    body.startArray(name);
    for (DetectFaces.Face face : picture.faces()) {
      body.startObject().field("face_token", face.token());
      rectangle(face.face().box(), body);
      details.write(face.face(), picture.clear(), body);
      body.endObject();
    }
    body.endArray();
  }

  static void thresholds(Thresholds thresholds, XContentBuilder body) throws IOException {
    body.startObject("thresholds")
        .field("1e-3", thresholds.oneInThousand())
        .field("1e-4", thresholds.oneInTenThousand())
        .field("1e-5", thresholds.oneInHundredThousand())
        .endObject();
  }

  /** By what a FaceSet is called: the fields that every call about one answers with. */
  static void names(FaceSet faceSet, XContentBuilder body) throws IOException {
    body.field("faceset_token", faceSet.token()).field("outer_id", faceSet.outerId());
  }

  /** A FaceSet as it is listed, without the braces. */
  static void listed(FaceSet faceSet, XContentBuilder body) throws IOException {
    names(faceSet, body);
    body.field("display_name", faceSet.about().displayName())
        .field("tags", String.join(",", faceSet.about().tags()));
  }

  /**
   * What became of tokens.
   *
   * @param verb what was done: {@code face_added} or {@code face_removed}
   */
  static void changed(String verb, ManageFaceSets.Changed changed, XContentBuilder body)
      throws IOException {
    names(changed.faceSet(), body);
    body.field(verb, changed.changed()).field("face_count", changed.count());
    body.startArray("failure_detail");
    for (ManageFaceSets.Failure failure : changed.failures()) {
      body.startObject()
          .field("reason", failure.reason().name())
          .field("face_token", failure.token())
          .endObject();
    }
    body.endArray();
  }

  /** The number to go on from, text as the hosted service writes it; nothing at the end. */
  static void next(OptionalInt next, XContentBuilder body) throws IOException {
    if (next.isPresent()) {
      body.field("next", Integer.toString(next.getAsInt()));
    }
  }
}
