package org.facesearch.it;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/** Events that were written, and what a search of them must give: in plain code. */
final class EventFacts {

  /** Far above and far below the threshold that is searched with, which is near 0.45. */
  private static final double[] COSINES = {1, 0.8, 0.65, 0.25, 0, -0.5};

  private static final int ALIKE = 3;

  private EventFacts() {}

  /**
   * An event.
   *
   * @param kind which of the vectors it has
   */
  record Fact(String id, double time, String device, int kind) {

    boolean alike() {
      return kind < ALIKE;
    }
  }

  /**
   * What is asked for.
   *
   * @param devices empty for all
   */
  record Asked(double from, double to, Set<String> devices, boolean newestFirst) {

    /** Whether an event is in the window, beyond what earlier pages had. */
    Predicate<Fact> beyond(Double end) {
      return fact ->
          fact.time() >= from
              && fact.time() <= to
              && (devices.isEmpty() || devices.contains(fact.device()))
              && (end == null || (newestFirst ? fact.time() < end : fact.time() > end));
    }
  }

  static List<String> alike(Collection<Fact> facts, Predicate<Fact> where) {
    return facts.stream().filter(Fact::alike).filter(where).map(Fact::id).toList();
  }

  /** Vectors with those cosines to one, as JSON; short numbers, for there are many of them. */
  static List<String> vectors(List<Double> probe) {
    Random random = new Random(7);
    double[] unit = unit(probe.stream().mapToDouble(Double::doubleValue).toArray());
    double[] other = unit(random.doubles(unit.length, -1, 1).toArray());
    double shared = dot(unit, other);
    for (int i = 0; i < unit.length; i++) {
      other[i] -= shared * unit[i];
    }
    double[] aside = unit(other);
    List<String> vectors = new ArrayList<>();
    for (double cosine : COSINES) {
      StringBuilder text = new StringBuilder("[");
      for (int i = 0; i < unit.length; i++) {
        double value = cosine * unit[i] + Math.sqrt(1 - cosine * cosine) * aside[i];
        text.append(i == 0 ? "" : ",").append(Math.round(value * 1e5) / 1e5);
      }
      vectors.add(text.append(']').toString());
    }
    return vectors;
  }

  private static double[] unit(double[] vector) {
    double length = Math.sqrt(dot(vector, vector));
    double[] unit = new double[vector.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = vector[i] / length;
    }
    return unit;
  }

  private static double dot(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }

  /** A kind for an event of which so many in a hundred are to be alike. */
  static int kind(Random random, int percentAlike) {
    return random.nextInt(100) < percentAlike
        ? random.nextInt(ALIKE)
        : ALIKE + random.nextInt(COSINES.length - ALIKE);
  }
}
