package org.facesearch.models.usecase;

import static org.facesearch.models.usecase.WatchedGroups.GROUP_MODEL;
import static org.facesearch.models.usecase.WatchedGroups.MODEL;
import static org.facesearch.models.usecase.WatchedGroups.asked;
import static org.facesearch.models.usecase.WatchedGroups.failure;
import static org.facesearch.models.usecase.WatchedGroups.join;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.compare.ComparedEntry;
import org.facesearch.models.compare.Comparison;
import org.facesearch.models.compare.Comparison.Asked;
import org.facesearch.models.compare.Comparison.State;
import org.facesearch.models.compare.Comparisons;
import org.facesearch.models.gallery.BoundingBox;
import org.facesearch.models.gallery.Entry;
import org.facesearch.models.gallery.Subject;
import org.facesearch.models.testing.MemoryGalleries;
import org.junit.jupiter.api.Test;

/** Comparing groups of any size, into a store. */
class KeepComparisonsTest {

  private final WatchedGroups groups = new WatchedGroups();
  private final CompareGroups compare =
      new CompareGroups(groups.galleries, GroupModels.only(() -> GROUP_MODEL));
  private final WatchedGroups.Heard heard = new WatchedGroups.Heard();

  /** Keeps all that is written, in order. */
  private static final class Written implements Comparisons {
    private final List<ComparedEntry> rows = new ArrayList<>();
    private final List<Comparison> states = new ArrayList<>();

    @Override
    public CompletionStage<Void> create(Comparison comparison) {
      return append(List.of(), comparison);
    }

    @Override
    public CompletionStage<Void> append(List<ComparedEntry> more, Comparison now) {
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
    groups.alike("base", 400);
    join(keep(asked("base", "base", 0.45, 400)));
    assertEquals(400, store.rows.size());
    assertEquals(160_000, ComparedEntry.hits(store.rows));
    assertEquals(1, begun.size());
    assertEquals(State.RUNNING, store.states.getFirst().state());
    Comparison last = store.states.getLast();
    assertEquals(State.COMPLETED, last.state());
    assertEquals(new Comparison.Reached(400, 400, 400, 160_000), last.reached());
    assertEquals(Optional.of(now), last.ended());
    assertEquals(
        join(compare.run(asked("base", "base", 0.45, 3), heard)).stream()
            .map(row -> row.entry().id())
            .toList(),
        store.rows.stream().map(row -> row.entry().id()).toList());
  }

  @Test
  void howItEndedIsKept() {
    groups.alike("base", 2 * CompareGroups.BLOCK);
    heard.cancelAt = CompareGroups.BLOCK;
    assertEquals(Reason.CANCELLED, failure(() -> keep(asked("base", "base", 0.45, 1))).reason());
    assertEquals(State.CANCELLED, store.states.getLast().state());
    assertEquals(CompareGroups.BLOCK, store.rows.size());
    assertEquals(Optional.empty(), store.states.getLast().error());
  }

  @Test
  void aSearchThatIsRefusedAsCancelledTellsSoBeforeTheTaskDoes() {
    FaceSearchException failure =
        failure(
            () ->
                keepWhereSearchesFail(
                    new FaceSearchException(Reason.CANCELLED, "the call was cancelled")));
    assertEquals("the comparison was cancelled", failure.getMessage());
    assertEquals(Reason.CANCELLED, failure.reason());
    assertEquals(State.CANCELLED, store.states.getLast().state());
  }

  @Test
  void aFailureIsKeptWithItsReason() {
    assertThrows(
        CompletionException.class,
        () -> join(keepWhereSearchesFail(new IllegalStateException("broken"))));
    Comparison last = store.states.getLast();
    assertEquals(State.FAILED, last.state());
    assertTrue(last.error().orElseThrow().contains("start it again"), last::toString);
  }

  private CompletionStage<Void> keepWhereSearchesFail(Exception failure) {
    MemoryGalleries failing =
        new MemoryGalleries(
            snapshot -> {
              WatchedGroups.Watched watched = new WatchedGroups.Watched(snapshot);
              watched.failure = failure;
              return watched;
            });
    join(failing.create("base", 1, MODEL, 2));
    join(join(failing.open("base")).add(entry()));
    CompareGroups broken = new CompareGroups(failing, GroupModels.only(() -> GROUP_MODEL));
    return keep.run(broken, asked("base", "base", 0.45, 1), "id", "node:1", heard, begun::add);
  }

  private static Entry entry() {
    return new Entry(
        "a", "t", null, new Subject(new BoundingBox(1, 2, 3, 4, null), null, new float[] {1, 0}));
  }

  @Test
  void whatIsWrongWithTheRequestIsToldBeforeAnythingIsKept() {
    groups.group("base");
    assertEquals(Reason.NOT_FOUND, failure(() -> keep(asked("base", "nobody", 0.45, 1))).reason());
    assertEquals(List.of(), store.states);
    assertEquals(List.of(), begun);
  }
}
