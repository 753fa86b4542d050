package org.facesearch.models.usecase;

import java.util.function.Supplier;
import org.facesearch.models.FaceSearchException;

/**
 * Watches the work that a node does for its callers: is asked before each stage whether whoever
 * waits for it is still there, and told after it how long it took. The stages are {@code wait} for
 * a thread, {@code download}, {@code decode}, {@code detect}, {@code align}, {@code embed} and
 * {@code encode}.
 */
public interface WorkWatch {

  /** Of work that nobody watches. */
  WorkWatch NONE =
      new WorkWatch() {
        @Override
        public void requireWanted() {}

        @Override
        public void took(String stage, long nanos) {}
      };

  /**
   * Called on the thread that does the work, before each stage.
   *
   * @throws FaceSearchException {@code CANCELLED} if nobody wants it any more
   */
  void requireWanted();

  /** Called on the same thread when a stage has ended, well or badly. */
  void took(String stage, long nanos);

  /**
   * Runs a stage.
   *
   * @throws FaceSearchException {@code CANCELLED} without having begun, if nobody wants it any more
   */
  default <T> T of(String stage, Supplier<T> work) {
    requireWanted();
    long begin = System.nanoTime();
    try {
      return work.get();
    } finally {
      took(stage, System.nanoTime() - begin);
    }
  }
}
