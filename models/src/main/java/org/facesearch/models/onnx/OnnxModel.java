package org.facesearch.models.onnx;

import java.nio.FloatBuffer;

/** A loaded network. Thread-safe; a call waits while as many as allowed are running. */
public interface OnnxModel {

  /** Fills a tensor. */
  @FunctionalInterface
  interface Input {

    /**
     * Writes every value.
     *
     * @param tensor holds as many values as the shape says, row-major; those of an earlier call are
     *     still in it. By the end, its position and limit must be where they were
     */
    void write(FloatBuffer tensor);
  }

  /**
   * Runs the network once.
   *
   * @param input of the only input
   * @param shape the input's shape, e.g. {@code 1, 3, 112, 112}
   * @return every output, flattened, in the order of the model file
   */
  float[][] run(Input input, long... shape);
}
