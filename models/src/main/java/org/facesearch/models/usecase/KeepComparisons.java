package org.facesearch.models.usecase;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.compare.CompareProgress;
import org.facesearch.models.compare.Comparison;
import org.facesearch.models.compare.Comparison.State;
import org.facesearch.models.compare.Comparisons;

/** Compares groups of any size: the rows go into a store, from where they are read in pages. */
public final class KeepComparisons {

  private final Comparisons store;
  private final InstantSource clock;

  public KeepComparisons(Comparisons store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Runs a comparison to its end, and writes down how it ended.
   *
   * @param task the name of the task that this runs in
   * @param started hears of the comparison once there is a place for its rows; what is wrong with
   *     the request itself makes the call fail before that
   * @return ends with the comparison, and fails where it fails
   */
  public CompletionStage<Void> run(
      CompareGroups groups,
      Comparison.Asked asked,
      String id,
      String task,
      CompareProgress progress,
      Consumer<Comparison> started) {
    return groups
        .prepare(asked)
        .thenCompose(prepared -> run(prepared, asked, id, task, progress, started));
  }

  private CompletionStage<Void> run(
      CompareGroups.Prepared prepared,
      Comparison.Asked asked,
      String id,
      String task,
      CompareProgress progress,
      Consumer<Comparison> started) {
    AtomicReference<Comparison> current =
        new AtomicReference<>(Comparison.started(id, task, asked, clock.instant()));
    return store
        .create(current.get())
        .thenCompose(
            created -> {
              started.accept(current.get());
              return prepared
                  .run(
                      progress,
                      (rows, reached) ->
                          store.append(
                              rows, current.updateAndGet(comparison -> comparison.at(reached))))
                  .handle((done, error) -> end(current.get(), error))
                  .thenCompose(Function.identity());
            });
  }

  private CompletionStage<Void> end(Comparison comparison, Throwable error) {
    State state =
        error == null
            ? State.COMPLETED
            : CompareGroups.wasCancelled(error) ? State.CANCELLED : State.FAILED;
    Optional<String> why = state == State.FAILED ? Optional.of(text(error)) : Optional.empty();
    return store
        .append(List.of(), comparison.ended(state, why, clock.instant()))
        .thenCompose(
            written ->
                error == null
                    ? CompletableFuture.<Void>completedFuture(null)
                    : CompletableFuture.<Void>failedFuture(error));
  }

  private static String text(Throwable error) {
    return Causes.of(error) instanceof FaceSearchException failure
        ? failure.getMessage()
        : "the comparison failed, the log of its node tells why; start it again";
  }

  /** See {@link Comparisons#rows}. */
  public CompletionStage<Comparisons.Rows> rows(String id, Comparisons.Place after, int most) {
    return store.rows(id, after, most);
  }

  /** See {@link Comparisons#remove}. */
  public CompletionStage<Void> remove(String id) {
    return store.remove(id);
  }
}
