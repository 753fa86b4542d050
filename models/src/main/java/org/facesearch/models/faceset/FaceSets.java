package org.facesearch.models.faceset;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/**
 * The FaceSets of a cluster, without their faces. What a call has acknowledged, every later one
 * sees, on any node.
 */
public interface FaceSets {

  /**
   * Creates a FaceSet.
   *
   * <p>Fails with {@link FaceSetException} {@code FACESET_EXISTS} if the owner has one of this
   * outer id.
   */
  CompletionStage<Void> create(FaceSet faceSet);

  /** An owner's FaceSet by its token. */
  CompletionStage<Optional<FaceSet>> byToken(String owner, String token);

  /** An owner's FaceSet by its outer id, which is not empty. */
  CompletionStage<Optional<FaceSet>> byOuterId(String owner, String outerId);

  /**
   * An owner's FaceSets in the order in which they were made.
   *
   * @param tags only those that carry all of these
   * @param from how many to leave out
   */
  CompletionStage<List<FaceSet>> list(String owner, List<String> tags, int from, int most);

  /**
   * Changes what is said of a FaceSet, whole or not at all; of two at once both take effect.
   *
   * <p>Fails with {@link FaceSetException} {@code NEW_OUTER_ID_EXISTS} if another one of the owner
   * has the new outer id.
   *
   * @param change from what is said of it now; may be asked several times
   * @return as it is now; empty if the owner has no such FaceSet any more
   */
  CompletionStage<Optional<FaceSet>> update(FaceSet faceSet, UnaryOperator<FaceSet.About> change);

  /**
   * Deletes a FaceSet. Its tokens are in it no more, which they themselves may learn a little
   * later.
   *
   * @return {@code false} if it had gone already
   */
  CompletionStage<Boolean> delete(FaceSet faceSet);
}
