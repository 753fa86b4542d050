package org.facesearch.models.faceset;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The face tokens of a cluster. What a call has acknowledged, every later one sees, on any node.
 *
 * <p>A token that no FaceSet holds lives {@link #LIFETIME}, from its making or from when the last
 * FaceSet let go of it; then it is unknown, and soon deleted with its vector.
 */
public interface FaceTokens {

  /** How long a token lives that no FaceSet holds: 72 hours. */
  Duration LIFETIME = Duration.ofDays(3);

  /** What became of a token that was to go into a FaceSet, or out of one. */
  enum Outcome {
    DONE,
    /** It was in already, or was not in. */
    NOTHING_TO_DO,
    /** There is no such token of this owner. */
    UNKNOWN
  }

  /** A face of a FaceSet near to a probe. */
  record Near(String token, String userId, double cosine) {}

  /** Stores new faces, in no FaceSet. */
  CompletionStage<Void> add(List<TokenFace> faces);

  /** The face of a token; empty if the owner has no such token. */
  CompletionStage<Optional<TokenFace>> read(String owner, String token);

  /** Names a face; {@code false} if the owner has no such token. */
  CompletionStage<Boolean> setUserId(String owner, String token, String userId);

  /**
   * Puts a token into a FaceSet of the same owner, whether or not that is full.
   *
   * <p>Fails with {@code CONFLICT} naming both models if its vector is of another model than the
   * one given.
   *
   * @param model id of the model whose vectors are searched
   */
  CompletionStage<Outcome> hold(FaceSet faceSet, String token, String model);

  /** Takes tokens out of a FaceSet; for each in order what became of it. */
  CompletionStage<List<Outcome>> release(FaceSet faceSet, List<String> tokens);

  /** Takes all tokens out of a FaceSet and tells how many. */
  CompletionStage<Long> releaseAll(FaceSet faceSet);

  /** How many tokens a FaceSet holds. */
  CompletionStage<Long> count(FaceSet faceSet);

  /**
   * Tokens of a FaceSet in the order in which they were made.
   *
   * @param from how many to leave out
   */
  CompletionStage<List<String>> list(FaceSet faceSet, int from, int most);

  /**
   * The faces of a FaceSet nearest to a probe, best first, equal ones by token. Empty only if the
   * FaceSet is.
   *
   * <p>Fails with {@code CONFLICT} naming both models if it holds vectors of another model than the
   * probe's.
   */
  CompletionStage<List<Near>> nearest(FaceSet faceSet, TokenFace.Embedding probe, int most);
}
