package org.facesearch.models.quality;

import java.util.Locale;
import org.facesearch.models.detect.Landmarks;
import org.facesearch.models.detect.Point;

/**
 * Where the top of a face points in the picture, in steps of 45 degrees (v1 API, section 2.5,
 * {@code face_quality.orientation}).
 */
public enum Orientation {
  // Clockwise from up: the order is used to turn an angle into a constant.
  UP,
  UP_RIGHT,
  RIGHT,
  DOWN_RIGHT,
  DOWN,
  DOWN_LEFT,
  LEFT,
  UP_LEFT;

  /** From the line between the middle of the mouth and the middle of the eyes. */
  public static Orientation of(Landmarks face) {
    Point eyes = face.eyes();
    Point mouth = face.mouth();
    double clockwise = Math.atan2(eyes.x() - mouth.x(), mouth.y() - eyes.y());
    return values()[Math.floorMod(Math.round(clockwise / (Math.PI / 4)), values().length)];
  }

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
