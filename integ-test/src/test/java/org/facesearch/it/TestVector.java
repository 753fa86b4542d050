package org.facesearch.it;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A vector in some direction, of small whole numbers. */
record TestVector(List<Integer> values) {

  /** The same for the same seed, and far from that of any other. */
  static TestVector random(int seed) {
    Random random = new Random(seed);
    List<Integer> values = new ArrayList<>();
    for (int i = 0; i < Bulk.DIMENSION; i++) {
      values.add(random.nextInt(-9, 10));
    }
    return new TestVector(List.copyOf(values));
  }

  /** What {@code visual_knn} gives for the two: (1 + cosine) / 2. */
  double score(TestVector other) {
    return (1 + dot(other) / Math.sqrt((double) dot(this) * other.dot(other))) / 2;
  }

  private int dot(TestVector other) {
    int sum = 0;
    for (int i = 0; i < values.size(); i++) {
      sum += values.get(i) * other.values.get(i);
    }
    return sum;
  }
}
