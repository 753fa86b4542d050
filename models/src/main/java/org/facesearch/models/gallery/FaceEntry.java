package org.facesearch.models.gallery;

import java.util.Map;
import java.util.Objects;
import org.facesearch.models.quality.FaceQuality;

/**
 * A face in a group.
 *
 * @param id unique in its group
 * @param tag never empty
 * @param desc any JSON value: map, list, string, number, boolean or {@code null}
 * @param face what was found in its picture
 */
public record FaceEntry(String id, String tag, Object desc, Enrolled face) {

  /** The tag of a face that was given none. */
  public static final String DEFAULT_TAG = "default";

  public FaceEntry {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(tag, "tag");
    Objects.requireNonNull(face, "face");
  }

  /** An entry that nobody has named: the default tag, and an empty desc. */
  public static FaceEntry unnamed(String id, Enrolled face) {
    return new FaceEntry(id, DEFAULT_TAG, Map.of(), face);
  }

  /** The entry as it is listed. */
  public StoredFace stored() {
    return new StoredFace(id, tag, desc, face.box());
  }

  /**
   * What enrolment takes from a picture.
   *
   * @param quality {@code null} where the caller gave the box and nothing was assessed
   * @param vector of length 1, made by the model the group was created with
   */
  public record Enrolled(BoundingBox box, FaceQuality quality, float[] vector) {
    public Enrolled {
      Objects.requireNonNull(box, "box");
      Objects.requireNonNull(vector, "vector");
    }
  }
}
