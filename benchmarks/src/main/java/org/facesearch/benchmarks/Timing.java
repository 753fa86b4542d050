package org.facesearch.benchmarks;

import java.io.IOException;
import java.util.Arrays;

/** How long calls take; the middle one of several, because machines are never quite idle. */
final class Timing {

  private static final int WARM = 3;

  private Timing() {}

  /** Something to be timed. */
  interface Call {
    void run(int number) throws IOException, InterruptedException;
  }

  /** Milliseconds, after a few calls that do not count. */
  static double median(int calls, Call call) throws IOException, InterruptedException {
    double[] times = new double[calls];
    for (int i = -WARM; i < calls; i++) {
      double time = once(call, WARM + i);
      if (i >= 0) {
        times[i] = time;
      }
    }
    Arrays.sort(times);
    return times[calls / 2];
  }

  /** Milliseconds of one call. */
  static double once(Call call, int number) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    call.run(number);
    return (System.nanoTime() - begin) / 1e6;
  }
}
