package org.facesearch.models.event;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The fields of an event as it is stored and shown: those of the document's {@code event_list}, the
 * vector and its model.
 */
public final class EventFields {

  /** Unique; also what the document is called. */
  public static final String ID = "event_id";

  /** Unix seconds as a floating-point number: the order of events is that of this field. */
  public static final String TIMESTAMP = "timestamp";

  /** The same to the millisecond, for dashboards. */
  public static final String DATE = "@timestamp";

  public static final String IDENTITY_NAME = "identity_name";
  public static final String IDENTITY_ID = "identity_id";
  public static final String IDENTITY_INFO = "identity_info";
  public static final String PERSON_TYPE = "person_type";
  public static final String SCORE = "score";
  public static final String EP_INFO = "ep_info";
  public static final String DEVICE = "device_id";
  public static final String ATTRIBUTES = "recognize_face_attr";
  public static final String FACE_PICTURE = "recognize_face_pic_id";
  public static final String SCENE_PICTURE = "spot_pic_id";
  public static final String OUT_TIMESTAMP = "out_timestamp";
  public static final String QUALITY = "face_quality";
  public static final String MODEL = "model";
  public static final String VECTOR = "vector";

  private EventFields() {}

  /** All fields of an event, in the order in which the document names them. */
  public static Map<String, Object> of(FaceEvent event) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put(ID, event.id());
    fields.put(TIMESTAMP, event.timestamp());
    fields.put(DATE, date(event.timestamp()).toString());
    fields.put(IDENTITY_NAME, event.identity().name());
    fields.put(IDENTITY_ID, event.identity().id());
    fields.put(IDENTITY_INFO, event.identity().info());
    fields.put(FACE_PICTURE, event.facePicture());
    fields.put(SCENE_PICTURE, event.scenePicture());
    fields.put(PERSON_TYPE, event.identity().personType());
    fields.put(SCORE, event.score());
    fields.put(EP_INFO, event.epInfo());
    fields.put(ATTRIBUTES, event.attributes());
    fields.put(QUALITY, event.quality());
    fields.put(MODEL, event.model());
    fields.put(VECTOR, event.vector());
    return fields;
  }

  /** The moment of a timestamp, to the millisecond. */
  public static Instant date(double timestamp) {
    return Instant.ofEpochMilli(
        BigDecimal.valueOf(timestamp)
            .movePointRight(3)
            .setScale(0, RoundingMode.FLOOR)
            .longValueExact());
  }
}
