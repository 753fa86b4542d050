package org.facesearch.models.usecase.faceset;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.facesearch.models.bundle.FaceModels;
import org.facesearch.models.faceset.FaceSet;
import org.facesearch.models.faceset.FaceSetException;
import org.facesearch.models.faceset.FaceSetException.Reason;
import org.facesearch.models.faceset.FaceSets;
import org.facesearch.models.faceset.FaceTokens;
import org.facesearch.models.faceset.HexTokens;
import org.facesearch.models.usecase.Causes;

/**
 * Creates, fills, describes, lists, changes and deletes FaceSets (Face++ v3, {@code faceset/*}).
 *
 * <p>Every call that takes a {@link FaceSetRef} fails with {@code OUTER_ID_UNKNOWN} or {@code
 * FACESET_TOKEN_UNKNOWN} if the owner has no such FaceSet.
 */
public final class ManageFaceSets {

  private final FaceSets faceSets;
  private final FoundFaceSets found;
  private final FaceTokens tokens;
  private final Supplier<FaceModels> models;
  private final IntSupplier size;
  private final InstantSource clock;
  private final HexTokens random = new HexTokens();

  /**
   * For vectors of the loaded model.
   *
   * @param size most tokens of a FaceSet, asked anew for each call. Calls that add to one FaceSet
   *     at the same moment may each take it for the room that is left: it then has up to {@link
   *     FaceSetLimits#MOST_ADDED} more for each of them
   */
  public ManageFaceSets(
      FaceSets faceSets,
      FaceTokens tokens,
      Supplier<FaceModels> models,
      IntSupplier size,
      InstantSource clock) {
    this.faceSets = faceSets;
    this.found = new FoundFaceSets(faceSets);
    this.tokens = tokens;
    this.models = models;
    this.size = size;
    this.clock = clock;
  }

  /** Why a token was not added or removed, in the API's words. */
  public enum Refusal {
    /** There is no such token; of a removal also: it is not in the FaceSet. */
    INVALID_FACE_TOKEN,
    /** The FaceSet is full. */
    QUOTA_EXCEEDED
  }

  /** A token that was not added or removed. */
  public record Failure(String token, Refusal reason) {}

  /**
   * What became of tokens that were to be added or removed.
   *
   * @param changed how many are newly in the FaceSet, or out of it; each counts once, and one that
   *     was in already does not count, which is no failure
   * @param count how many it has now
   * @param failures in the order of the request
   */
  public record Changed(FaceSet faceSet, int changed, long count, List<Failure> failures) {}

  /**
   * A FaceSet and a page of its tokens.
   *
   * @param count how many tokens it has
   * @param tokens up to {@link FaceSetLimits#PAGE}, in the order in which they were made
   * @param next the {@code start} of the following page; empty at the end
   */
  public record Detail(FaceSet faceSet, long count, List<String> tokens, OptionalInt next) {}

  /**
   * A page of FaceSets.
   *
   * @param faceSets up to {@link FaceSetLimits#PAGE}, in the order in which they were made
   * @param next the {@code start} of the following page; empty at the end
   */
  public record Listing(List<FaceSet> faceSets, OptionalInt next) {}

  /** What is to be changed: what is empty stays. The outer id is not changed to an empty one. */
  public record Patch(
      Optional<String> newOuterId,
      Optional<String> displayName,
      Optional<List<String>> tags,
      Optional<String> userData) {

    FaceSet.About on(FaceSet.About old) {
      return new FaceSet.About(
          newOuterId.orElse(old.outerId()),
          displayName.orElse(old.displayName()),
          tags.orElse(old.tags()),
          userData.orElse(old.userData()));
    }
  }

