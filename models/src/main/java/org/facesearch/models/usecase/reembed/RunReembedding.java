package org.facesearch.models.usecase.reembed;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.reembed.IndexCopy;
import org.facesearch.models.reembed.Places;
import org.facesearch.models.reembed.Reached;
import org.facesearch.models.reembed.Reached.Counts;
import org.facesearch.models.reembed.Reembedding;
import org.facesearch.models.reembed.Reembedding.State;
import org.facesearch.models.reembed.Reembeddings;
import org.facesearch.models.usecase.Causes;
import org.facesearch.models.usecase.Lanes;
import org.facesearch.models.usecase.Repeat;

/**
 * Works on one change of models until it is done, is stopped or fails. Documents are copied in
 * rounds: each takes those that were changed since the one before began, so that writes go on
 * meanwhile; for the last and smallest one the source takes none.
 *
 * <p>After each batch it is written down how far the work is, unless somebody has written something
 * else there: then it is somebody else's, or nobody's.
 */
public final class RunReembedding {

  /** A round of no more documents than this is done in a moment. */
  private static final long SMALL = 100;

  /** Where writes are as fast as the copying, rounds never get small. */
  private static final int MOST_ROUNDS = 10;

  private final Reembeddings store;
  private final IndexCopy copy;
  private final EmbedAgain embedding;
  private final int lanes;
  private final InstantSource clock;
  private final Consumer<Reembedding> progress;
  private final AtomicReference<Reembedding> current;

  /**
   * For one change of models that is said to run.
   *
   * @param lanes documents that are worked on at a time
   * @param progress hears how far the work is
   */
  public RunReembedding(
      Reembedding begun,
      Reembeddings store,
      IndexCopy copy,
      NewVectors vectors,
      int lanes,
      InstantSource clock,
      Consumer<Reembedding> progress) {
    this.current = new AtomicReference<>(begun);
    this.store = store;
    this.copy = copy;
    this.embedding = new EmbedAgain(vectors, begun.plan().without());
    this.lanes = lanes;
    this.clock = clock;
    this.progress = progress;
  }

  /** Ends when nothing more is done about it, and fails where it fails. How it ended is kept. */
  public CompletionStage<Void> run() {
    return start(copy.isSwapped() ? this::complete : this::copyAndSwap)
        .exceptionallyCompose(this::stop);
  }

  private static CompletionStage<Void> start(Supplier<CompletionStage<Void>> work) {
    return CompletableFuture.<Void>completedFuture(null).thenCompose(started -> work.get());
  }

  private CompletionStage<Void> copyAndSwap() {
    return copy.prepare()
        .thenCompose(ready -> counted())
        .thenCompose(counted -> rounds())
        .thenCompose(
            copied ->
                current.get().plan().swap().isPresent()
                    ? lastRound()
                    : copy.removeVanished().thenCompose(this::removed))
        .thenCompose(copied -> complete());
  }

  private CompletionStage<Void> counted() {
    return current.get().reached().places().equals(Places.START)
        ? copy.count().thenCompose(documents -> save(now -> now.at(now.reached().of(documents))))
        : CompletableFuture.completedFuture(null);
  }

  private CompletionStage<Void> rounds() {
    int[] round = {0};
    return Repeat.whileTrue(
        () -> {
          long before = current.get().reached().counts().done();
          return round()
              .thenApply(
                  done ->
                      current.get().reached().counts().done() - before > SMALL
                          && ++round[0] < MOST_ROUNDS);
        });
  }

  private CompletionStage<Void> round() {
    return copy.settled()
        .thenCompose(
            until ->
                Repeat.whileTrue(
                    () ->
                        current.get().reached().places().reaches(until)
                            ? CompletableFuture.completedFuture(false)
                            : batch(until).thenApply(done -> true)));
  }

  private CompletionStage<Void> batch(Places until) {
    long begun = clock.millis();
    return copy.read(current.get().reached().places(), until)
        .thenCompose(
            batch ->
                Lanes.map(batch.documents(), lanes, (position, document) -> embedding.of(document))
                    .thenCompose(
                        results ->
                            copy.write(results.stream().map(EmbedAgain.Result::copied).toList())
                                .thenCompose(written -> reached(batch.until(), results, begun))));
  }

  private CompletionStage<Void> reached(Places until, List<EmbedAgain.Result> results, long begun) {
    Counts counts =
        results.stream().map(EmbedAgain.Result::counts).reduce(Counts.NONE, Counts::plus);
    List<Reached.Failure> failures =
        results.stream().flatMap(result -> result.failure().stream()).toList();
    long took = Math.max(0, clock.millis() - begun);
    return save(now -> now.at(now.reached().further(until, counts, failures, took)));
  }

  private CompletionStage<Void> lastRound() {
    return save(now -> now.frozen(true))
        .thenCompose(said -> copy.freeze())
        .thenCompose(frozen -> round())
        .thenCompose(copied -> copy.removeVanished())
        .thenCompose(this::removed)
        .thenCompose(same -> copy.swap());
  }

  private CompletionStage<Void> removed(long documents) {
    Counts removed = new Counts(0, 0, 0, 0, 0, documents);
    return save(
        now -> now.at(now.reached().further(now.reached().places(), removed, List.of(), 0)));
  }

  private CompletionStage<Void> complete() {
    return save(now -> now.completed(clock.instant()));
  }

  /** Nothing is changed that is not this run's any more. */
  private CompletionStage<Void> save(UnaryOperator<Reembedding> change) {
    return store.change(current.get().id(), now -> change.apply(own(now))).thenAccept(this::set);
  }

  private Reembedding own(Reembedding now) {
    if (now.state() != State.RUNNING || !now.run().equals(current.get().run())) {
      throw new FaceSearchException(Reason.CANCELLED, "it was stopped");
    }
    return now;
  }

  private void set(Reembedding now) {
    current.set(now);
    progress.accept(now);
  }

  /** A failure, or a task that was cancelled, which is a pause. */
  private CompletionStage<Void> stop(Throwable error) {
    boolean paused =
        Causes.of(error) instanceof FaceSearchException failure
            && failure.reason() == Reason.CANCELLED;
    // After the swap it is the old index: what is written there would be lost.
    boolean frozen = current.get().frozen() && !copy.isSwapped();
    return (frozen ? copy.thaw() : CompletableFuture.<Void>completedFuture(null))
        .handle((thawed, stillFrozen) -> stillFrozen == null)
        .thenCompose(
            thawed ->
                store.change(
                    current.get().id(),
                    now ->
                        own(now)
                            .frozen(frozen && !thawed)
                            .stopped(
                                paused ? State.PAUSED : State.FAILED,
                                paused ? Optional.empty() : Optional.of(text(error)))))
        .handle(
            (said, unsaid) -> {
              if (said != null) {
                progress.accept(said);
              }
              if (paused || isOthers(unsaid)) {
                return null;
              }
              throw error instanceof RuntimeException runtime
                  ? runtime
                  : new CompletionException(error);
            });
  }

  /** Whether somebody else has stopped or forgotten it before, which is no failure. */
  private static boolean isOthers(Throwable error) {
    return Causes.of(error) instanceof FaceSearchException failure
        && (failure.reason() == Reason.CANCELLED || failure.reason() == Reason.NOT_FOUND);
  }

  private static String text(Throwable error) {
    return Causes.of(error) instanceof FaceSearchException failure
        ? failure.getMessage()
        : "it failed, the log of its node tells why; resume it";
  }
}
