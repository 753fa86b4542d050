package org.facesearch.plugin.query;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.IntPredicate;

/**
 * Unit vectors that lie as face embeddings do: a random centre for each identity and its photos
 * around it, two photos of one identity at a cosine of about 0.67, photos of two identities at
 * about 0. Photo {@code i} is of identity {@code i / PHOTOS}. The same seed gives the same vectors.
 */
final class FaceLikeVectors {
  static final int PHOTOS = 10;

  /** The noise has this much of a centre's squared length: mates meet at 1 / (1 + 0.49) = 0.67. */
  private static final double NOISE = 0.49;

  private final float[][] centres;
  private final float[][] photos;
  private final Random random;

  FaceLikeVectors(int identities, int dimension, long seed) {
    random = new Random(seed);
    centres = new float[identities][];
    photos = new float[identities * PHOTOS][];
    for (int i = 0; i < identities; i++) {
      centres[i] = around(new float[dimension], 1);
      for (int j = 0; j < PHOTOS; j++) {
        photos[i * PHOTOS + j] = around(centres[i], NOISE);
      }
    }
  }

  int size() {
    return photos.length;
  }

  float[] photo(int i) {
    return photos[i];
  }

  /** A photo of one of the identities that is not among the indexed ones. */
  float[] probe() {
    return around(centres[random.nextInt(centres.length)], NOISE);
  }

  /** The photos nearest to the probe, in no order, by comparing all of them. */
  List<Integer> nearest(float[] probe, int k, IntPredicate eligible) {
    record Hit(int photo, double cosine) {}
    PriorityQueue<Hit> worstFirst = new PriorityQueue<>(Comparator.comparingDouble(Hit::cosine));
    for (int i = 0; i < photos.length; i++) {
      if (eligible.test(i)) {
        worstFirst.add(new Hit(i, cosine(probe, photos[i])));
        if (worstFirst.size() > k) {
          worstFirst.remove();
        }
      }
    }
    return worstFirst.stream().map(Hit::photo).toList();
  }

  static double cosine(float[] a, float[] b) {
    double dot = 0;
    double a2 = 0;
    double b2 = 0;
    for (int i = 0; i < a.length; i++) {
      dot += (double) a[i] * b[i];
      a2 += (double) a[i] * a[i];
      b2 += (double) b[i] * b[i];
    }
    return dot / Math.sqrt(a2 * b2);
  }

  private float[] around(float[] centre, double squaredNoise) {
    double deviation = Math.sqrt(squaredNoise / centre.length);
    double[] sum = new double[centre.length];
    double squared = 0;
    for (int i = 0; i < sum.length; i++) {
      sum[i] = centre[i] + deviation * random.nextGaussian();
      squared += sum[i] * sum[i];
    }
    float[] unit = new float[sum.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (sum[i] / Math.sqrt(squared));
    }
    return unit;
  }
}
