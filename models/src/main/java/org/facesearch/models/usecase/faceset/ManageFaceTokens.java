package org.facesearch.models.usecase.faceset;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.faceset.FaceSet;
import org.facesearch.models.faceset.FaceSetException;
import org.facesearch.models.faceset.FaceSets;
import org.facesearch.models.faceset.FaceTokens;
import org.facesearch.models.faceset.HexTokens;
import org.facesearch.models.faceset.TokenFace;
import org.facesearch.models.gallery.BoundingBox;
import org.facesearch.models.usecase.Lanes;

/**
 * Names and describes single faces (Face++ v3, {@code face/*}). Both calls fail with {@code
 * FACE_TOKEN_UNKNOWN} if the owner has no such token.
 */
public final class ManageFaceTokens {

  private static final int FACESETS_AT_ONCE = 10;

  private static final Comparator<FaceSet> OLDEST_FIRST =
      Comparator.comparing(FaceSet::created).thenComparing(FaceSet::token);

  private final FaceTokens tokens;
  private final FaceSets faceSets;

  /** Over a store. */
  public ManageFaceTokens(FaceTokens tokens, FaceSets faceSets) {
    this.tokens = tokens;
    this.faceSets = faceSets;
  }

  /**
   * What is known of a face.
   *
   * @param userId empty if it has none
   * @param box in pixels of the upright picture
   * @param faceSets those that hold it, in the order in which they were made
   */
  public record Detail(
      String token, String imageId, String userId, BoundingBox box, List<FaceSet> faceSets) {}

  /**
   * Names a face ({@code setuserid}).
   *
   * @param userId may be empty, which takes the name away
   */
  public CompletionStage<Void> setUserId(String owner, String token, String userId) {
    CompletionStage<Boolean> named =
        HexTokens.isToken(token)
            ? tokens.setUserId(owner, token, userId)
            : CompletableFuture.completedFuture(false);
    return named.thenApply(
        known -> {
          if (!known) {
            throw unknown(token);
          }
          return null;
        });
  }

  /** Describes a face ({@code getdetail}). */
  public CompletionStage<Detail> detail(String owner, String token) {
    CompletionStage<Optional<TokenFace>> found =
        HexTokens.isToken(token)
            ? tokens.read(owner, token)
            : CompletableFuture.completedFuture(Optional.empty());
    return found.thenCompose(face -> detail(face.orElseThrow(() -> unknown(token))));
  }

  private CompletionStage<Detail> detail(TokenFace face) {
    return Lanes.map(
            face.faceSets(),
            FACESETS_AT_ONCE,
            (position, faceSet) -> faceSets.byToken(face.owner(), faceSet))
        .thenApply(
            holders ->
                new Detail(
                    face.token(),
                    face.imageId(),
                    face.userId(),
                    face.box(),
                    holders.stream().flatMap(Optional::stream).sorted(OLDEST_FIRST).toList()));
  }

  private static FaceSetException unknown(String token) {
    return new FaceSetException(FaceSetException.Reason.FACE_TOKEN_UNKNOWN, token);
  }
}
