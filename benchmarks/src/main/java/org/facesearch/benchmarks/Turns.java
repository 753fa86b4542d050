package org.facesearch.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Two or more that are compared take turns, because no machine is always equally idle: a round has
 * each once, and a ratio is of one round.
 */
final class Turns {

  /** Something of which more or less is measured, in whatever unit. */
  interface Side {
    double measure(int round) throws Exception;
  }

  private final List<List<Double>> sides;

  private Turns(List<List<Double>> sides) {
    this.sides = sides;
  }

  /**
   * Measures.
   *
   * @param warm rounds before those that count
   */
  static Turns of(int warm, int rounds, Side... sides) throws Exception {
    List<List<Double>> values = new ArrayList<>();
    for (int i = 0; i < sides.length; i++) {
      values.add(new ArrayList<>());
    }
    for (int round = 0; round < warm + rounds; round++) {
      for (int i = 0; i < sides.length; i++) {
        double value = sides[i].measure(round);
        if (round >= warm) {
          values.get(i).add(value);
        }
      }
    }
    return new Turns(values);
  }

  /** What one of the sides measured. */
  Spread of(int side) {
    return Spread.of(sides.get(side));
  }

  /** One side by another, round by round. */
  Spread ratio(int side, int other) {
    return Spread.of(
        IntStream.range(0, sides.get(side).size())
            .mapToObj(round -> sides.get(side).get(round) / sides.get(other).get(round))
            .toList());
  }

  /** Milliseconds that some work takes. */
  static Side millis(Work work) {
    return round -> {
      long begin = System.nanoTime();
      work.run(round);
      return (System.nanoTime() - begin) / 1e6;
    };
  }

  /** Some work of a round. */
  interface Work {
    void run(int round) throws Exception;
  }
}
