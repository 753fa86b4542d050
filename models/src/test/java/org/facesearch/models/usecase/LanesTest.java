package org.facesearch.models.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LanesTest {

  @Test
  void keepsTheOrderAndTheNumberOfLanes() {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Integer> items = IntStream.range(0, 200).boxed().toList();
      List<String> results =
          Lanes.map(
                  items,
                  3,
                  (position, item) ->
                      CompletableFuture.supplyAsync(
                          () -> {
                            most.accumulateAndGet(running.incrementAndGet(), Math::max);
                            running.decrementAndGet();
                            return position + ":" + item;
                          },
                          threads))
              .toCompletableFuture()
              .join();
      assertEquals(items.stream().map(i -> i + ":" + i).toList(), results);
    }
    assertTrue(most.get() <= 3, "at a time " + most.get());
  }

  @Test
  void startsNothingAfterAFailure() {
    List<CompletableFuture<String>> started = new ArrayList<>();
    CompletableFuture<List<String>> all =
        Lanes.map(
                List.of(1, 2, 3, 4, 5),
                2,
                (position, item) -> {
                  CompletableFuture<String> step = new CompletableFuture<>();
                  started.add(step);
                  return step;
                })
            .toCompletableFuture();
    assertEquals(2, started.size());
    started.get(1).completeExceptionally(new IllegalStateException("second"));
    started.get(0).complete("first");
    CompletionException failure = assertThrows(CompletionException.class, all::join);
    assertInstanceOf(IllegalStateException.class, failure.getCause());
    assertEquals(2, started.size());
  }

  @Test
  void workThatThrowsFailsTheWhole() {
    CompletableFuture<List<Object>> all =
        Lanes.map(
                List.of(1),
                1,
                (position, item) -> {
                  throw new IllegalArgumentException("no");
                })
            .toCompletableFuture();
    assertThrows(CompletionException.class, all::join);
  }

  @Test
  void nothingToDoIsDoneAtOnce() {
    assertEquals(
        List.of(),
        Lanes.map(List.of(), 4, (position, item) -> new CompletableFuture<>())
            .toCompletableFuture()
            .join());
  }

  @Test
  void partsComeOneAfterTheOther() {
    List<List<Integer>> parts = new ArrayList<>();
    List<Integer> results =
        Lanes.inParts(
                List.of(1, 2, 3, 4, 5),
                2,
                part -> {
                  parts.add(part);
                  return CompletableFuture.completedFuture(part);
                })
            .toCompletableFuture()
            .join();
    assertEquals(List.of(List.of(1, 2), List.of(3, 4), List.of(5)), parts);
    assertEquals(List.of(1, 2, 3, 4, 5), results);
  }
}
