package org.facesearch.rest.group;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.facesearch.models.gallery.BoundingBox;
import org.facesearch.models.gallery.StoredEntry;
import org.facesearch.rest.Fields;
import org.opensearch.core.xcontent.XContentBuilder;

/** How entries and boxes look in this API. */
final class EntryBody {

  private EntryBody() {}

  static void write(BoundingBox box, XContentBuilder body) throws IOException {
    body.startObject("bounding_box").field("pts", box.pts());
    if (box.score() != null) {
      body.field("score", box.score());
    }
    body.endObject();
  }

  /**
   * The fields of a stored entry, without the braces. One that was given no desc has an empty one.
   */
  static void write(StoredEntry entry, XContentBuilder body) throws IOException {
    body.field("id", entry.id()).field("tag", entry.tag()).field("desc", entry.desc());
    if (entry.box() != null) {
      write(entry.box(), body);
    }
  }

  /** The desc of a request; an absent one is an empty object, a {@code null} one is kept. */
  static Object desc(Fields image) {
    return image.has("desc") ? image.anyStorable("desc") : Map.of();
  }

  /**
   * The {@code bounding_box.pts} of a request: four corners from the top left, clockwise, of an
   * upright rectangle. {@code null} where there is none.
   */
  static BoundingBox box(Fields image) {
    return pts(image.object("bounding_box"));
  }

  /** The same for an object that has the {@code pts}. */
  static BoundingBox pts(Fields given) {
    Object pts = given.any("pts");
    if (pts == null) {
      return null;
    }
    List<List<Integer>> corners = new ArrayList<>();
    if (pts instanceof List<?> list) {
      for (Object corner : list) {
        if (corner instanceof List<?> point
            && point.size() == 2
            && point.stream().allMatch(EntryBody::isPixel)) {
          corners.add(
              point.stream()
                  .map(coordinate -> (int) Math.round(((Number) coordinate).doubleValue()))
                  .toList());
        }
      }
      if (corners.size() == 4 && list.size() == 4) {
        return rectangle(given, corners);
      }
    }
    throw given.wrong("pts", "four points [x, y] in pixels");
  }

  private static BoundingBox rectangle(Fields given, List<List<Integer>> corners) {
    int left = corners.get(0).get(0);
    int top = corners.get(0).get(1);
    int right = corners.get(2).get(0);
    int bottom = corners.get(2).get(1);
    if (left >= right
        || top >= bottom
        || !corners.equals(new BoundingBox(left, top, right, bottom, null).pts())) {
      throw given.wrong(
          "pts",
          "an upright rectangle with an area: top left, top right, bottom right, bottom left");
    }
    return new BoundingBox(left, top, right, bottom, null);
  }

  private static boolean isPixel(Object coordinate) {
    return coordinate instanceof Number number && Math.abs(number.doubleValue()) <= 1_000_000;
  }
}
