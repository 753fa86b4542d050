package org.facesearch.models.usecase.reembed;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.reembed.IndexCopy;
import org.facesearch.models.reembed.ReembedPlan;
import org.facesearch.models.reembed.Reembedding;
import org.facesearch.models.reembed.Reembedding.State;
import org.facesearch.models.reembed.Reembeddings;

/** Tells of changes of models, begins them, and lets them be paused, resumed and forgotten. */
public final class ManageReembeddings {

  private final Reembeddings store;
  private final Function<Reembedding, IndexCopy> copies;
  private final InstantSource clock;

  /**
   * For one node.
   *
   * @param copies the indices of one, in the name of whoever asks
   */
  public ManageReembeddings(
      Reembeddings store, Function<Reembedding, IndexCopy> copies, InstantSource clock) {
    this.store = store;
    this.copies = copies;
    this.clock = clock;
  }

  /** See {@link Reembeddings#read}. */
  public CompletionStage<Reembedding> read(String id) {
    return store.read(id);
  }

  /** See {@link Reembeddings#list}. */
  public CompletionStage<List<Reembedding>> list() {
    return store.list();
  }

  /**
   * Keeps a new one, with its index in place: what is wrong with that is said at once.
   *
   * <p>Fails with {@code CONFLICT} if there is one for the same source that has not ended.
   *
   * @param id random
   * @param run the name of the task that is to work on it
   */
  public CompletionStage<Reembedding> begin(String id, ReembedPlan plan, String run) {
    Reembedding begun = Reembedding.started(id, plan, run, clock.instant());
    return store
        .list()
        .thenAccept(
            all ->
                all.stream()
                    .filter(other -> other.state() != State.COMPLETED)
                    .filter(other -> other.plan().sourceId().equals(plan.sourceId()))
                    .findFirst()
                    .ifPresent(
                        other -> {
                          throw conflict(
                              "index "
                                  + plan.source()
                                  + " is given other vectors already, by "
                                  + other.id()
                                  + ", which is "
                                  + other.state().text());
                        }))
        .thenCompose(free -> copies.apply(begun).prepare())
        .thenCompose(
            made ->
                store
                    .create(begun)
                    .exceptionallyCompose(
                        // Nobody would know whose the index is.
                        error ->
                            copies
                                .apply(begun)
                                .discard()
                                .handle((discarded, ignored) -> null)
                                .thenCompose(gone -> CompletableFuture.<Void>failedFuture(error))))
        .thenApply(created -> begun);
  }

  /**
   * Says that a task goes on with one.
   *
   * <p>Fails with {@code CONFLICT} if it runs already or is completed.
   */
  public CompletionStage<Reembedding> resume(String id, String run) {
    return store
        .read(id)
        .thenCompose(
            seen ->
                store.change(
                    id,
                    now -> {
                      // Said to run, though nobody runs it, if it was interrupted.
                      boolean interrupted =
                          seen.state() == State.INTERRUPTED && now.run().equals(seen.run());
                      if (now.state() == State.COMPLETED
                          || (now.state() == State.RUNNING && !interrupted)) {
                        throw conflict("reembedding " + id + " is " + now.state().text());
                      }
                      return now.resumed(run);
                    }));
  }

  /**
   * Stops one, to be resumed. What is under way of it may take a moment to end, and then counts for
   * nothing.
   *
   * <p>Fails with {@code CONFLICT} if it does not run, or is in its last step.
   */
  public CompletionStage<Reembedding> pause(String id) {
    return store
        .read(id)
        .thenCompose(
            seen -> {
              if (seen.state() != State.RUNNING) {
                throw conflict("reembedding " + id + " is " + seen.state().text());
              }
              return store.change(id, ManageReembeddings::paused);
            });
  }

  private static Reembedding paused(Reembedding now) {
    if (now.state() != State.RUNNING) {
      throw conflict("reembedding " + now.id() + " is " + now.state().text());
    }
    if (now.frozen()) {
      throw conflict("reembedding " + now.id() + " is in its last step, which takes a moment");
    }
    return now.stopped(State.PAUSED, Optional.empty());
  }

  /**
   * Forgets one. Unless it is completed, it ends, its index is deleted, and its source is as it was
   * before.
   *
   * <p>Fails with {@code CONFLICT} if it runs and is in its last step.
   */
  public CompletionStage<Void> remove(String id) {
    return store
        .read(id)
        .thenCompose(
            seen -> {
              if (seen.state() == State.COMPLETED) {
                return store.remove(id);
              }
              return stopped(seen)
                  .thenCompose(
                      stopped -> {
                        IndexCopy copy = copies.apply(stopped);
                        return (stopped.frozen()
                                ? copy.thaw()
                                : CompletableFuture.<Void>completedFuture(null))
                            .thenCompose(thawed -> copy.discard());
                      })
                  .thenCompose(discarded -> store.remove(id));
            });
  }

  private CompletionStage<Reembedding> stopped(Reembedding seen) {
    return seen.state() == State.RUNNING
        ? pause(seen.id())
        : CompletableFuture.completedFuture(seen);
  }

  private static FaceSearchException conflict(String why) {
    return new FaceSearchException(Reason.CONFLICT, why);
  }
}
