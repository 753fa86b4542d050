package org.facesearch.models.usecase.event;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.facesearch.models.attribute.AgeGender;
import org.facesearch.models.attribute.AgeGroup;
import org.facesearch.models.detect.Landmarks;
import org.facesearch.models.detect.Point;
import org.facesearch.models.gallery.BoundingBox;
import org.facesearch.models.quality.FaceQuality;
import org.facesearch.models.usecase.AnalyzedFace;

/** What an event tells of a face: {@code recognize_face_attr} and {@code face_quality}. */
final class FaceDetails {

  private FaceDetails() {}

  /**
   * Box and points as they were seen; the rest as the device tells it, else as it was estimated,
   * else {@code null}.
   */
  static Map<String, Object> attributes(AnalyzedFace face, DeviceFace device) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    BoundingBox box = face.box();
    attributes.put("box", List.of(box.left(), box.top(), box.right(), box.bottom()));
    attributes.put("point", face.landmarks().map(FaceDetails::point).orElse(List.of()));
    DeviceFace.NAMES.forEach(name -> attributes.put(name, null));
    AgeGender.of(face.attributes())
        .ifPresent(
            seen -> {
              attributes.put("gender", seen.isMale() ? "male" : "female");
              attributes.put("age", AgeGroup.of(seen.age()).text());
            });
    attributes.putAll(device.attributes());
    return attributes;
  }

  private static List<Integer> point(Landmarks landmarks) {
    List<Integer> point = new ArrayList<>();
    landmarks.points().stream().map(Point::x).map(FaceDetails::pixel).forEach(point::add);
    landmarks.points().stream().map(Point::y).map(FaceDetails::pixel).forEach(point::add);
    return List.copyOf(point);
  }

  private static int pixel(double coordinate) {
    return (int) Math.round(coordinate);
  }

  /** What the device says, if it says anything; else own measures. */
  static Map<String, Object> quality(AnalyzedFace face, DeviceFace device) {
    return device.quality().isEmpty() ? own(face.quality()) : device.quality();
  }

  private static Map<String, Object> own(FaceQuality quality) {
    Map<String, Object> own = new LinkedHashMap<>();
    own.put("quality", quality.quality().text());
    own.put("orientation", quality.orientation().text());
    own.putAll(quality.measures().numbers());
    return own;
  }
}
