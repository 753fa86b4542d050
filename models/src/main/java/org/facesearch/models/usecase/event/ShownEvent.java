package org.facesearch.models.usecase.event;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.facesearch.models.event.EventFields;
import org.facesearch.models.event.EventLog;
import org.facesearch.models.event.Identity;

/**
 * An event as {@code picturesearch} shows it: the fields of the document's {@code event_list} in
 * its order, and the event's id. What a stored event lacks has the document's default; an object
 * that is there has those of its own fields.
 */
final class ShownEvent {

  /** Likeness to the face that was searched for. */
  static final String COMPARE_SCORE = "compare_score";

  private ShownEvent() {}

  static Map<String, Object> of(EventLog.Seen seen, double score) {
    Map<String, Object> stored = seen.fields();
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put(COMPARE_SCORE, score);
    shown.put(EventFields.TIMESTAMP, seen.timestamp());
    put(shown, stored, EventFields.IDENTITY_NAME, Identity.NO_NAME);
    put(shown, stored, EventFields.IDENTITY_ID, "");
    object(
        shown,
        stored,
        EventFields.IDENTITY_INFO,
        // "Does not exist" for somebody who was not recognised.
        "".equals(shown.get(EventFields.IDENTITY_ID))
            ? defaults("face_ids", List.of())
            : defaults("face_ids", List.of(), "image_id", ""));
    put(shown, stored, EventFields.FACE_PICTURE, "");
    put(shown, stored, EventFields.SCENE_PICTURE, "");
    put(shown, stored, EventFields.PERSON_TYPE, Identity.EMPLOYEE);
    put(shown, stored, EventFields.SCORE, 0.0);
    object(
        shown,
        stored,
        EventFields.EP_INFO,
        defaults("ep_id", "", "ep_type", "photo", "ep_ip", "", "ep_name", ""));
    object(
        shown,
        stored,
        EventFields.ATTRIBUTES,
        defaults(
            "mask",
            null,
            "expression",
            null,
            "point",
            List.of(),
            "hat",
            null,
            "glasses",
            null,
            "gender",
            null,
            "box",
            List.of(),
            "age",
            null));
    if (stored.get(EventFields.OUT_TIMESTAMP) != null) {
      shown.put(EventFields.OUT_TIMESTAMP, stored.get(EventFields.OUT_TIMESTAMP));
    }
    put(shown, stored, EventFields.ID, "");
    return shown;
  }

  private static void put(
      Map<String, Object> shown, Map<String, Object> stored, String field, Object otherwise) {
    Object value = stored.get(field);
    shown.put(field, value == null ? otherwise : value);
  }

  private static void object(
      Map<String, Object> shown,
      Map<String, Object> stored,
      String field,
      Map<String, Object> defaults) {
    Map<String, Object> complete = new LinkedHashMap<>();
    if (stored.get(field) instanceof Map<?, ?> given && !given.isEmpty()) {
      complete.putAll(defaults);
      given.forEach(
          (name, value) -> {
            if (value != null || !complete.containsKey(name)) {
              complete.put((String) name, value);
            }
          });
    }
    shown.put(field, complete);
  }

  /** Names and values in turn; a value may be {@code null}. */
  private static Map<String, Object> defaults(Object... namesAndValues) {
    Map<String, Object> defaults = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      defaults.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return defaults;
  }
}
