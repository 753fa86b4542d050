package org.facesearch.models.event;

import java.util.Map;
import java.util.Objects;

/**
 * A face that was seen (SophonMatch API, fields of {@code event_list}).
 *
 * @param id unique, URL-safe; the names of its pictures are made of it
 * @param timestamp when, Unix seconds; kept to the last bit
 * @param identity who it was taken for
 * @param score how alike it was to that person's photo, or to the nearest one: 0 to 1 on the scale
 *     of PictureMatch; of a comparison with a card on that of compare
 * @param epInfo the device: {@code ep_id ep_type ep_ip ep_name device_id}, and whatever else it
 *     sent
 * @param attributes {@code recognize_face_attr}: {@code box} as left, top, right, bottom and {@code
 *     point} as five x, then five y, in pixels of the upright picture; the others as the document
 *     names them, {@code null} where nothing tells them
 * @param quality of the face: own measures, or what the device told; empty where there are none
 * @param facePicture name of the stored picture of the face; empty where none is kept
 * @param scenePicture name of the stored whole picture; empty where none is kept
 * @param model id of what made the vector
 * @param vector of length 1
 */
public record FaceEvent(
    String id,
    double timestamp,
    Identity identity,
    double score,
    Map<String, Object> epInfo,
    Map<String, Object> attributes,
    Map<String, Object> quality,
    String facePicture,
    String scenePicture,
    String model,
    float[] vector) {
  public FaceEvent {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(identity, "identity");
    Objects.requireNonNull(epInfo, "epInfo");
    Objects.requireNonNull(attributes, "attributes");
    Objects.requireNonNull(quality, "quality");
    Objects.requireNonNull(facePicture, "facePicture");
    Objects.requireNonNull(scenePicture, "scenePicture");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(vector, "vector");
    if (!Double.isFinite(timestamp)) {
      throw new IllegalArgumentException("a timestamp must be a number, not " + timestamp);
    }
  }
}
