package org.facesearch.models.testing;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.embed.UnitVectors;
import org.facesearch.models.faceset.FaceSet;
import org.facesearch.models.faceset.FaceSetException;
import org.facesearch.models.faceset.FaceSetException.Reason;
import org.facesearch.models.faceset.FaceSets;
import org.facesearch.models.faceset.FaceTokens;
import org.facesearch.models.faceset.TokenFace;

/** FaceSets and face tokens in memory, both ports in one, with exact search. */
public final class MemoryFaceSets implements FaceSets, FaceTokens {

  private static final Comparator<Near> BEST_FIRST =
      Comparator.comparingDouble(Near::cosine).reversed().thenComparing(Near::token);

  private final Map<String, FaceSet> faceSets = new TreeMap<>();
  private final Map<String, Kept> faces = new TreeMap<>();
  private final InstantSource clock;

  public MemoryFaceSets(InstantSource clock) {
    this.clock = clock;
  }

  /** A face and since when no FaceSet holds it, if none does. */
  private record Kept(TokenFace face, Instant free) {}

  @Override
  public synchronized CompletionStage<Void> create(FaceSet faceSet) {
    if (named(faceSet.owner(), faceSet.outerId()).isPresent()) {
      return CompletableFuture.failedFuture(
          new FaceSetException(Reason.FACESET_EXISTS, faceSet.outerId()));
    }
    faceSets.put(faceSet.token(), faceSet);
    return done(null);
  }

  private Optional<FaceSet> named(String owner, String outerId) {
    return of(owner).filter(set -> !outerId.isEmpty() && set.outerId().equals(outerId)).findFirst();
  }

  private Stream<FaceSet> of(String owner) {
    return faceSets.values().stream()
        .filter(set -> set.owner().equals(owner))
        .sorted(Comparator.comparing(FaceSet::created).thenComparing(FaceSet::token));
  }

  @Override
  public synchronized CompletionStage<Optional<FaceSet>> byToken(String owner, String token) {
    return done(of(owner).filter(set -> set.token().equals(token)).findFirst());
  }

  @Override
  public synchronized CompletionStage<Optional<FaceSet>> byOuterId(String owner, String outerId) {
    return done(named(owner, outerId));
  }

  @Override
  public synchronized CompletionStage<List<FaceSet>> list(
      String owner, List<String> tags, int from, int most) {
    return done(
        of(owner)
            .filter(set -> set.about().tags().containsAll(tags))
            .skip(from)
            .limit(most)
            .toList());
  }

  @Override
  public synchronized CompletionStage<Optional<FaceSet>> update(
      FaceSet faceSet, UnaryOperator<FaceSet.About> change) {
    FaceSet old = faceSets.get(faceSet.token());
    if (old == null) {
      return done(Optional.empty());
    }
    FaceSet changed =
        new FaceSet(old.token(), old.owner(), change.apply(old.about()), old.created());
    Optional<FaceSet> named = named(old.owner(), changed.outerId());
    if (named.isPresent() && !named.get().token().equals(old.token())) {
      return CompletableFuture.failedFuture(
          new FaceSetException(Reason.NEW_OUTER_ID_EXISTS, changed.outerId()));
    }
    faceSets.put(old.token(), changed);
    return done(Optional.of(changed));
  }

  @Override
  public synchronized CompletionStage<Boolean> delete(FaceSet faceSet) {
    held(faceSet).forEach(face -> put(face, without(face, faceSet)));
    return done(faceSets.remove(faceSet.token()) != null);
  }

  @Override
  public synchronized CompletionStage<Void> add(List<TokenFace> found) {
    found.forEach(face -> faces.put(face.token(), new Kept(face, clock.instant())));
    return done(null);
  }

  @Override
  public synchronized CompletionStage<Optional<TokenFace>> read(String owner, String token) {
    return done(face(owner, token));
  }

