package org.facesearch.benchmarks;

import java.util.List;

/**
 * What several rounds measured.
 *
 * @param median the middle one of them
 * @param low a quarter of the rounds are at or below it
 * @param high a quarter are at or above it
 */
record Spread(double median, double low, double high, int rounds) {

  /**
   * Of some rounds.
   *
   * @param values at least one
   */
  static Spread of(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int last = sorted.size() - 1;
    return new Spread(
        sorted.get(sorted.size() / 2),
        sorted.get(last / 4),
        sorted.get(last - last / 4),
        sorted.size());
  }
}
