package org.facesearch.models.attribute;

/**
 * The five ages of {@code recognize_face_attr} (SophonMatch API). The document names them and no
 * years; these limits are an assumption.
 */
public enum AgeGroup {
  CHILD(13, "child"),
  JUVENILE(18, "juvenile"),
  YOUTH(41, "youth"),
  MIDDLE_AGED(66, "middle-aged"),
  AGED(Double.POSITIVE_INFINITY, "aged");

  private final double end;
  private final String text;

  AgeGroup(double end, String text) {
    this.end = end;
    this.text = text;
  }

  /**
   * The group of an age.
   *
   * @param years since birth, fractions and all
   */
  public static AgeGroup of(double years) {
    for (AgeGroup group : values()) {
      if (years < group.end) {
        return group;
      }
    }
    return AGED;
  }

  public String text() {
    return text;
  }
}
