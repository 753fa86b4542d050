package org.facesearch.ingest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.facesearch.models.gallery.BoundingBox;
import org.facesearch.models.quality.FaceQuality;
import org.facesearch.models.usecase.AnalyzeImage;
import org.facesearch.models.usecase.AnalyzedFace;
import org.facesearch.models.usecase.EmbedFaces.Found;

/**
 * An embedding as it stands in a document, a face with the names that it has in a group. Maps and
 * lists can be changed, because the processors after this one may want to.
 */
final class EmbeddingFields {

  private EmbeddingFields() {}

  /**
   * One face.
   *
   * @param ofList whether the document has a list of pictures; the face then tells which
   */
  static Map<String, Object> of(Found found, String model, boolean ofList) {
    AnalyzedFace face = found.face();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("vector", vector(face.vector()));
    fields.put("bounding_box", box(face.box()));
    fields.put("quality", quality(face.quality()));
    if (!face.attributes().isEmpty()) {
      Map<String, Object> attributes = new LinkedHashMap<>();
      face.attributes()
          .forEach((name, numbers) -> attributes.put(name.text(), new LinkedHashMap<>(numbers)));
      fields.put("attributes", attributes);
    }
    return made(fields, model, found.picture(), ofList);
  }

  /**
   * One picture.
   *
   * @param position in the list of pictures
   * @param ofList whether the document has a list; the picture then tells its position
   */
  static Map<String, Object> of(AnalyzeImage.Embedded picture, int position, boolean ofList) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("vector", vector(picture.vector()));
    return made(fields, picture.model(), position, ofList);
  }

  private static Map<String, Object> made(
      Map<String, Object> fields, String model, int position, boolean ofList) {
    fields.put("model", model);
    if (ofList) {
      fields.put("picture", position);
    }
    return fields;
  }

  static List<Float> vector(float[] vector) {
    List<Float> numbers = new ArrayList<>(vector.length);
    for (float number : vector) {
      numbers.add(number);
    }
    return numbers;
  }

  private static Map<String, Object> box(BoundingBox box) {
    List<Object> corners = new ArrayList<>();
    box.pts().forEach(corner -> corners.add(new ArrayList<>(corner)));
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("pts", corners);
    fields.put("score", box.score());
    return fields;
  }

  private static Map<String, Object> quality(FaceQuality quality) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("quality", quality.quality().text());
    fields.put("orientation", quality.orientation().text());
    return fields;
  }
}
