package org.facesearch.plugin.observe;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/**
 * How long something took, since the node started: number, sum, maximum and percentiles. Times are
 * kept in classes each of which reaches 19 % (2^1/4) further than the one before, from a
 * microsecond on; a percentile is the upper end of its class, never more than the maximum.
 */
final class Latencies {

  private static final int PER_OCTAVE = 4;

  /** The last class begins after 2^36 microseconds, which are 19 hours. */
  private static final int CLASSES = 36 * PER_OCTAVE + 1;

  private final AtomicLongArray classes = new AtomicLongArray(CLASSES);
  private final LongAdder nanos = new LongAdder();
  private final LongAccumulator most = new LongAccumulator(Long::max, 0);

  void add(long time) {
    classes.incrementAndGet(classOf(time));
    nanos.add(time);
    most.accumulate(time);
  }

  private static int classOf(long time) {
    double micros = time / 1e3;
    if (micros <= 1) {
      return 0;
    }
    double octaves = Math.log(micros) / Math.log(2);
    return Math.min(CLASSES - 1, (int) Math.ceil(octaves * PER_OCTAVE));
  }

  /** As it stands, for a JSON object. */
  Map<String, Object> stats() {
    long[] counts = new long[CLASSES];
    long count = 0;
    for (int i = 0; i < CLASSES; i++) {
      counts[i] = classes.get(i);
      count += counts[i];
    }
    Map<String, Object> stats = new LinkedHashMap<>();
    stats.put("count", count);
    stats.put("total_in_millis", TimeUnit.NANOSECONDS.toMillis(nanos.sum()));
    stats.put("max_in_millis", most.get() / 1e6);
    stats.put("p50_in_millis", percentile(counts, count, 0.5));
    stats.put("p99_in_millis", percentile(counts, count, 0.99));
    return stats;
  }

  private double percentile(long[] counts, long count, double part) {
    long wanted = (long) Math.ceil(part * count);
    long seen = 0;
    for (int i = 0; i < CLASSES && wanted > 0; i++) {
      seen += counts[i];
      if (seen >= wanted) {
        double millis = Math.pow(2, (double) i / PER_OCTAVE) / 1e3;
        return i == CLASSES - 1 ? most.get() / 1e6 : Math.min(millis, most.get() / 1e6);
      }
    }
    return 0;
  }
}
