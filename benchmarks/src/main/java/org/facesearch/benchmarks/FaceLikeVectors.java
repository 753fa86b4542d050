package org.facesearch.benchmarks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.lucene.util.VectorUtil;

/**
 * Unit vectors that lie as face embeddings do: a centre for each person and ten photos around it.
 * Two photos of a person meet at a cosine of about 0.67, photos of two people at about 0. The same
 * seed gives the same vectors. They are made when they are asked for, so there may be any number.
 */
final class FaceLikeVectors {

  static final int PHOTOS_OF_A_PERSON = 10;

  /** Squared length of what sets a photo apart from its centre: 1 / (1 + 0.49) = 0.67. */
  private static final double SPREAD = 0.49;

  private final int count;
  private final int dimension;
  private final long seed;

  /**
   * So many photos.
   *
   * @param count a multiple of ten
   */
  FaceLikeVectors(int count, int dimension, long seed) {
    this.count = count;
    this.dimension = dimension;
    this.seed = seed;
  }

  int size() {
    return count;
  }

  /** The same for the same number, from any thread. */
  float[] photo(int i) {
    return near(person(i % people()), SPREAD, random(i));
  }

  /** Another photo of somebody: the same for the same number. */
  float[] probe(int i) {
    RandomGenerator random = random(-1L - i);
    return near(person(random.nextInt(people())), SPREAD, random);
  }

  private int people() {
    return count / PHOTOS_OF_A_PERSON;
  }

  private float[] person(int person) {
    return near(new float[dimension], 1, random(Integer.MAX_VALUE + 1L + person));
  }

  private RandomGenerator random(long number) {
    return new SplittableRandom(seed * 0x9E3779B97F4A7C15L ^ number);
  }

  /** For each probe the nearest photos among those admitted, by comparing all. */
  List<Set<Integer>> nearest(List<float[]> probes, int k, IntPredicate admitted) {
    record Near(int photo, float cosine) {}
    Comparator<Near> worstFirst = Comparator.comparingDouble(Near::cosine);
    List<PriorityQueue<Near>> best = new ArrayList<>();
    for (int i = 0; i < probes.size(); i++) {
      best.add(new PriorityQueue<>(worstFirst));
    }
    IntStream.range(0, count)
        .filter(admitted)
        .parallel()
        .forEach(
            i -> {
              float[] photo = photo(i);
              for (int probe = 0; probe < probes.size(); probe++) {
                float cosine = VectorUtil.dotProduct(probes.get(probe), photo);
                PriorityQueue<Near> nearest = best.get(probe);
                synchronized (nearest) {
                  if (nearest.size() < k) {
                    nearest.add(new Near(i, cosine));
                  } else if (cosine > nearest.peek().cosine()) {
                    nearest.remove();
                    nearest.add(new Near(i, cosine));
                  }
                }
              }
            });
    return best.stream()
        .map(
            queue -> {
              Set<Integer> nearest = new HashSet<>();
              queue.forEach(near -> nearest.add(near.photo()));
              return nearest;
            })
        .toList();
  }

  private static float[] near(float[] centre, double spread, RandomGenerator random) {
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
