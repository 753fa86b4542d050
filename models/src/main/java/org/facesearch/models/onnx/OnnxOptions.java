package org.facesearch.models.onnx;

/**
 * How much of the machine inference may use.
 *
 * @param parallel calls that may run in one model at the same time, at least 1
 * @param threads threads that one call may use (ONNX Runtime's intra-op threads), at least 1
 */
public record OnnxOptions(int parallel, int threads) {

  public OnnxOptions {
    if (parallel < 1 || threads < 1) {
      throw new IllegalArgumentException("parallel and threads must be at least 1");
    }
  }
}
