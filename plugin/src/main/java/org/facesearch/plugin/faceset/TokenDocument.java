package org.facesearch.plugin.faceset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.facesearch.models.faceset.TokenFace;
import org.facesearch.models.gallery.BoundingBox;
import org.opensearch.common.xcontent.XContentFactory;
import org.opensearch.core.xcontent.XContentBuilder;

/**
 * A face token as a document.
 *
 * @param expires when it may go; {@code null} while a FaceSet holds it
 */
record TokenDocument(TokenFace face, Instant expires) {

  private static final String IMAGE_ID = "image_id";
  private static final String USER_ID = "user_id";
  private static final String BOX = "box";
  private static final String SCORE = "score";

  /** Whether it is unknown, though perhaps not deleted yet. */
  boolean isOver(Instant now) {
    return expires != null && !expires.isAfter(now);
  }

  /** In SMILE, where a vector takes half the room it takes in JSON. */
  XContentBuilder write() {
    try {
      XContentBuilder body = XContentFactory.smileBuilder().startObject();
      body.field(TokenIndex.TOKEN, face.token())
          .field(TokenIndex.OWNER, face.owner())
          .field(TokenIndex.MODEL, face.vector().model())
          .field(TokenIndex.SETS, face.faceSets())
          .field(TokenIndex.CREATED, face.created().toEpochMilli())
          .field(TokenIndex.ABOUT, about());
      if (expires != null) {
        body.field(TokenIndex.EXPIRES, expires.toEpochMilli());
      }
      if (face.faceSets().isEmpty()) {
        body.array(TokenIndex.VECTOR, face.vector().values());
      } else {
        body.startObject(TokenIndex.VECTORS)
            .array(TokenIndex.name(face.vector().model()), face.vector().values())
            .endObject();
      }
      return body.endObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, Object> about() {
    BoundingBox box = face.box();
    List<Integer> corners = List.of(box.left(), box.top(), box.right(), box.bottom());
    Map<String, Object> place =
        box.score() == null ? Map.of(BOX, corners) : Map.of(BOX, corners, SCORE, box.score());
    return Map.of(IMAGE_ID, face.imageId(), USER_ID, face.userId(), "place", place);
  }

  /** Where in a document the name is that its owner gave it. */
  static String userIdPath() {
    return TokenIndex.ABOUT + "." + USER_ID;
  }

  /** The name that its owner gave it, of a document that may lack all else. */
  static String userId(Map<String, Object> document) {
    return text(object(document, TokenIndex.ABOUT), USER_ID);
  }

  static TokenDocument read(Map<String, Object> document) {
    Map<?, ?> about = object(document, TokenIndex.ABOUT);
    String model = text(document, TokenIndex.MODEL);
    List<String> sets = list(document, TokenIndex.SETS).stream().map(String.class::cast).toList();
    List<?> vector =
        sets.isEmpty()
            ? list(document, TokenIndex.VECTOR)
            : list(object(document, TokenIndex.VECTORS), TokenIndex.name(model));
    return new TokenDocument(
        new TokenFace(
            text(document, TokenIndex.TOKEN),
            text(document, TokenIndex.OWNER),
            text(about, IMAGE_ID),
            box(object(about, "place")),
            text(about, USER_ID),
            new TokenFace.Embedding(model, floats(vector)),
            sets,
            instant(document.get(TokenIndex.CREATED))),
        document.containsKey(TokenIndex.EXPIRES)
            ? instant(document.get(TokenIndex.EXPIRES))
            : null);
  }

  private static BoundingBox box(Map<?, ?> place) {
    List<Integer> corners =
        list(place, BOX).stream().map(corner -> ((Number) corner).intValue()).toList();
    return new BoundingBox(
        corners.get(0),
        corners.get(1),
        corners.get(2),
        corners.get(3),
        place.get(SCORE) instanceof Number score ? score.doubleValue() : null);
  }

  private static float[] floats(List<?> numbers) {
    float[] values = new float[numbers.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = ((Number) numbers.get(i)).floatValue();
    }
    return values;
  }

  private static Instant instant(Object millis) {
    return Instant.ofEpochMilli(((Number) millis).longValue());
  }

  private static String text(Map<?, ?> from, String field) {
    return (String) Objects.requireNonNull(from.get(field), field);
  }

  private static Map<?, ?> object(Map<?, ?> from, String field) {
    return (Map<?, ?>) Objects.requireNonNull(from.get(field), field);
  }

  private static List<?> list(Map<?, ?> from, String field) {
    return (List<?>) Objects.requireNonNull(from.get(field), field);
  }
}
