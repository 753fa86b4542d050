package org.facesearch.models.usecase;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Works on the items of one request a few at a time and gives the results in the order of the
 * items. One request with many pictures thereby takes a few places in the queue, not all of them.
 * After the first failure no further item is started.
 */
public final class Lanes<T, R> {

  private final List<T> items;
  private final BiFunction<Integer, T, CompletionStage<R>> work;
  private final AtomicReferenceArray<R> results;
  private final AtomicInteger next = new AtomicInteger();

  private Lanes(List<T> items, BiFunction<Integer, T, CompletionStage<R>> work) {
    this.items = items;
    this.work = work;
    this.results = new AtomicReferenceArray<>(items.size());
  }

  /**
   * Starts the work.
   *
   * @param lanes most items under way at a time
   * @param work gets the position of the item and the item
   */
  public static <T, R> CompletionStage<List<R>> map(
      List<T> items, int lanes, BiFunction<Integer, T, CompletionStage<R>> work) {
    Lanes<T, R> run = new Lanes<>(items, work);
    CompletableFuture<Void> failed = new CompletableFuture<>();
    CompletableFuture<?>[] all =
        IntStream.range(0, Math.min(lanes, items.size()))
            .mapToObj(lane -> run.lane(failed))
            .toArray(CompletableFuture<?>[]::new);
    return CompletableFuture.anyOf(failed, CompletableFuture.allOf(all))
        .thenApply(done -> run.collect());
  }

  /**
   * Works on so many items at once, one part after the other, and gives the results of all.
   *
   * @param work gives as many results as it gets items
   */
  static <T, R> CompletionStage<List<R>> inParts(
      List<T> items, int atOnce, Function<List<T>, CompletionStage<List<R>>> work) {
    List<List<T>> parts =
        IntStream.iterate(0, from -> from < items.size(), from -> from + atOnce)
            .mapToObj(from -> items.subList(from, Math.min(items.size(), from + atOnce)))
            .toList();
    return Lanes.<List<T>, List<R>>map(parts, 1, (position, part) -> work.apply(part))
        .thenApply(results -> results.stream().flatMap(List::stream).toList());
  }

  private CompletableFuture<Void> lane(CompletableFuture<Void> failed) {
    int position = next.getAndIncrement();
    if (position >= items.size() || failed.isDone()) {
      return CompletableFuture.completedFuture(null);
    }
    CompletionStage<R> step;
    try {
      step = work.apply(position, items.get(position));
    } catch (RuntimeException e) {
      step = CompletableFuture.failedFuture(e);
    }
    return step.whenComplete(
            (result, error) -> {
              if (error == null) {
                results.set(position, result);
              } else {
                failed.completeExceptionally(error);
              }
            })
        .toCompletableFuture()
        .thenCompose(result -> lane(failed));
  }

  private List<R> collect() {
    List<R> list = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      list.add(results.get(i));
    }
    return list;
  }
}
