package org.facesearch.models.attribute;

import java.util.Map;
import java.util.Optional;

/**
 * How old a face looks, and how male.
 *
 * @param age in years, 0 to 99
 * @param male 0 to 1
 */
public record AgeGender(double age, double male) {

  private static final double MALE = 0.5;

  /** What was estimated of a face; empty if these were not. */
  public static Optional<AgeGender> of(Map<Attribute, Map<String, Double>> attributes) {
    return Optional.ofNullable(attributes.get(Attribute.AGE_GENDER))
        .map(numbers -> new AgeGender(numbers.get("age"), numbers.get("male")));
  }

  /** Whether the face looks more like a man's than a woman's. */
  public boolean isMale() {
    return male > MALE;
  }
}
