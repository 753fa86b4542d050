package org.facesearch.models.usecase.faceset;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.bundle.FaceModels;
import org.facesearch.models.faceset.FaceSetException;
import org.facesearch.models.faceset.FaceTokens;
import org.facesearch.models.faceset.HexTokens;
import org.facesearch.models.faceset.TokenFace;

/** The face that a request means, in two steps: what is cheap to refuse is refused first. */
final class FaceOf {

  private final DetectFaces detect;
  private final FaceTokens tokens;
  private final Supplier<FaceModels> models;

  FaceOf(DetectFaces detect, FaceTokens tokens, Supplier<FaceModels> models) {
    this.detect = detect;
    this.tokens = tokens;
    this.models = models;
  }

  /**
   * A face to be compared.
   *
   * @param vector of the loaded model; empty if the picture has no face
   * @param picture with all its faces; empty if it was a token
   */
  record Probe(Optional<float[]> vector, Optional<DetectFaces.Detected> picture) {}

  /** The face if it is one of a token; empty for a picture, which is not looked at yet. */
  CompletionStage<Optional<TokenFace>> known(String owner, FaceSource source) {
    return switch (source) {
      case FaceSource.Image image -> CompletableFuture.completedFuture(Optional.empty());
      case FaceSource.Token token -> read(owner, token.token()).thenApply(Optional::of);
    };
  }

  private CompletionStage<TokenFace> read(String owner, String token) {
    CompletionStage<Optional<TokenFace>> found =
        HexTokens.isToken(token)
            ? tokens.read(owner, token)
            : CompletableFuture.completedFuture(Optional.empty());
    return found.thenApply(
        face ->
            comparable(
                face.orElseThrow(
                    () ->
                        new FaceSetException(FaceSetException.Reason.FACE_TOKEN_UNKNOWN, token))));
  }

  private TokenFace comparable(TokenFace face) {
    String loaded = models.get().id();
    if (!face.vector().model().equals(loaded)) {
      throw FaceSearchException.otherModel(
          "face token " + face.token() + " has a vector", face.vector().model(), loaded);
    }
    return face;
  }

  /** The face, that of a picture once it has been looked at. */
  CompletionStage<Probe> of(String owner, FaceSource source, Optional<TokenFace> known) {
    return switch (source) {
      case FaceSource.Token token ->
          CompletableFuture.completedFuture(
              new Probe(known.map(face -> face.vector().values()), Optional.empty()));
      case FaceSource.Image image ->
          detect
              .run(new DetectFaces.Request(owner, image, Set.of()))
              .thenApply(
                  found ->
                      new Probe(
                          found.faces().stream().findFirst().map(face -> face.face().vector()),
                          Optional.of(found)));
    };
  }
}
