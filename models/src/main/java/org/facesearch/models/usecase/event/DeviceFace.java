package org.facesearch.models.usecase.event;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the device that took a picture says of the face in it, which is taken instead of what is
 * seen here.
 *
 * @param attributes of {@link #NAMES} those that it tells; may be empty
 * @param quality kept as it is; empty where it says nothing
 */
public record DeviceFace(Map<String, Object> attributes, Map<String, Object> quality) {

  private static final String GENDER = "gender";
  private static final String AGE = "age";

  /** The attributes of {@code recognize_face_attr} that a device may tell. */
  public static final List<String> NAMES =
      List.of("mask", GENDER, "hat", AGE, "glasses", "expression");

  /** Says nothing. */
  public static final DeviceFace SILENT = new DeviceFace(Map.of(), Map.of());

  /** Longer texts are no attribute. */
  private static final int LONGEST = 256;

  public DeviceFace {
    attributes = told(attributes);
  }

  /** What a camera sent of a face ({@code grab_fiqa_info}): attributes and quality in one. */
  public static DeviceFace ofCamera(Map<String, Object> info) {
    return new DeviceFace(info, info);
  }

  /** Whether nothing of a face needs to be estimated. */
  boolean tellsAgeAndGender() {
    return attributes.containsKey(AGE) && attributes.containsKey(GENDER);
  }

  /** Texts, because cameras send {@code 1} as well as {@code "1"}; lists and objects are none. */
  private static Map<String, Object> told(Map<String, Object> given) {
    Map<String, Object> told = new LinkedHashMap<>();
    for (String name : NAMES) {
      Object value = given.get(name);
      if (value instanceof String || value instanceof Number || value instanceof Boolean) {
        String text = String.valueOf(value);
        if (text.length() <= LONGEST) {
          told.put(name, text);
        }
      }
    }
    return told;
  }
}
