package org.facesearch.models.embed;

import org.facesearch.models.image.RgbImage;
import org.facesearch.models.onnx.OnnxModel;

/** A network that makes one vector of one square picture: normalised pixels in, numbers out. */
final class EmbeddingNetwork {

  private final OnnxModel model;
  private final Normalisation normalisation;
  private final int side;
  private final int dimension;

  EmbeddingNetwork(OnnxModel model, Normalisation normalisation, int side, int dimension) {
    this.model = model;
    this.normalisation = normalisation;
    this.side = side;
    this.dimension = dimension;
  }

  int side() {
    return side;
  }

  /**
   * Runs the network.
   *
   * @param image of exactly {@code side} × {@code side} pixels
   * @return as many numbers as the dimension says, of any length together
   * @throws IllegalStateException if the network gives another number of them
   */
  float[] run(RgbImage image) {
    if (image.width() != side || image.height() != side) {
      throw new IllegalArgumentException(
          "the picture is " + image.width() + " x " + image.height() + ", not " + side);
    }
    float[] vector = model.run(tensor -> normalisation.write(image, tensor), 1, 3, side, side)[0];
    if (vector.length != dimension) {
      throw new IllegalStateException(
          "the network gives " + vector.length + " dimensions, its manifest says " + dimension);
    }
    return vector;
  }
}
