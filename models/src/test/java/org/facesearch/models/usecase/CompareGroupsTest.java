package org.facesearch.models.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.bundle.FaceModels;
import org.facesearch.models.compare.CompareProgress;
import org.facesearch.models.compare.ComparedFace;
import org.facesearch.models.compare.Comparison;
import org.facesearch.models.compare.Comparison.Asked;
import org.facesearch.models.compare.Comparison.State;
import org.facesearch.models.compare.Comparisons;
import org.facesearch.models.embed.UnitVectors;
import org.facesearch.models.gallery.BoundingBox;
import org.facesearch.models.gallery.FaceEntry;
import org.facesearch.models.gallery.FaceVector;
import org.facesearch.models.gallery.Match;
import org.facesearch.models.gallery.Page;
import org.facesearch.models.gallery.Snapshot;
import org.facesearch.models.score.FmrTable;
import org.facesearch.models.testing.MemoryGalleries;
import org.junit.jupiter.api.Test;

/** Comparing groups in memory, whose snapshots are watched. */
class CompareGroupsTest {

  private static final String MODEL = "a-model";
  private static final FaceModels MODELS =
      new FaceModels(
          MODEL,
          2,
          null,
          null,
          null,
          null,
          null,
          new FmrTable(List.of(new FmrTable.Point(1e-4, 0.4), new FmrTable.Point(1e-5, 0.5))));

  private final List<Watched> opened = new ArrayList<>();
  private final MemoryGalleries galleries =
      new MemoryGalleries(
          snapshot -> {
            opened.add(new Watched(snapshot));
            return opened.getLast();
          });
  private final CompareGroups compare = new CompareGroups(galleries, () -> MODELS);
  private final Heard heard = new Heard();

  /** Counts what is read, and whether it is given back. */
  private static final class Watched implements Snapshot {
    private final Snapshot inner;
    private final List<Integer> blocks = new ArrayList<>();
    private boolean failing;
    private int closed;

    Watched(Snapshot inner) {
      this.inner = inner;
    }

    @Override
    public long count() {
      return inner.count();
    }

    @Override
    public CompletionStage<Page<FaceVector>> faces(String after, int limit) {
      return inner
          .faces(after, limit)
          .thenApply(
              page -> {
                blocks.add(page.items().size());
                return page;
              });
    }

    @Override
    public CompletionStage<List<List<Match>>> nearest(
        List<float[]> probes, int limit, double minCosine) {
      return failing
          ? CompletableFuture.failedFuture(new IllegalStateException("broken"))
          : inner.nearest(probes, limit, minCosine);
    }

    @Override
    public CompletionStage<Void> close() {
      closed++;
      return inner.close();
    }
  }

  private static final class Heard implements CompareProgress {
    private final List<String> calls = new ArrayList<>();
    private long cancelAt = Long.MAX_VALUE;
    private long done;

    @Override
    public void begins(long faces) {
      calls.add("of " + faces);
    }

    @Override
    public void reached(long faces, long rows) {
      done = faces;
      calls.add(faces + ":" + rows);
    }

    @Override
    public boolean isCancelled() {
      return done >= cancelAt;
    }
  }

  private void group(String name) {
    join(galleries.create(name, 10, MODEL, 2));
  }

  /** A face that looks in a direction, in degrees. */
  private void face(String group, String id, double degrees) {
    double radians = Math.toRadians(degrees);
    float[] vector =
        UnitVectors.normalise(new float[] {(float) Math.cos(radians), (float) Math.sin(radians)});
    join(
        galleries
            .open(group)
            .add(
                new FaceEntry(
                    id,
                    "tag-" + id,
                    Map.of("of", group),
                    new FaceEntry.Enrolled(new BoundingBox(1, 2, 3, 4, 0.9), null, vector))));
  }

