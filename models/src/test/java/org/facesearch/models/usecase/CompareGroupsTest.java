package org.facesearch.models.usecase;

import static org.facesearch.models.usecase.WatchedGroups.GROUP_MODEL;
import static org.facesearch.models.usecase.WatchedGroups.asked;
import static org.facesearch.models.usecase.WatchedGroups.failure;
import static org.facesearch.models.usecase.WatchedGroups.join;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.compare.ComparedEntry;
import org.junit.jupiter.api.Test;

/** Comparing groups in memory. */
class CompareGroupsTest {

  private final WatchedGroups groups = new WatchedGroups();
  private final CompareGroups compare =
      new CompareGroups(groups.galleries, GroupModels.only(() -> GROUP_MODEL));
  private final WatchedGroups.Heard heard = new WatchedGroups.Heard();

  private void assertAllClosed() {
    assertEquals(2, groups.opened.size());
    groups.opened.forEach(snapshot -> assertEquals(1, snapshot.closed));
  }

  @Test
  void rowsAreTheFacesOfTheTargetThatAreFound() {
    groups.group("base");
    groups.face("base", "east", 0);
    groups.face("base", "near-east", 20);
    groups.face("base", "north", 90);
    groups.group("target");
    groups.face("target", "c-east", 1);
    groups.face("target", "a-north", 89);
    groups.face("target", "b-west", 180);

    List<ComparedEntry> rows = join(compare.run(asked("base", "target", 0.45, 5), heard));

    assertEquals(List.of("a-north", "c-east"), rows.stream().map(r -> r.entry().id()).toList());
    assertEquals("tag-c-east", rows.get(1).entry().tag());
    assertEquals(Map.of("of", "target"), rows.get(1).entry().desc());
    assertEquals(
        List.of("east", "near-east"),
        rows.get(1).hits().stream().map(hit -> hit.entry().id()).toList());
    assertEquals(Map.of("of", "base"), rows.get(1).hits().getFirst().entry().desc());
    assertTrue(rows.get(1).hits().get(0).score() > rows.get(1).hits().get(1).score());
    assertEquals(List.of("of 3", "3:2"), heard.calls);
    assertAllClosed();
  }

  @Test
  void inItsOwnGroupEachFaceFindsItselfFirst() {
    groups.group("base");
    IntStream.range(0, 9).forEach(i -> groups.face("base", "id-" + i, 10 * i));
    List<ComparedEntry> rows = join(compare.run(asked("base", "base", 0.45, 3), heard));
    assertEquals(9, rows.size());
    for (ComparedEntry row : rows) {
      assertEquals(row.entry().id(), row.hits().getFirst().entry().id());
      assertEquals(1, row.hits().getFirst().score(), 1e-6);
      assertEquals(3, row.hits().size());
    }
  }

  @Test
  void equalHitsAreOrderedById() {
    groups.alike("base", 5);
    List<ComparedEntry> rows = join(compare.run(asked("base", "base", 0.45, 3), heard));
    for (ComparedEntry row : rows) {
      assertEquals(
          List.of("id-10000", "id-10001", "id-10002"),
          row.hits().stream().map(hit -> hit.entry().id()).toList());
    }
  }

  @Test
  void noMoreThanABlockIsInHand() throws Exception {
    groups.alike("target", 2 * CompareGroups.BLOCK + 1);
    groups.group("base");
    groups.face("base", "one", 0);
    AtomicInteger inHand = new AtomicInteger();
    List<Integer> taken = new ArrayList<>();
    try (ExecutorService slow = Executors.newSingleThreadExecutor()) {
      join(
          compare
              .prepare(asked("base", "target", 0.45, 1))
              .thenCompose(
                  prepared ->
                      prepared.run(
                          heard,
                          (rows, reached) -> {
                            // The rows of the block before have been taken, or they would be in
                            // hand too.
                            assertEquals(0, inHand.getAndAdd(rows.size()));
                            assertEquals(taken.size() + 1, groups.opened.getFirst().blocks.size());
                            taken.add(rows.size());
                            return CompletableFuture.runAsync(() -> inHand.set(0), slow);
                          })));
    }
    assertEquals(List.of(256, 256, 1), taken);
    assertEquals(List.of(256, 256, 1), groups.opened.getFirst().blocks);
    assertEquals(List.of("of 513", "256:256", "512:512", "513:513"), heard.calls);
  }

  @Test
  void blocksAreSmallerWhereManyHitsAreWanted() {
    groups.alike("target", 5);
    groups.group("base");
    join(compare.run(asked("base", "target", 0.45, 10_000), heard));
    assertEquals(List.of(2, 2, 1), groups.opened.getFirst().blocks);
    assertEquals("5:0", heard.calls.getLast());
  }

  @Test
  void howeverManyBlocksTheStackDoesNotGrow() {
    AtomicInteger steps = new AtomicInteger();
    join(
        Repeat.whileTrue(
            () -> CompletableFuture.completedFuture(steps.incrementAndGet() < 1_000_000)));
    assertEquals(1_000_000, steps.get());
  }

  @Test
  void cancelledItStopsBeforeTheNextBlock() {
    groups.alike("target", 3 * CompareGroups.BLOCK);
    groups.group("base");
    heard.cancelAt = CompareGroups.BLOCK;
    FaceSearchException failure =
        failure(() -> compare.run(asked("base", "target", 0.45, 1), heard));
    assertEquals(Reason.CANCELLED, failure.reason());
    assertEquals("the comparison was cancelled", failure.getMessage());
    assertEquals(List.of(256), groups.opened.getFirst().blocks);
    assertAllClosed();
  }

  @Test
  void anAnswerOfTooManyHitsIsRefusedOnceItIsKnown() {
    groups.alike("base", 400);
    FaceSearchException failure =
        failure(() -> compare.run(asked("base", "base", 0.45, 400), heard));
    assertEquals(Reason.INVALID, failure.reason());
    assertTrue(failure.getMessage().contains("wait_for_completion=false"), failure::getMessage);
    assertEquals(6, groups.opened.getFirst().blocks.size(), "blocks of 50 rows with 400 hits each");
    assertAllClosed();
  }

  @Test
  void aFailedSearchGivesAllBack() {
    groups.alike("target", 3);
    groups.alike("base", 3);
    CompletionException failure =
        assertThrows(
            CompletionException.class,
            () ->
                join(
                    compare
                        .prepare(asked("base", "target", 0.45, 1))
                        .thenCompose(
                            prepared ->
                                prepared.run(
                                    heard,
                                    (rows, reached) -> {
                                      throw new IllegalStateException("broken");
                                    }))));
    assertEquals("broken", Causes.of(failure).getMessage());
    assertAllClosed();
  }

  @Test
  void bothGroupsMustBeThereAndOfTheLoadedModel() {
    groups.group("base");
    join(groups.galleries.create("foreign", 10, "other-model", 2));
    assertEquals(
        Reason.NOT_FOUND,
        failure(() -> compare.run(asked("base", "nobody", 0.45, 1), heard)).reason());
    assertEquals(
        Reason.NOT_FOUND,
        failure(() -> compare.run(asked("nobody", "base", 0.45, 1), heard)).reason());
    assertEquals(
        "invalid group name",
        failure(() -> compare.run(asked("base", "No Group", 0.45, 1), heard)).getMessage());
    FaceSearchException failure =
        failure(() -> compare.run(asked("base", "foreign", 0.45, 1), heard));
    assertEquals(Reason.CONFLICT, failure.reason());
    assertTrue(failure.getMessage().contains("other-model"), failure::getMessage);
    assertEquals(List.of(), groups.opened);
  }
}
