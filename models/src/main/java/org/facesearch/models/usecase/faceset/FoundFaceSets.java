package org.facesearch.models.usecase.faceset;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.faceset.FaceSet;
import org.facesearch.models.faceset.FaceSetException;
import org.facesearch.models.faceset.FaceSetException.Reason;
import org.facesearch.models.faceset.FaceSets;
import org.facesearch.models.faceset.HexTokens;

/** The FaceSets that requests mean. */
final class FoundFaceSets {

  private final FaceSets faceSets;

  FoundFaceSets(FaceSets faceSets) {
    this.faceSets = faceSets;
  }

  /** Fails with {@code OUTER_ID_UNKNOWN} or {@code FACESET_TOKEN_UNKNOWN}. */
  CompletionStage<FaceSet> find(String owner, FaceSetRef asked) {
    return lookUp(owner, asked).thenApply(found -> found.orElseThrow(() -> unknown(asked)));
  }

  private CompletionStage<Optional<FaceSet>> lookUp(String owner, FaceSetRef asked) {
    return switch (asked) {
      case FaceSetRef.ByToken token ->
          HexTokens.isToken(token.text()) ? faceSets.byToken(owner, token.text()) : none();
      case FaceSetRef.ByOuterId outerId ->
          outerId.text().isEmpty() ? none() : faceSets.byOuterId(owner, outerId.text());
    };
  }

  private static CompletionStage<Optional<FaceSet>> none() {
    return CompletableFuture.completedFuture(Optional.empty());
  }

  static FaceSetException unknown(FaceSetRef asked) {
    return new FaceSetException(
        switch (asked) {
          case FaceSetRef.ByToken token -> Reason.FACESET_TOKEN_UNKNOWN;
          case FaceSetRef.ByOuterId outerId -> Reason.OUTER_ID_UNKNOWN;
        },
        asked.text());
  }
}
