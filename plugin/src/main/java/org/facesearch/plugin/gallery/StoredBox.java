package org.facesearch.plugin.gallery;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.facesearch.models.gallery.BoundingBox;

/** Reads the box of a face from a document. */
public final class StoredBox {

  private StoredBox() {}

  /** Empty where there is no box, or others wrote something else in its place. */
  public static Optional<BoundingBox> read(Object value) {
    if (value instanceof Map<?, ?> box
        && box.get("pts") instanceof List<?> pts
        && pts.size() == 4
        && pts.get(0) instanceof List<?> topLeft
        && pts.get(2) instanceof List<?> bottomRight
        && isPoint(topLeft)
        && isPoint(bottomRight)
        && pixel(topLeft, 0) <= pixel(bottomRight, 0)
        && pixel(topLeft, 1) <= pixel(bottomRight, 1)) {
      return Optional.of(
          new BoundingBox(
              pixel(topLeft, 0),
              pixel(topLeft, 1),
              pixel(bottomRight, 0),
              pixel(bottomRight, 1),
              box.get("score") instanceof Number score ? score.doubleValue() : null));
    }
    return Optional.empty();
  }

  private static boolean isPoint(List<?> point) {
    return point.size() == 2 && point.stream().allMatch(Number.class::isInstance);
  }

  private static int pixel(List<?> point, int coordinate) {
    return ((Number) point.get(coordinate)).intValue();
  }
}
