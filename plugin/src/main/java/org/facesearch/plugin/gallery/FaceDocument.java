package org.facesearch.plugin.gallery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.facesearch.models.gallery.BoundingBox;
import org.facesearch.models.gallery.FaceEntry;
import org.facesearch.models.gallery.StoredFace;
import org.opensearch.common.xcontent.XContentFactory;
import org.opensearch.core.xcontent.XContentBuilder;

/** A face as a document. Written in SMILE, where a vector takes half the room it takes in JSON. */
final class FaceDocument {

  /** The fields that a listing or a search needs: all but the vector. */
  static final String[] LISTED = {GroupIndex.ID, GroupIndex.TAG, GroupIndex.DESC, GroupIndex.BOX};

  private FaceDocument() {}

  static XContentBuilder write(FaceEntry entry, Instant now) {
    try {
      XContentBuilder body = XContentFactory.smileBuilder().startObject();
      FaceEntry.Enrolled face = entry.face();
      writeListed(new StoredFace(entry.id(), entry.tag(), entry.desc(), face.box()), body);
      if (face.quality() != null) {
        body.field(GroupIndex.QUALITY, quality(face));
      }
      body.array(GroupIndex.VECTOR, face.vector());
      return body.field(GroupIndex.CREATED, now.toString()).endObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The fields that {@link #read} reads, without braces. */
  static void writeListed(StoredFace face, XContentBuilder body) throws IOException {
    body.field(GroupIndex.ID, face.id())
        .field(GroupIndex.TAG, face.tag())
        .field(GroupIndex.DESC, face.desc());
    if (face.box() != null) {
      body.field(GroupIndex.BOX, box(face.box()));
    }
  }

  /** Puts a newly enrolled face in the place of a document's old one. */
  static void replaceFace(Map<String, Object> document, FaceEntry.Enrolled face) {
    document.put(GroupIndex.BOX, box(face.box()));
    if (face.quality() == null) {
      document.remove(GroupIndex.QUALITY);
    } else {
      document.put(GroupIndex.QUALITY, quality(face));
    }
    document.put(GroupIndex.VECTOR, face.vector());
  }

  private static Map<String, Object> box(BoundingBox box) {
    return box.score() == null
        ? Map.of("pts", box.pts())
        : Map.of("pts", box.pts(), "score", box.score());
  }

  private static Map<String, Object> quality(FaceEntry.Enrolled face) {
    return Map.of(
        "quality",
        face.quality().quality().text(),
        "orientation",
        face.quality().orientation().text());
  }

  /** Reads a document back; the group may be filled by others, so any field may be missing. */
  static StoredFace read(String id, Map<String, Object> document) {
    return new StoredFace(
        document.get(GroupIndex.ID) instanceof String given ? given : id,
        document.get(GroupIndex.TAG) instanceof String tag ? tag : "",
        document.get(GroupIndex.DESC),
        document.get(GroupIndex.BOX) instanceof Map<?, ?> box ? readBox(box) : null);
  }

  /** {@code null} where the box of a document that others wrote is no box. */
  private static BoundingBox readBox(Map<?, ?> box) {
    if (box.get("pts") instanceof List<?> pts
        && pts.size() == 4
        && pts.get(0) instanceof List<?> topLeft
        && pts.get(2) instanceof List<?> bottomRight
        && isPoint(topLeft)
        && isPoint(bottomRight)
        && pixel(topLeft, 0) <= pixel(bottomRight, 0)
        && pixel(topLeft, 1) <= pixel(bottomRight, 1)) {
      return new BoundingBox(
          pixel(topLeft, 0),
          pixel(topLeft, 1),
          pixel(bottomRight, 0),
          pixel(bottomRight, 1),
          box.get("score") instanceof Number score ? score.doubleValue() : null);
    }
    return null;
  }

  private static boolean isPoint(List<?> point) {
    return point.size() == 2 && point.stream().allMatch(Number.class::isInstance);
  }

  private static int pixel(List<?> point, int coordinate) {
    return ((Number) point.get(coordinate)).intValue();
  }
}
