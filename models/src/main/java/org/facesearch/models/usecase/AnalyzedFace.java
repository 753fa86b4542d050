package org.facesearch.models.usecase;

import java.util.Map;
import java.util.Optional;
import org.facesearch.models.attribute.Attribute;
import org.facesearch.models.detect.Landmarks;
import org.facesearch.models.gallery.BoundingBox;
import org.facesearch.models.gallery.Subject;
import org.facesearch.models.quality.FaceQuality;

/**
 * A face as analysis leaves it.
 *
 * @param box in pixels of the upright picture
 * @param quality {@code null} where nothing was assessed
 * @param vector the embedding, of length 1
 * @param attributes those that were asked for, each with its numbers by name
 * @param landmarks in pixels of the upright picture; empty where no detector saw the face
 */
public record AnalyzedFace(
    BoundingBox box,
    FaceQuality quality,
    float[] vector,
    Map<Attribute, Map<String, Double>> attributes,
    Optional<Landmarks> landmarks) {

  /** A face of which no more is told. */
  public AnalyzedFace(BoundingBox box, FaceQuality quality, float[] vector) {
    this(box, quality, vector, Map.of(), Optional.empty());
  }

  /** What is stored of it, or searched for. */
  Subject subject() {
    return new Subject(box, quality, vector);
  }

  /** The same with a photo, a JPEG file. */
  Subject subject(byte[] photo) {
    return new Subject(box, quality, vector, photo);
  }
}
