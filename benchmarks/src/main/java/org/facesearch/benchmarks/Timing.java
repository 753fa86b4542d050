package org.facesearch.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How long calls take: the middle one of several times counts, because no machine is always equally
 * idle, and calls that are compared take turns.
 */
final class Timing {

  private static final int WARM = 3;

  /** Something to be timed. */
  interface Call {
    void run(int number) throws IOException, InterruptedException;
  }

  /** Milliseconds of each place. */
  record Pair(double small, double large) {}

  private Timing() {}

  /** Medians, after a few rounds that do not count; a round has each call once, in order. */
  static Map<String, Pair> medians(int rounds, Map<String, Call> small, Map<String, Call> large)
      throws IOException, InterruptedException {
    Map<String, List<Double>> smallTimes = new LinkedHashMap<>();
    Map<String, List<Double>> largeTimes = new LinkedHashMap<>();
    for (int round = 0; round < WARM + rounds; round++) {
      for (String name : small.keySet()) {
        double one = once(small.get(name), round);
        double other = once(large.get(name), round);
        if (round >= WARM) {
          smallTimes.computeIfAbsent(name, none -> new ArrayList<>()).add(one);
          largeTimes.computeIfAbsent(name, none -> new ArrayList<>()).add(other);
        }
      }
    }
    Map<String, Pair> medians = new LinkedHashMap<>();
    smallTimes.forEach(
        (name, times) -> medians.put(name, new Pair(median(times), median(largeTimes.get(name)))));
    return medians;
  }

  /** Milliseconds of one place, after a few calls that do not count. */
  static double median(int calls, Call call) throws IOException, InterruptedException {
    List<Double> times = new ArrayList<>();
    for (int number = 0; number < WARM + calls; number++) {
      double time = once(call, number);
      if (number >= WARM) {
        times.add(time);
      }
    }
    return median(times);
  }

  private static double once(Call call, int number) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    call.run(number);
    return (System.nanoTime() - begin) / 1e6;
  }

  /** The middle one. */
  static double median(List<Double> times) {
    return times.stream().sorted().toList().get(times.size() / 2);
  }
}
