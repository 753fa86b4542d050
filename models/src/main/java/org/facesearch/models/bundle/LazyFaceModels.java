package org.facesearch.models.bundle;

import java.util.function.Supplier;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;

/**
 * The face models, loaded at the first need and once. A failure is remembered: every later call
 * fails in the same way, at once.
 */
public final class LazyFaceModels implements Supplier<FaceModels> {

  private final Supplier<FaceModels> loading;
  private FaceModels models;
  private FaceSearchException failure;

  public LazyFaceModels(Supplier<FaceModels> loading) {
    this.loading = loading;
  }

  @Override
  public synchronized FaceModels get() {
    if (models == null && failure == null) {
      try {
        models = loading.get();
      } catch (FaceSearchException e) {
        failure = e;
      } catch (RuntimeException e) {
        failure =
            new FaceSearchException(Reason.UNAVAILABLE, "the face models cannot be loaded", e);
      }
    }
    if (failure != null) {
      throw new FaceSearchException(failure.reason(), failure.getMessage(), failure);
    }
    return models;
  }
}
