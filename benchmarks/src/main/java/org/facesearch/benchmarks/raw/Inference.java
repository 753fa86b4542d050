package org.facesearch.benchmarks.raw;

/**
 * One call of a network.
 *
 * @param tensor its only input, row-major
 */
record Inference(Network network, float[] tensor, long[] shape) {

  /** A network, the same one for the same object. */
  static final class Network {
    private final byte[] onnx;

    Network(byte[] onnx) {
      this.onnx = onnx;
    }

    byte[] onnx() {
      return onnx;
    }
  }
}
