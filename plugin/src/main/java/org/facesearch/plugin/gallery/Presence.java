package org.facesearch.plugin.gallery;

import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.plugin.calls.Stages;
import org.opensearch.cluster.block.ClusterBlockException;
import org.opensearch.cluster.metadata.IndexMetadata;
import org.opensearch.index.IndexNotFoundException;

/** Whether the groups that a call is about are still there. */
final class Presence {

  private final BooleanSupplier there;

  /**
   * @param there whether all of them are, by what this node knows
   */
  Presence(BooleanSupplier there) {
    this.there = there;
  }

  /**
   * A call that was overtaken by a removal fails in many ways, and for one reason. Other nodes may
   * have heard of the removal before this one, or this one of a new group of that name.
   */
  <T> CompletionStage<T> during(CompletionStage<T> call) {
    return call.exceptionally(
        error -> {
          if (!there.getAsBoolean() || hasNoIndex(error)) {
            throw noGroup(error);
          }
          throw takesNoWrites(error) ? readOnly(error) : Stages.rethrown(error);
        });
  }

  /** So it is for a moment when a group is given vectors of another model. */
  private static boolean takesNoWrites(Throwable error) {
    return Stages.cause(error) instanceof ClusterBlockException refused
        && refused.blocks().contains(IndexMetadata.INDEX_WRITE_BLOCK);
  }

  private static FaceSearchException readOnly(Throwable cause) {
    return new FaceSearchException(
        Reason.UNAVAILABLE, "the group takes no writes just now, try again later", cause);
  }

  /** Whether a call found the index of a group or of a comparison gone. */
  static boolean hasNoIndex(Throwable error) {
    return Stages.cause(error) instanceof IndexNotFoundException;
  }

  /**
   * What a caller is told then.
   *
   * @param cause may be {@code null}
   */
  static FaceSearchException noGroup(Throwable cause) {
    return new FaceSearchException(Reason.NOT_FOUND, "group not exist", cause);
  }
}
