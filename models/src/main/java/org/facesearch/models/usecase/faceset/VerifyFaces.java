package org.facesearch.models.usecase.faceset;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.facesearch.models.bundle.FaceModels;
import org.facesearch.models.embed.UnitVectors;
import org.facesearch.models.faceset.FaceTokens;

/** Tells how alike two faces are (Face++ v3, {@code compare}). */
public final class VerifyFaces {

  private final FaceOf faces;
  private final Supplier<FaceModels> models;

  /** For faces of the loaded model. */
  public VerifyFaces(DetectFaces detect, FaceTokens tokens, Supplier<FaceModels> models) {
    this.faces = new FaceOf(detect, tokens, models);
    this.models = models;
  }

  /** What is asked. */
  public record Request(String owner, FaceSource first, FaceSource second) {
    public Request {
      Objects.requireNonNull(owner, "owner");
      Objects.requireNonNull(first, "first");
      Objects.requireNonNull(second, "second");
    }
  }

  /**
   * How alike they are.
   *
   * @param confidence 0 to 100, three decimals
   */
  public record Alike(double confidence, Thresholds thresholds) {}

  /**
   * The answer.
   *
   * @param alike empty if a picture has no face
   * @param first the faces of the first picture, the first of which was compared; empty if it was a
   *     token
   * @param second the same of the second
   */
  public record Result(
      Optional<Alike> alike,
      Optional<DetectFaces.Detected> first,
      Optional<DetectFaces.Detected> second) {}

  /**
   * Compares the two faces. Tokens are looked at before a picture is, and the pictures one after
   * the other: of a second one that cannot be used nothing is stored, of the first one its faces
   * are.
   *
   * <p>Fails with {@code FACE_TOKEN_UNKNOWN} naming the token, with {@code CONFLICT} naming both
   * models if a token's vector is not of the loaded one, and as {@link DetectFaces} does.
   */
  public CompletionStage<Result> run(Request request) {
    String owner = request.owner();
    return faces
        .known(owner, request.first())
        .thenCompose(
            one ->
                faces
                    .known(owner, request.second())
                    .thenCompose(
                        two ->
                            faces
                                .of(owner, request.first(), one)
                                .thenCompose(
                                    first ->
                                        faces
                                            .of(owner, request.second(), two)
                                            .thenApply(second -> result(first, second)))));
  }

  private Result result(FaceOf.Probe first, FaceOf.Probe second) {
    Optional<Alike> alike =
        first.vector().flatMap(one -> second.vector().map(two -> alike(one, two)));
    return new Result(alike, first.picture(), second.picture());
  }

  private Alike alike(float[] first, float[] second) {
    Confidences confidences = new Confidences(models.get().fmr());
    return new Alike(confidences.of(UnitVectors.cosine(first, second)), confidences.thresholds());
  }
}
