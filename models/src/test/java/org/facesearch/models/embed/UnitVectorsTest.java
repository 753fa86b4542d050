package org.facesearch.models.embed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class UnitVectorsTest {

  @Test
  void bringsAVectorToLengthOne() {
    assertArrayEquals(new float[] {0.6f, 0.8f}, UnitVectors.normalise(new float[] {3, 4}), 1e-7f);
    assertArrayEquals(
        new float[] {0.6f, 0.8f}, UnitVectors.normalise(new float[] {3e30f, 4e30f}), 1e-6f);
  }

  @Test
  void refusesWhatHasNoDirection() {
    assertThrows(IllegalArgumentException.class, () -> UnitVectors.normalise(new float[4]));
    assertThrows(
        IllegalArgumentException.class, () -> UnitVectors.normalise(new float[] {Float.NaN, 1}));
    assertThrows(
        IllegalArgumentException.class,
        () -> UnitVectors.normalise(new float[] {Float.POSITIVE_INFINITY, 1}));
  }

  @Test
  void cosineStaysWithinItsRange() {
    float[] vector = UnitVectors.normalise(new float[] {1, 2, 3, 4, 5});
    assertEquals(1, UnitVectors.cosine(vector, vector), 1e-6);
    assertThrows(IllegalArgumentException.class, () -> UnitVectors.cosine(vector, new float[] {1}));
  }
}
