package org.facesearch.ingest;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.event.EventFields;
import org.facesearch.models.usecase.event.DeviceFace;
import org.facesearch.models.usecase.event.ReceiveEvent.Told;
import org.facesearch.models.usecase.event.Sighting;
import org.opensearch.ingest.IngestDocument;

/** What a document says of an event beside its picture. Errors name the field. */
final class EventSource {

  /** Quality and attributes of a face as cameras send them. */
  static final String CAMERA = "grab_fiqa_info";

  /** Times beyond are milliseconds. */
  private static final double MOST_SECONDS = 1e11;

  /** In characters: a number of millions of digits would take long to read. */
  private static final int LONGEST_NUMBER = 64;

  /** In bytes, as OpenSearch has it of ids that come in the usual place. */
  private static final int LONGEST_ID = 512;

  private final IngestDocument document;
  private final InstantSource clock;

  EventSource(IngestDocument document, InstantSource clock) {
    this.document = document;
    this.clock = clock;
  }

  /** What comes with a picture. */
  Sighting sighting() {
    ToldTypes.check(document.getSourceAndMetadata());
    return new Sighting(id(), timestamp(), object(EventFields.EP_INFO), device());
  }

  /** What comes with a vector; empty where there is none. */
  Optional<Told> told() {
    Object vector = value(EventFields.VECTOR);
    if (vector == null) {
      return Optional.empty();
    }
    ToldTypes.checkHistory(document.getSourceAndMetadata());
    return Optional.of(
        new Told(
            id(),
            timestamp(),
            text(EventFields.MODEL),
            numbers(vector),
            new LinkedHashMap<>(document.getSourceAndMetadata())));
  }

  /** What the client calls the event: its document's id, or what the document says. */
  private Optional<String> id() {
    Object given = document.getSourceAndMetadata().get(IngestDocument.Metadata.ID.getFieldName());
    Optional<String> id = given == null ? text(EventFields.ID) : Optional.of(given.toString());
    id.ifPresent(
        text -> {
          if (text.getBytes(StandardCharsets.UTF_8).length > LONGEST_ID) {
            throw FaceSearchException.invalid(
                "the id of an event must not be longer than " + LONGEST_ID + " bytes");
          }
        });
    return id;
  }

  private double timestamp() {
    return time(EventFields.TIMESTAMP).orElseGet(() -> clock.millis() / 1000.0);
  }

  /** When the person left, Unix seconds, where somebody says so. */
  OptionalDouble left() {
    return time(EventFields.OUT_TIMESTAMP);
  }

  private OptionalDouble time(String field) {
    Object given = value(field);
    if (given == null) {
      return OptionalDouble.empty();
    }
    double time = Double.NaN;
    if (given instanceof Number number) {
      time = number.doubleValue();
    } else if (given instanceof String text && text.length() <= LONGEST_NUMBER) {
      try {
        time = new BigDecimal(text.strip()).doubleValue();
      } catch (NumberFormatException e) {
        throw wrong(field, "Unix seconds", e);
      }
    }
    if (!Double.isFinite(time)) {
      throw wrong(field, "Unix seconds", null);
    }
    return OptionalDouble.of(time > MOST_SECONDS ? time / 1000 : time);
  }

  private DeviceFace device() {
    Map<String, Object> camera = object(CAMERA);
    Map<String, Object> attributes = new LinkedHashMap<>(camera);
    attributes.putAll(object(EventFields.ATTRIBUTES));
    return new DeviceFace(attributes, camera);
  }

  private Object value(String field) {
    return document.hasField(field) ? document.getFieldValue(field, Object.class) : null;
  }

  /** Empty for an empty one too. */
  private Optional<String> text(String field) {
    Object value = value(field);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof String text) {
      return Optional.of(text).filter(given -> !given.isEmpty());
    }
    throw wrong(field, "a text", null);
  }

  private Map<String, Object> object(String field) {
    Object value = value(field);
    if (value == null) {
      return Map.of();
    }
    if (!(value instanceof Map<?, ?> given)) {
      throw wrong(field, "an object", null);
    }
    Map<String, Object> object = new LinkedHashMap<>();
    given.forEach((name, item) -> object.put(String.valueOf(name), Storable.of(item)));
    return object;
  }

  private static float[] numbers(Object value) {
    if (!(value instanceof List<?> list)) {
      throw wrong(EventFields.VECTOR, "a list of numbers", null);
    }
    float[] vector = new float[list.size()];
    for (int i = 0; i < vector.length; i++) {
      if (!(list.get(i) instanceof Number number)) {
        throw wrong(EventFields.VECTOR, "a list of numbers", null);
      }
      vector[i] = number.floatValue();
    }
    return vector;
  }

  private static FaceSearchException wrong(String field, String wanted, Exception cause) {
    return new FaceSearchException(
        FaceSearchException.Reason.INVALID,
        PictureField.named(field) + " must be " + wanted,
        cause);
  }
}
