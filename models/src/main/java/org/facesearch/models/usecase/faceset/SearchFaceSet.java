package org.facesearch.models.usecase.faceset;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.facesearch.models.bundle.FaceModels;
import org.facesearch.models.faceset.FaceSet;
import org.facesearch.models.faceset.FaceSetException;
import org.facesearch.models.faceset.FaceSets;
import org.facesearch.models.faceset.FaceTokens;
import org.facesearch.models.faceset.TokenFace;

/** Finds the faces of a FaceSet that are most alike to a face (Face++ v3, {@code search}). */
public final class SearchFaceSet {

  /** Different cosines can have one confidence, and then the token decides. */
  private static final Comparator<Hit> BEST_FIRST =
      Comparator.comparingDouble(Hit::confidence).reversed().thenComparing(Hit::token);

  private final FaceOf faces;
  private final FaceTokens tokens;
  private final FoundFaceSets faceSets;
  private final Supplier<FaceModels> models;

  /** For faces of the loaded model. */
  public SearchFaceSet(
      DetectFaces detect, FaceTokens tokens, FaceSets faceSets, Supplier<FaceModels> models) {
    this.faces = new FaceOf(detect, tokens, models);
    this.tokens = tokens;
    this.faceSets = new FoundFaceSets(faceSets);
    this.models = models;
  }

  /**
   * What is asked.
   *
   * @param results 1 to {@link FaceSetLimits#MOST_RESULTS}
   */
  public record Request(String owner, FaceSource face, FaceSetRef faceSet, int results) {
    public Request {
      Objects.requireNonNull(owner, "owner");
      Objects.requireNonNull(face, "face");
      Objects.requireNonNull(faceSet, "faceSet");
    }
  }

  /**
   * A face of the FaceSet.
   *
   * @param confidence 0 to 100, three decimals
   * @param userId empty if it has none
   */
  public record Hit(String token, double confidence, String userId) {}

  /**
   * What was found.
   *
   * @param hits best first; as many as were asked for, or as the FaceSet has
   */
  public record Found(List<Hit> hits, Thresholds thresholds) {}

  /**
   * The answer.
   *
   * @param found empty if the picture has no face
   * @param picture its faces, the first of which was searched for; empty if it was a token
   */
  public record Result(Optional<Found> found, Optional<DetectFaces.Detected> picture) {}

  /**
   * Searches. The FaceSet and the token are looked at before a picture is, so nothing is stored of
   * a picture for a FaceSet that is unknown or empty.
   *
   * <p>Fails with {@code FACE_TOKEN_UNKNOWN}, {@code OUTER_ID_UNKNOWN}, {@code
   * FACESET_TOKEN_UNKNOWN} or {@code FACESET_EMPTY}, with {@code CONFLICT} naming both models if
   * the token or the FaceSet has vectors of another model than the loaded one, and as {@link
   * DetectFaces} does.
   */
  public CompletionStage<Result> run(Request request) {
    String owner = request.owner();
    return faceSets
        .find(owner, request.faceSet())
        .thenCompose(
            faceSet ->
                filled(faceSet, request.faceSet())
                    .thenCompose(filled -> faces.known(owner, request.face()))
                    .thenCompose(known -> faces.of(owner, request.face(), known))
                    .thenCompose(probe -> search(faceSet, probe, request)));
  }

  private CompletionStage<Long> filled(FaceSet faceSet, FaceSetRef asked) {
    return tokens
        .count(faceSet)
        .thenApply(
            count -> {
              if (count == 0) {
                throw empty(asked);
              }
              return count;
            });
  }

  private static FaceSetException empty(FaceSetRef asked) {
    return new FaceSetException(FaceSetException.Reason.FACESET_EMPTY, asked.text());
  }

  private CompletionStage<Result> search(FaceSet faceSet, FaceOf.Probe probe, Request request) {
    if (probe.vector().isEmpty()) {
      return CompletableFuture.completedFuture(new Result(Optional.empty(), probe.picture()));
    }
    TokenFace.Embedding vector = new TokenFace.Embedding(models.get().id(), probe.vector().get());
    return tokens
        .nearest(faceSet, vector, request.results())
        .thenApply(
            near -> {
              if (near.isEmpty()) {
                throw empty(request.faceSet());
              }
              return new Result(Optional.of(found(near)), probe.picture());
            });
  }

  private Found found(List<FaceTokens.Near> near) {
    Confidences confidences = new Confidences(models.get().fmr());
    return new Found(
        near.stream()
            .map(face -> new Hit(face.token(), confidences.of(face.cosine()), face.userId()))
            .sorted(BEST_FIRST)
            .toList(),
        confidences.thresholds());
  }
}
