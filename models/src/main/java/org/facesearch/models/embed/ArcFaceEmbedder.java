package org.facesearch.models.embed;

import org.facesearch.models.image.RgbImage;
import org.facesearch.models.onnx.OnnxModel;

/** An ArcFace-style network: one square crop in, one vector out. */
public final class ArcFaceEmbedder implements FaceEmbedder {

  private final OnnxModel model;
  private final Normalisation normalisation;
  private final int side;
  private final int dimension;

  public ArcFaceEmbedder(OnnxModel model, Normalisation normalisation, int side, int dimension) {
    this.model = model;
    this.normalisation = normalisation;
    this.side = side;
    this.dimension = dimension;
  }

  @Override
  public float[] embed(RgbImage aligned) {
    if (aligned.width() != side || aligned.height() != side) {
      throw new IllegalArgumentException(
          "the crop is " + aligned.width() + " x " + aligned.height() + ", not " + side);
    }
    float[] vector = model.run(tensor -> normalisation.write(aligned, tensor), 1, 3, side, side)[0];
    if (vector.length != dimension) {
      throw new IllegalStateException(
          "the network gives " + vector.length + " dimensions, its manifest says " + dimension);
    }
    return UnitVectors.normalise(vector);
  }
}