  private void alike(String group, int count) {
    group(group);
    IntStream.range(0, count).forEach(i -> face(group, "id-%05d".formatted(i), 0));
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  private static FaceSearchException failure(Supplier<CompletionStage<?>> call) {
    RuntimeException thrown = assertThrows(RuntimeException.class, () -> join(call.get()));
    return (FaceSearchException) Causes.of(thrown);
  }

  private static Asked asked(String group, String target, double threshold, int limit) {
    return new Asked(group, target, threshold, limit);
  }

  private void assertAllClosed() {
    assertEquals(2, opened.size());
    opened.forEach(snapshot -> assertEquals(1, snapshot.closed));
  }

  @Test
  void rowsAreTheFacesOfTheTargetThatAreFound() {
    group("base");
    face("base", "east", 0);
    face("base", "near-east", 20);
    face("base", "north", 90);
    group("target");
    face("target", "c-east", 1);
    face("target", "a-north", 89);
    face("target", "b-west", 180);

    List<ComparedFace> rows = join(compare.run(asked("base", "target", 0.45, 5), heard));

    assertEquals(List.of("a-north", "c-east"), rows.stream().map(r -> r.face().id()).toList());
    assertEquals("tag-c-east", rows.get(1).face().tag());
    assertEquals(Map.of("of", "target"), rows.get(1).face().desc());
    assertEquals(
        List.of("east", "near-east"),
        rows.get(1).hits().stream().map(hit -> hit.face().id()).toList());
    assertEquals(Map.of("of", "base"), rows.get(1).hits().getFirst().face().desc());
    assertTrue(rows.get(1).hits().get(0).score() > rows.get(1).hits().get(1).score());
    assertEquals(List.of("of 3", "3:2"), heard.calls);
    assertAllClosed();
  }

  @Test
  void inItsOwnGroupEachFaceFindsItselfFirst() {
    group("base");
    IntStream.range(0, 9).forEach(i -> face("base", "id-" + i, 10 * i));
    List<ComparedFace> rows = join(compare.run(asked("base", "base", 0.45, 3), heard));
    assertEquals(9, rows.size());
    for (ComparedFace row : rows) {
      assertEquals(row.face().id(), row.hits().getFirst().face().id());
      assertEquals(1, row.hits().getFirst().score(), 1e-6);
      assertEquals(3, row.hits().size());
    }
  }

  @Test
  void equalHitsAreOrderedById() {
    alike("base", 5);
    List<ComparedFace> rows = join(compare.run(asked("base", "base", 0.45, 3), heard));
    for (ComparedFace row : rows) {
      assertEquals(
          List.of("id-00000", "id-00001", "id-00002"),
          row.hits().stream().map(hit -> hit.face().id()).toList());
    }
  }

  @Test
  void noMoreThanABlockIsInHand() throws Exception {
    alike("target", 2 * CompareGroups.BLOCK + 1);
    group("base");
    face("base", "one", 0);
    AtomicInteger inHand = new AtomicInteger();
    List<Integer> taken = new ArrayList<>();
    try (ExecutorService slow = Executors.newSingleThreadExecutor()) {
      join(
          compare
              .prepare(asked("base", "target", 0.45, 1))
              .run(
                  heard,
                  (rows, reached) -> {
                    // The rows of the block before have been taken, or they would be in hand too.
                    assertEquals(0, inHand.getAndAdd(rows.size()));
                    assertEquals(taken.size() + 1, opened.getFirst().blocks.size());
                    taken.add(rows.size());
                    return CompletableFuture.runAsync(() -> inHand.set(0), slow);
                  }));
    }
    assertEquals(List.of(256, 256, 1), taken);
    assertEquals(List.of(256, 256, 1), opened.getFirst().blocks);
    assertEquals(List.of("of 513", "256:256", "512:512", "513:513"), heard.calls);
  }

  @Test
  void blocksAreSmallerWhereManyHitsAreWanted() {
    alike("target", 5);
    group("base");
    join(compare.run(asked("base", "target", 0.45, 10_000), heard));
    assertEquals(List.of(2, 2, 1), opened.getFirst().blocks);
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
    alike("target", 3 * CompareGroups.BLOCK);
    group("base");
    heard.cancelAt = CompareGroups.BLOCK;
    FaceSearchException failure =
        failure(() -> compare.run(asked("base", "target", 0.45, 1), heard));
    assertEquals(Reason.CONFLICT, failure.reason());
    assertEquals("the comparison was cancelled", failure.getMessage());
    assertEquals(List.of(256), opened.getFirst().blocks);
    assertAllClosed();
  }

  @Test
  void anAnswerOfTooManyHitsIsRefusedOnceItIsKnown() {
    alike("base", 400);
    FaceSearchException failure =
        failure(() -> compare.run(asked("base", "base", 0.45, 400), heard));
    assertEquals(Reason.INVALID, failure.reason());
    assertTrue(failure.getMessage().contains("wait_for_completion=false"), failure::getMessage);
    assertEquals(6, opened.getFirst().blocks.size(), "blocks of 50 rows with 400 hits each");
    assertAllClosed();
  }

  @Test
  void aFailedSearchGivesAllBack() {
    alike("target", 3);
    alike("base", 3);
    CompletionException failure =
        assertThrows(
            CompletionException.class,
            () ->
                join(
                    compare
                        .prepare(asked("base", "target", 0.45, 1))
                        .run(
                            heard,
                            (rows, reached) -> {
                              throw new IllegalStateException("broken");
                            })));
    assertEquals("broken", Causes.of(failure).getMessage());
    assertAllClosed();
  }

  @Test
  void bothGroupsMustBeThereAndOfTheLoadedModel() {
    group("base");
    join(galleries.create("foreign", 10, "other-model", 2));
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
    assertEquals(List.of(), opened);
  }

  /** Keeps all that is written, in order. */
  private static final class Written implements Comparisons {
    private final List<ComparedFace> rows = new ArrayList<>();
    private final List<Comparison> states = new ArrayList<>();

    @Override
    public CompletionStage<Void> create(Comparison comparison) {
      return append(List.of(), comparison);
    }

    @Override
    public CompletionStage<Void> append(List<ComparedFace> more, Comparison now) {
      rows.addAll(more);
      states.add(now);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Comparison> read(String id) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Rows> rows(String id, Place after, int most) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Void> remove(String id) {
      throw new UnsupportedOperationException();
    }
  }

  private final Written store = new Written();
  private final Instant now = Instant.parse("2026-11-21T12:00:00Z");
  private final KeepComparisons keep = new KeepComparisons(store, () -> now);
  private final List<Comparison> begun = new ArrayList<>();

  private CompletionStage<Void> keep(Asked asked) {
    return keep.run(compare, asked, "the-id", "node:1", heard, begun::add);
  }

  @Test
  void keptRowsAreThoseOfTheAnswerHoweverMany() {
    alike("base", 400);
    join(keep(asked("base", "base", 0.45, 400)));
    assertEquals(400, store.rows.size());
    assertEquals(160_000, ComparedFace.hits(store.rows));
    assertEquals(1, begun.size());
    assertEquals(State.RUNNING, store.states.getFirst().state());
    Comparison last = store.states.getLast();
    assertEquals(State.COMPLETED, last.state());
    assertEquals(new Comparison.Reached(400, 400, 400, 160_000), last.reached());
    assertEquals(Optional.of(now), last.ended());
    assertEquals(
        join(compare.run(asked("base", "base", 0.45, 3), heard)).stream()
            .map(row -> row.face().id())
            .toList(),
        store.rows.stream().map(row -> row.face().id()).toList());
  }

  @Test
  void howItEndedIsKept() {
    alike("base", 2 * CompareGroups.BLOCK);
    heard.cancelAt = CompareGroups.BLOCK;
    assertEquals(Reason.CONFLICT, failure(() -> keep(asked("base", "base", 0.45, 1))).reason());
    assertEquals(State.CANCELLED, store.states.getLast().state());
    assertEquals(CompareGroups.BLOCK, store.rows.size());
    assertEquals(Optional.empty(), store.states.getLast().error());
  }

  @Test
  void aFailureIsKeptWithItsReason() {
    alike("base", 3);
    MemoryGalleries failing =
        new MemoryGalleries(
            snapshot -> {
              Watched broken = new Watched(snapshot);
              broken.failing = true;
              return broken;
            });
    join(failing.create("base", 1, MODEL, 2));
    join(failing.open("base").add(entry()));
    CompareGroups groups = new CompareGroups(failing, () -> MODELS);
    assertThrows(
        CompletionException.class,
        () ->
            join(
                keep.run(
                    groups, asked("base", "base", 0.45, 1), "id", "node:1", heard, begun::add)));
    Comparison last = store.states.getLast();
    assertEquals(State.FAILED, last.state());
    assertTrue(last.error().orElseThrow().contains("start it again"), last::toString);
  }

  private static FaceEntry entry() {
    return new FaceEntry(
        "a",
        "t",
        null,
        new FaceEntry.Enrolled(new BoundingBox(1, 2, 3, 4, null), null, new float[] {1, 0}));
  }

  @Test
  void whatIsWrongWithTheRequestIsToldBeforeAnythingIsKept() {
    group("base");
    assertEquals(Reason.NOT_FOUND, failure(() -> keep(asked("base", "nobody", 0.45, 1))).reason());
    assertEquals(List.of(), store.states);
    assertEquals(List.of(), begun);
  }
}
