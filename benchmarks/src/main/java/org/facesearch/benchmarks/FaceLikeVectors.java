package org.facesearch.benchmarks;

import java.util.Comparator;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Unit vectors that lie as face embeddings do: a centre for each person and ten photos around it.
 * Two photos of a person meet at a cosine of about 0.67, photos of two people at about 0. The same
 * seed gives the same vectors.
 */
final class FaceLikeVectors {

  static final int PHOTOS_OF_A_PERSON = 10;

  /** Squared length of what sets a photo apart from its centre: 1 / (1 + 0.49) = 0.67. */
  private static final double SPREAD = 0.49;

  private final float[][] people;
  private final float[][] photos;
  private final Random random;

  /**
   * Makes them all.
   *
   * @param count of the photos, a multiple of ten
   */
  FaceLikeVectors(int count, int dimension, long seed) {
    random = new Random(seed);
    people = new float[count / PHOTOS_OF_A_PERSON][];
    photos = new float[count][];
    for (int i = 0; i < count; i++) {
      int person = i % people.length;
      if (people[person] == null) {
        people[person] = near(new float[dimension], 1);
      }
      photos[i] = near(people[person], SPREAD);
    }
  }

  int size() {
    return photos.length;
  }

  float[] photo(int i) {
    return photos[i];
  }

  /** Another photo of somebody. */
  float[] probe() {
    return near(people[random.nextInt(people.length)], SPREAD);
  }

  /** The nearest photos among those admitted, by comparing all. */
  Set<Integer> nearest(float[] probe, int k, IntPredicate admitted) {
    record Near(int photo, float cosine) {}
    PriorityQueue<Near> best = new PriorityQueue<>(Comparator.comparingDouble(Near::cosine));
    for (int i = 0; i < photos.length; i++) {
      if (admitted.test(i)) {
        best.add(new Near(i, dot(probe, photos[i])));
        if (best.size() > k) {
          best.remove();
        }
      }
    }
    Set<Integer> nearest = new HashSet<>();
    best.forEach(near -> nearest.add(near.photo()));
    return nearest;
  }

  private static float dot(float[] one, float[] other) {
    float sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }

  private float[] near(float[] centre, double spread) {
    double deviation = Math.sqrt(spread / centre.length);
    float[] vector = new float[centre.length];
    double square = 0;
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (centre[i] + deviation * random.nextGaussian());
      square += (double) vector[i] * vector[i];
    }
    float scale = (float) (1 / Math.sqrt(square));
    for (int i = 0; i < vector.length; i++) {
      vector[i] *= scale;
    }
    return vector;
  }
}
