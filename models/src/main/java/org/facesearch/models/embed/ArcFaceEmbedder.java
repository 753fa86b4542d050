package org.facesearch.models.embed;

import org.facesearch.models.image.RgbImage;
import org.facesearch.models.onnx.OnnxModel;

/** An ArcFace-style network: one square crop in, one vector out. */
public final class ArcFaceEmbedder implements FaceEmbedder {

  private final EmbeddingNetwork network;

  public ArcFaceEmbedder(OnnxModel model, Normalisation normalisation, int side, int dimension) {
    this.network = new EmbeddingNetwork(model, normalisation, side, dimension);
  }

  @Override
  public float[] embed(RgbImage aligned) {
    return UnitVectors.normalise(network.run(aligned));
  }
}
