package org.facesearch.models.usecase;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * How long the stages of one call take, for whoever asked to know. Stages of a call that run side
 * by side, or again, are added up.
 */
public final class StageTimes {

  private final Map<String, Long> nanos = new LinkedHashMap<>();

  /** Runs a stage. */
  public <T> T of(String stage, Supplier<T> work) {
    long begin = System.nanoTime();
    try {
      return work.get();
    } finally {
      add(stage, System.nanoTime() - begin);
    }
  }

  /** Runs a stage that ends later. */
  public <T> CompletionStage<T> until(String stage, Supplier<CompletionStage<T>> work) {
    long begin = System.nanoTime();
    return work.get().whenComplete((result, error) -> add(stage, System.nanoTime() - begin));
  }

  private synchronized void add(String stage, long time) {
    nanos.merge(stage, time, Long::sum);
  }

  /** Milliseconds by stage, in the order in which the stages ended first. */
  public synchronized Map<String, Double> millis() {
    Map<String, Double> millis = new LinkedHashMap<>();
    nanos.forEach((stage, time) -> millis.put(stage, time / 1e6));
    return millis;
  }
}