  /**
   * Creates a FaceSet and adds tokens to it ({@code create}).
   *
   * <p>Fails with {@code FACESET_EXISTS} if the owner has one of this outer id and {@code merge} is
   * not set.
   *
   * @param about within {@link FaceSetLimits}
   * @param tokens up to {@link FaceSetLimits#MOST_ADDED}
   * @param merge add the tokens to a FaceSet that has the outer id already, and change nothing else
   *     of it
   */
  public CompletionStage<Changed> create(
      String owner, FaceSet.About about, List<String> tokens, boolean merge) {
    FaceSet faceSet =
        new FaceSet(random.next(), owner, about, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    return faceSets
        .create(faceSet)
        .thenApply(created -> faceSet)
        .exceptionallyCompose(
            error ->
                merge && is(Reason.FACESET_EXISTS, error)
                    ? found.find(owner, new FaceSetRef.ByOuterId(about.outerId()))
                    : CompletableFuture.failedFuture(error))
        .thenCompose(into -> add(into, tokens));
  }

  /**
   * Adds tokens ({@code addface}).
   *
   * @param tokens up to {@link FaceSetLimits#MOST_ADDED}
   */
  public CompletionStage<Changed> addFaces(String owner, FaceSetRef faceSet, List<String> tokens) {
    return found
        .find(owner, faceSet)
        .thenCompose(into -> add(into, tokens))
        .exceptionally(
            error -> {
              throw is(Reason.FACESET_TOKEN_UNKNOWN, error)
                  ? FoundFaceSets.unknown(faceSet)
                  : new CompletionException(Causes.of(error));
            });
  }

  /**
   * Removes tokens ({@code removeface}).
   *
   * @param tokens up to {@link FaceSetLimits#MOST_REMOVED}
   */
  public CompletionStage<Changed> removeFaces(
      String owner, FaceSetRef faceSet, List<String> tokens) {
    return found
        .find(owner, faceSet)
        .thenCompose(
            from -> {
              List<String> known = tokens.stream().filter(HexTokens::isToken).distinct().toList();
              return this.tokens
                  .release(from, known)
                  .thenCompose(outcomes -> removed(from, tokens, done(known, outcomes)));
            });
  }

  /** Removes all tokens ({@code removeface} with {@code RemoveAllFaceTokens}). */
  public CompletionStage<Changed> removeAll(String owner, FaceSetRef faceSet) {
    return found
        .find(owner, faceSet)
        .thenCompose(
            from ->
                tokens
                    .releaseAll(from)
                    .thenCompose(
                        removed ->
                            tokens
                                .count(from)
                                .thenApply(
                                    count ->
                                        new Changed(
                                            from, Math.toIntExact(removed), count, List.of()))));
  }

  /**
   * Describes a FaceSet ({@code getdetail}).
   *
   * @param start number of the first token that is wanted, from 1 to {@link
   *     FaceSetLimits#LAST_START}, or beyond where the FaceSets may be larger
   */
  public CompletionStage<Detail> detail(String owner, FaceSetRef faceSet, int start) {
    return found
        .find(owner, faceSet)
        .thenCompose(
            set ->
                tokens
                    .count(set)
                    .thenCompose(
                        count ->
                            tokens
                                .list(set, start - 1, FaceSetLimits.PAGE + 1)
                                .thenApply(
                                    some ->
                                        new Detail(set, count, page(some), next(start, some)))));
  }

  /**
   * Lists an owner's FaceSets ({@code getfacesets}).
   *
   * @param tags only those that carry all of these
   * @param start number of the first one that is wanted, from 1
   */
  public CompletionStage<Listing> list(String owner, List<String> tags, int start) {
    return faceSets
        .list(owner, tags, start - 1, FaceSetLimits.PAGE + 1)
        .thenApply(some -> new Listing(page(some), next(start, some)));
  }

  /**
   * Changes what is said of a FaceSet ({@code update}); gives it as it is now.
   *
   * <p>Fails with {@code NEW_OUTER_ID_EXISTS} if another one of the owner has the new outer id.
   */
  public CompletionStage<FaceSet> update(String owner, FaceSetRef faceSet, Patch patch) {
    return found
        .find(owner, faceSet)
        .thenCompose(set -> faceSets.update(set, patch::on))
        .thenApply(changed -> changed.orElseThrow(() -> FoundFaceSets.unknown(faceSet)));
  }

  /**
   * Deletes a FaceSet ({@code delete}); gives what it was. Its tokens live on, those that no other
   * FaceSet holds for 72 hours.
   *
   * <p>Fails with {@code FACESET_NOT_EMPTY}.
   *
   * @param onlyIfEmpty whether to refuse one that has tokens ({@code check_empty})
   */
  public CompletionStage<FaceSet> delete(String owner, FaceSetRef faceSet, boolean onlyIfEmpty) {
    return found
        .find(owner, faceSet)
        .thenCompose(set -> onlyIfEmpty ? empty(set) : CompletableFuture.completedFuture(set))
        .thenCompose(set -> faceSets.delete(set).thenApply(deleted -> gone(set, deleted, faceSet)));
  }

  private CompletionStage<FaceSet> empty(FaceSet set) {
    return tokens
        .count(set)
        .thenApply(
            count -> {
              if (count > 0) {
                throw new FaceSetException(Reason.FACESET_NOT_EMPTY, set.token());
              }
              return set;
            });
  }

  private static FaceSet gone(FaceSet set, boolean deleted, FaceSetRef asked) {
    if (!deleted) {
      throw FoundFaceSets.unknown(asked);
    }
    return set;
  }

  private static boolean is(Reason reason, Throwable error) {
    return Causes.of(error) instanceof FaceSetException failure && failure.reason() == reason;
  }

  private static <T> List<T> page(List<T> some) {
    return some.subList(0, Math.min(some.size(), FaceSetLimits.PAGE));
  }

  private static OptionalInt next(int start, List<?> some) {
    return some.size() > FaceSetLimits.PAGE
        ? OptionalInt.of(start + FaceSetLimits.PAGE)
        : OptionalInt.empty();
  }

  private CompletionStage<Changed> removed(FaceSet from, List<String> asked, Set<String> done) {
    List<Failure> failures =
        asked.stream()
            .distinct()
            .filter(token -> !done.contains(token))
            .map(token -> new Failure(token, Refusal.INVALID_FACE_TOKEN))
            .toList();
    return tokens.count(from).thenApply(count -> new Changed(from, done.size(), count, failures));
  }

  private static Set<String> done(List<String> tokens, List<FaceTokens.Outcome> outcomes) {
    Set<String> done = new HashSet<>();
    for (int i = 0; i < tokens.size(); i++) {
      if (outcomes.get(i) == FaceTokens.Outcome.DONE) {
        done.add(tokens.get(i));
      }
    }
    return done;
  }

  private CompletionStage<Changed> add(FaceSet into, List<String> asked) {
    return tokens
        .count(into)
        .thenCompose(
            count ->
                new Adding(tokens, into, models.get().id(), Math.max(0, size.getAsInt() - count))
                    .run(asked)
                    .thenApply(
                        added ->
                            new Changed(
                                into, added.count(), count + added.count(), added.failures())));
  }
}
