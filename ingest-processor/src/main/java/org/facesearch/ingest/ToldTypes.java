package org.facesearch.ingest;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.event.EventFields;

/**
 * The types of what clients say of an event. What is wrong would be kept all the same, and shown to
 * clients of {@code picturesearch}, who rely on the document's types. {@code null} says nothing,
 * and fields that the document does not know may be anything.
 */
final class ToldTypes {

  private static final Kind TEXT = new Kind("a text", String.class::isInstance);
  private static final Kind WORD =
      new Kind(
          "a text, a number or a boolean",
          value -> value instanceof String || value instanceof Number || value instanceof Boolean);
  private static final Kind OBJECT = new Kind("an object", Map.class::isInstance);
  private static final Kind NUMBERS = new Kind("a list of numbers", listOf(Number.class));
  private static final Kind TEXTS = new Kind("a list of texts", listOf(String.class));
  private static final Kind SCORE =
      new Kind(
          "a number from 0 to 1",
          value ->
              value instanceof Number number
                  && number.doubleValue() >= 0
                  && number.doubleValue() <= 1);
  private static final Kind PERSON_TYPE =
      new Kind(
          "a whole number from 1 to 5",
          value ->
              value instanceof Number number
                  && Set.of(1.0, 2.0, 3.0, 4.0, 5.0).contains(number.doubleValue()));

  /** Of an event of a picture, all else of which is not the client's to say. */
  private static final Map<String, Map<String, Kind>> OF_ALL =
      Map.of(
          EventFields.EP_INFO,
          Map.of(
              "ep_id",
              WORD,
              "ep_type",
              WORD,
              "ep_ip",
              WORD,
              "ep_name",
              WORD,
              EventFields.DEVICE,
              WORD),
          EventFields.ATTRIBUTES,
          Map.of(
              "mask", WORD,
              "gender", WORD,
              "hat", WORD,
              "age", WORD,
              "glasses", WORD,
              "expression", WORD,
              "box", NUMBERS,
              "point", NUMBERS));

  private static final Map<String, Map<String, Kind>> OBJECTS_OF_HISTORY =
      Map.of(
          EventFields.IDENTITY_INFO,
          Map.of("face_ids", TEXTS, "image_id", TEXT),
          EventFields.QUALITY,
          Map.of());

  private static final Map<String, Kind> OF_HISTORY =
      Map.of(
          EventFields.IDENTITY_NAME, TEXT,
          EventFields.IDENTITY_ID, TEXT,
          EventFields.FACE_PICTURE, TEXT,
          EventFields.SCENE_PICTURE, TEXT,
          EventFields.SCORE, SCORE,
          EventFields.PERSON_TYPE, PERSON_TYPE);

  private ToldTypes() {}

  /**
   * What a value must be.
   *
   * @param wanted that in words
   */
  private record Kind(String wanted, Predicate<Object> matches) {

    void check(String field, Object value) {
      if (value != null && !matches.test(value)) {
        throw FaceSearchException.invalid(PictureField.named(field) + " must be " + wanted);
      }
    }
  }

  private static Predicate<Object> listOf(Class<?> type) {
    return value -> value instanceof List<?> list && list.stream().allMatch(type::isInstance);
  }

  /**
   * Checks what comes with a picture, and with a vector too.
   *
   * @throws FaceSearchException {@code INVALID} naming the field
   */
  static void check(Map<String, Object> document) {
    OF_ALL.forEach((name, kinds) -> object(document, name, kinds));
  }

  /**
   * Checks what comes with a vector.
   *
   * @throws FaceSearchException {@code INVALID} naming the field
   */
  static void checkHistory(Map<String, Object> document) {
    check(document);
    OBJECTS_OF_HISTORY.forEach((name, kinds) -> object(document, name, kinds));
    OF_HISTORY.forEach((name, kind) -> kind.check(name, document.get(name)));
  }

  private static void object(Map<String, Object> document, String name, Map<String, Kind> kinds) {
    OBJECT.check(name, document.get(name));
    if (document.get(name) instanceof Map<?, ?> object) {
      kinds.forEach((field, kind) -> kind.check(name + "." + field, object.get(field)));
    }
  }
}
