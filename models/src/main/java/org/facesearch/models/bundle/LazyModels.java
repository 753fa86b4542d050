package org.facesearch.models.bundle;

import java.util.function.Supplier;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;

/**
 * Models that are loaded at the first need and once. A failure is remembered: every later call
 * fails in the same way, at once.
 */
public final class LazyModels<T> implements Supplier<T> {

  private final String name;
  private final Supplier<T> loading;
  private T models;
  private FaceSearchException failure;

  /**
   * @param name for the message of a failure that has none, e.g. {@code the face models}
   */
  public LazyModels(String name, Supplier<T> loading) {
    this.name = name;
    this.loading = loading;
  }

  @Override
  public synchronized T get() {
    if (models == null && failure == null) {
      try {
        models = loading.get();
      } catch (FaceSearchException e) {
        failure = e;
      } catch (RuntimeException e) {
        failure = new FaceSearchException(Reason.UNAVAILABLE, name + " cannot be loaded", e);
      }
    }
    if (failure != null) {
      throw new FaceSearchException(failure.reason(), failure.getMessage(), failure);
    }
    return models;
  }
}
