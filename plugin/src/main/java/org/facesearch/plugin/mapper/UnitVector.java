package org.facesearch.plugin.mapper;

import org.facesearch.models.embed.UnitVectors;

/** A direction: a vector of length 1, the only kind that is indexed or searched for. */
public final class UnitVector {
  private final float[] components;

  private UnitVector(float[] components) {
    this.components = components;
  }

  /**
   * Brings a vector to unit length.
   *
   * @param field named in errors
   * @param vector of any length, not kept
   * @throws IllegalArgumentException if a component is not finite or the vector is zero
   */
  public static UnitVector of(String field, float[] vector) {
    try {
      return new UnitVector(UnitVectors.normalise(vector));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("field [" + field + "]: " + e.getMessage(), e);
    }
  }

  public int dimension() {
    return components.length;
  }

  public float[] toArray() {
    return components.clone();
  }
}
