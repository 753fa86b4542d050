package org.facesearch.plugin.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LatenciesTest {

  private static final long MILLI = 1_000_000;

  private final Latencies latencies = new Latencies();

  private double told(String name) {
    return ((Number) latencies.stats().get(name)).doubleValue();
  }

  @Test
  void nothingIsZero() {
    assertEquals(
        Map.of(
            "count", 0L,
            "total_in_millis", 0L,
            "max_in_millis", 0.0,
            "p50_in_millis", 0.0,
            "p99_in_millis", 0.0),
        latencies.stats());
  }

  @Test
  void percentilesAreNeverTooSmallAndAtMostAClassTooLarge() {
    for (int i = 1; i <= 1000; i++) {
      latencies.add(i * MILLI);
    }
    assertEquals(1000, told("count"));
    assertEquals(500_500, told("total_in_millis"));
    assertEquals(1000, told("max_in_millis"));
    assertTrue(
        told("p50_in_millis") >= 500 && told("p50_in_millis") <= 500 * 1.19,
        latencies.stats()::toString);
    assertTrue(
        told("p99_in_millis") >= 990 && told("p99_in_millis") <= 1000, latencies.stats()::toString);
  }

  @Test
  void extremesAreKept() {
    latencies.add(0);
    latencies.add(500);
    assertEquals(0.0005, told("p99_in_millis"));
    long days = 4 * 24 * 3600 * 1000L;
    for (int i = 0; i < 10; i++) {
      latencies.add(days * MILLI);
    }
    assertEquals((double) days, told("p99_in_millis"));
  }
}