  private Optional<TokenFace> face(String owner, String token) {
    Kept kept = faces.get(token);
    if (kept == null
        || !kept.face.owner().equals(owner)
        || (kept.face.faceSets().isEmpty() && !kept.free.plus(LIFETIME).isAfter(clock.instant()))) {
      return Optional.empty();
    }
    return Optional.of(kept.face);
  }

  @Override
  public synchronized CompletionStage<Boolean> setUserId(
      String owner, String token, String userId) {
    Optional<TokenFace> face = face(owner, token);
    face.ifPresent(old -> faces.put(token, new Kept(old.named(userId), faces.get(token).free())));
    return done(face.isPresent());
  }

  @Override
  public synchronized CompletionStage<Outcome> hold(FaceSet faceSet, String token, String model) {
    Optional<TokenFace> face = face(faceSet.owner(), token);
    if (face.isEmpty()) {
      return done(Outcome.UNKNOWN);
    }
    if (!face.get().vector().model().equals(model)) {
      return CompletableFuture.failedFuture(otherModel(face.get(), model));
    }
    if (face.get().faceSets().contains(faceSet.token())) {
      return done(Outcome.NOTHING_TO_DO);
    }
    List<String> all = new ArrayList<>(face.get().faceSets());
    all.add(faceSet.token());
    put(face.get(), all);
    return done(Outcome.DONE);
  }

  @Override
  public synchronized CompletionStage<List<Outcome>> release(FaceSet faceSet, List<String> tokens) {
    return done(tokens.stream().map(token -> release(faceSet, token)).toList());
  }

  private Outcome release(FaceSet faceSet, String token) {
    Optional<TokenFace> face = face(faceSet.owner(), token);
    if (face.isEmpty()) {
      return Outcome.UNKNOWN;
    }
    if (!face.get().faceSets().contains(faceSet.token())) {
      return Outcome.NOTHING_TO_DO;
    }
    put(face.get(), without(face.get(), faceSet));
    return Outcome.DONE;
  }

  @Override
  public synchronized CompletionStage<Long> releaseAll(FaceSet faceSet) {
    List<TokenFace> held = held(faceSet);
    held.forEach(face -> put(face, without(face, faceSet)));
    return done((long) held.size());
  }

  @Override
  public synchronized CompletionStage<Long> count(FaceSet faceSet) {
    return done((long) held(faceSet).size());
  }

  @Override
  public synchronized CompletionStage<List<String>> list(FaceSet faceSet, int from, int most) {
    return done(held(faceSet).stream().map(TokenFace::token).skip(from).limit(most).toList());
  }

  @Override
  public synchronized CompletionStage<List<Near>> nearest(
      FaceSet faceSet, TokenFace.Embedding probe, int most) {
    List<TokenFace> held = held(faceSet);
    Optional<TokenFace> other =
        held.stream().filter(face -> !face.vector().model().equals(probe.model())).findFirst();
    if (other.isPresent()) {
      return CompletableFuture.failedFuture(otherModel(other.get(), probe.model()));
    }
    return done(
        held.stream()
            .map(
                face ->
                    new Near(
                        face.token(),
                        face.userId(),
                        UnitVectors.cosine(face.vector().values(), probe.values())))
            .sorted(BEST_FIRST)
            .limit(most)
            .toList());
  }

  private List<TokenFace> held(FaceSet faceSet) {
    return faces.values().stream()
        .map(Kept::face)
        .filter(face -> face.faceSets().contains(faceSet.token()))
        .sorted(Comparator.comparing(TokenFace::created).thenComparing(TokenFace::token))
        .toList();
  }

  private static List<String> without(TokenFace face, FaceSet faceSet) {
    return face.faceSets().stream().filter(token -> !token.equals(faceSet.token())).toList();
  }

  private void put(TokenFace face, List<String> holders) {
    faces.put(face.token(), new Kept(face.in(holders), clock.instant()));
  }

  private static FaceSearchException otherModel(TokenFace face, String model) {
    return FaceSearchException.otherModel(
        "face token " + face.token() + " has a vector", face.vector().model(), model);
  }

  private static <T> CompletionStage<T> done(T result) {
    return CompletableFuture.completedFuture(result);
  }
}
