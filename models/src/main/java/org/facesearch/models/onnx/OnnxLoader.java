package org.facesearch.models.onnx;

import org.facesearch.models.FaceSearchException;

/** Where loaded networks come from. */
@FunctionalInterface
public interface OnnxLoader {

  /**
   * Loads a network.
   *
   * @param name for messages
   * @param onnx the bytes of the ONNX file
   * @throws FaceSearchException {@code UNAVAILABLE} if it cannot be read
   */
  OnnxModel load(String name, byte[] onnx);
}
