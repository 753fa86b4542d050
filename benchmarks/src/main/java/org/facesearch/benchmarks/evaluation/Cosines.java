package org.facesearch.benchmarks.evaluation;

/** How many comparisons gave which cosine, to a hundred-thousandth. */
final class Cosines {

  private static final int STEPS = 100_000;

  private final long[] counts = new long[2 * STEPS + 1];
  private long total;

  void add(double cosine) {
    counts[(int) Math.floor((Math.clamp(cosine, -1.0, 1.0) + 1) * STEPS)]++;
    total++;
  }

  Cosines merge(Cosines other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
    total += other.total;
    return this;
  }

  long total() {
    return total;
  }

  /** The share of comparisons that reached a cosine; that is a step, or as good as its own one. */
  double share(double cosine) {
    long reached = 0;
    for (int i = bin(cosine); i < counts.length; i++) {
      reached += counts[i];
    }
    return total == 0 ? 0 : (double) reached / total;
  }

  /** The least cosine that no greater a share of the comparisons reached. */
  double cosineAt(double share) {
    long allowed = (long) Math.floor(share * total);
    long reached = 0;
    for (int i = counts.length - 1; i >= 0; i--) {
      reached += counts[i];
      if (reached > allowed) {
        return (double) (i + 1) / STEPS - 1;
      }
    }
    return -1;
  }

  /** How many lie between two cosines, the second not included. */
  long between(double from, double to) {
    long sum = 0;
    for (int i = bin(from); i < bin(to); i++) {
      sum += counts[i];
    }
    return sum;
  }

  private static int bin(double cosine) {
    return (int) Math.round((Math.clamp(cosine, -1.0, 1.0) + 1) * STEPS);
  }
}
