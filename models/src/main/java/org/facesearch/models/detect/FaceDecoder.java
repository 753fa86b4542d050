package org.facesearch.models.detect;

import java.util.function.Consumer;

/** Reads the faces out of what a single-shot network answers: the part in which they differ. */
public interface FaceDecoder {

  /**
   * Reads all candidates of at least a confidence, overlapping ones included.
   *
   * @param outputs of the network, flattened, in the order of the model file
   * @param canvasWidth of what the network saw, in pixels; a multiple of 32
   * @param canvasHeight of the same
   * @param threshold least confidence, 0 to 1
   * @param faces gets them in pixels of the canvas
   */
  void decode(
      float[][] outputs,
      int canvasWidth,
      int canvasHeight,
      double threshold,
      Consumer<DetectedFace> faces);
}
