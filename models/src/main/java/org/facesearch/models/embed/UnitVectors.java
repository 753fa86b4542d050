package org.facesearch.models.embed;

/** Vectors of length 1, whose dot product is their cosine. */
public final class UnitVectors {

  /** Shorter than this, rounding has eaten the direction. */
  private static final double SHORTEST = 1e-12;

  private UnitVectors() {}

  /**
   * The vector brought to length 1.
   *
   * @throws IllegalArgumentException if a component is not finite or all are (nearly) zero
   */
  public static float[] normalise(float[] vector) {
    // In double, where neither the squares of large floats overflow nor those of small ones vanish.
    double square = 0;
    for (int i = 0; i < vector.length; i++) {
      if (!Float.isFinite(vector[i])) {
        throw new IllegalArgumentException(
            "component " + i + " of the vector is not a finite float");
      }
      square += (double) vector[i] * vector[i];
    }
    double length = Math.sqrt(square);
    if (length < SHORTEST) {
      throw new IllegalArgumentException("a zero vector has no direction, so no cosine");
    }
    float[] unit = new float[vector.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (vector[i] / length);
    }
    return unit;
  }

  /** The cosine of two unit vectors, -1 to 1. */
  public static double cosine(float[] one, float[] other) {
    if (one.length != other.length) {
      throw new IllegalArgumentException(
          "vectors of " + one.length + " and " + other.length + " dimensions");
    }
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += (double) one[i] * other[i];
    }
    return Math.clamp(sum, -1.0, 1.0);
  }
}
