package org.facesearch.benchmarks;

import java.util.Locale;

/**
 * A row of the table.
 *
 * @param name what was measured, and against what
 * @param ratio ours to the other's
 * @param goal how far it may be, or should be
 * @param better where the ratio should lie
 * @param detail absolute figures, for who wants to know what the ratio is of
 */
record Outcome(String name, Spread ratio, double goal, Better better, String detail) {

  enum Better {
    LOWER,
    HIGHER;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Outcome atMost(double goal, String name, Spread ratio, String detail) {
    return new Outcome(name, ratio, goal, Better.LOWER, detail);
  }

  static Outcome atLeast(double goal, String name, Spread ratio, String detail) {
    return new Outcome(name, ratio, goal, Better.HIGHER, detail);
  }

  boolean reached() {
    return better == Better.LOWER ? ratio.median() <= goal : ratio.median() >= goal;
  }
}
