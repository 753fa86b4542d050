package org.facesearch.models.usecase;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.compare.CompareProgress;
import org.facesearch.models.compare.ComparedEntry;
import org.facesearch.models.compare.Comparison;
import org.facesearch.models.gallery.EntryVector;
import org.facesearch.models.gallery.Galleries;
import org.facesearch.models.gallery.Gallery;
import org.facesearch.models.gallery.Match;
import org.facesearch.models.gallery.Page;
import org.facesearch.models.gallery.Snapshot;

/**
 * Searches all entries of a target group in another (v1 API, section 2.13), both as they are when
 * it begins. The target is read block by block, so what is in memory does not grow with the groups.
 */
public final class CompareGroups {

  /** Most entries of the target that are in hand at a time. */
  static final int BLOCK = 256;

  /** Most hits that are in hand at a time, but for those of a single entry. */
  static final int HITS_AT_ONCE = 20_000;

  /** Of an answer that is built in memory. */
  static final int MOST_HITS = 100_000;

  private final ModelGroups groups;

  /** For groups whose vectors this node can make. */
  public CompareGroups(Galleries galleries, GroupModels models) {
    this.groups = new ModelGroups(galleries, models);
  }

  /** Takes rows as they are found, in the order of the target's ids. */
  @FunctionalInterface
  interface Sink {
    /**
     * Takes the rows of one block, perhaps none; the next block waits until this is done.
     *
     * @param reached this block counted in
     */
    CompletionStage<Void> take(List<ComparedEntry> rows, Comparison.Reached reached);
  }

  /**
   * All rows at once, ascending by the id of the target's entry.
   *
   * <p>Fails with {@code INVALID} as soon as they have more than 100,000 hits, {@code CANCELLED} if
   * it is, {@code CONFLICT} for a group of another model, {@code NOT_FOUND} for an unknown group.
   */
  public CompletionStage<List<ComparedEntry>> run(
      Comparison.Asked asked, CompareProgress progress) {
    List<ComparedEntry> all = new ArrayList<>();
    return prepare(asked)
        .thenCompose(
            prepared ->
                prepared.run(
                    progress,
                    (rows, reached) -> {
                      if (reached.hits() > MOST_HITS) {
                        throw FaceSearchException.invalid(
                            "the comparison has more than "
                                + MOST_HITS
                                + " hits: lower limit, raise threshold or use"
                                + " wait_for_completion=false");
                      }
                      all.addAll(rows);
                      return CompletableFuture.completedFuture(null);
                    }))
        .thenApply(done -> all);
  }

  /**
   * Looks whether the comparison can be made; fails for an unknown group, or one of another model.
   */
  CompletionStage<Prepared> prepare(Comparison.Asked asked) {
    return groups
        .open(asked.group())
        .thenCompose(
            group ->
                groups
                    .open(asked.target())
                    .thenApply(
                        target ->
                            new Prepared(
                                asked,
                                group.with(target).gallery(),
                                target.gallery(),
                                group.scores(asked.threshold()))));
  }

  /** A comparison of two groups that are there. */
  record Prepared(Comparison.Asked asked, Gallery group, Gallery target, HitScores scores) {

    CompletionStage<Void> run(CompareProgress progress, Sink sink) {
      return during(
              target.snapshot(),
              entries ->
                  during(
                      group.snapshot(),
                      among -> new Run(this, entries, among, progress, sink).run()))
          .exceptionally(
              error -> {
                // However a search of a cancelled task failed, that was the reason.
                throw progress.isCancelled() || wasCancelled(error)
                    ? cancelled(error)
                    : new CompletionException(error);
              });
    }

    private static FaceSearchException cancelled(Throwable cause) {
      return new FaceSearchException(Reason.CANCELLED, "the comparison was cancelled", cause);
    }

    /** Closes the snapshot whatever becomes of the work. */
    private static CompletionStage<Void> during(
        CompletionStage<Snapshot> opening, Function<Snapshot, CompletionStage<Void>> work) {
      return opening.thenCompose(
          snapshot ->
              CompletableFuture.<Void>completedFuture(null)
                  .thenCompose(start -> work.apply(snapshot))
                  .handle(
                      (done, error) ->
                          snapshot
                              .close()
                              .thenCompose(
                                  closed ->
                                      error == null
                                          ? CompletableFuture.<Void>completedFuture(null)
                                          : CompletableFuture.<Void>failedFuture(error)))
                  .thenCompose(Function.identity()));
    }
  }

  /** Whether nobody wanted it any more. */
  static boolean wasCancelled(Throwable error) {
    return Causes.of(error) instanceof FaceSearchException failure
        && failure.reason() == Reason.CANCELLED;
  }

  /** One walk through the target. Its steps follow one another, on whichever threads. */
  private static final class Run {
    private final Prepared comparison;
    private final Snapshot target;
    private final Snapshot group;
    private final CompareProgress progress;
    private final Sink sink;
    private final int block;
    private String after;
    private Comparison.Reached reached;

    Run(Prepared comparison, Snapshot target, Snapshot group, CompareProgress progress, Sink sink) {
      this.comparison = comparison;
      this.target = target;
      this.group = group;
      this.progress = progress;
      this.sink = sink;
      this.block = Math.clamp(HITS_AT_ONCE / comparison.asked().limit(), 1, BLOCK);
      this.reached = new Comparison.Reached(target.count(), 0, 0, 0);
    }

    CompletionStage<Void> run() {
      progress.begins(target.count());
      return Repeat.whileTrue(this::block);
    }

    private CompletionStage<Boolean> block() {
      if (progress.isCancelled()) {
        throw Prepared.cancelled(null);
      }
      return target.entries(after, block).thenCompose(this::compare);
    }

    private CompletionStage<Boolean> compare(Page<EntryVector> page) {
      List<EntryVector> entries = page.items();
      if (entries.isEmpty()) {
        return CompletableFuture.completedFuture(false);
      }
      return group
          .nearest(
              entries.stream().map(EntryVector::vector).toList(),
              comparison.asked().limit(),
              comparison.scores().minCosine())
          .thenCompose(matches -> take(rows(entries, matches), entries.size()))
          .thenApply(
              done -> {
                after = entries.getLast().entry().id();
                return page.next().isPresent();
              });
    }

    private CompletionStage<Void> take(List<ComparedEntry> rows, int compared) {
      reached =
          new Comparison.Reached(
              reached.total(),
              reached.entries() + compared,
              reached.rows() + rows.size(),
              reached.hits() + ComparedEntry.hits(rows));
      return sink.take(rows, reached)
          .thenRun(() -> progress.reached(reached.entries(), reached.rows()));
    }

    private List<ComparedEntry> rows(List<EntryVector> entries, List<List<Match>> matches) {
      List<ComparedEntry> rows = new ArrayList<>();
      for (int i = 0; i < entries.size(); i++) {
        if (!matches.get(i).isEmpty()) {
          rows.add(new ComparedEntry(entries.get(i).entry(), hits(matches.get(i))));
        }
      }
      return rows;
    }

    private List<ComparedEntry.Hit> hits(List<Match> matches) {
      return matches.stream()
          .map(
              match ->
                  new ComparedEntry.Hit(match.entry(), comparison.scores().score(match.cosine())))
          .sorted(HitScores.bestFirst(ComparedEntry.Hit::score, hit -> hit.entry().id()))
          .toList();
    }
  }
}
