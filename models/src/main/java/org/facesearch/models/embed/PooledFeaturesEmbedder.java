package org.facesearch.models.embed;

import org.facesearch.models.image.RgbImage;
import org.facesearch.models.image.Scaler;
import org.facesearch.models.onnx.OnnxModel;

/**
 * A classifier without its last layers: what it sees in a picture, averaged over all places.
 *
 * <p>The picture is stretched to the square that the network wants, so that nothing of it is cut
 * off, and looked at once more mirrored: the sum of both is the same for a picture and its mirror
 * image.
 */
public final class PooledFeaturesEmbedder implements ImageEmbedder {

  private final EmbeddingNetwork network;

  /**
   * @param model gives the averages: {@code 1 × dimension × 1 × 1} for {@code 1 × 3 × side × side}
   */
  public PooledFeaturesEmbedder(
      OnnxModel model, Normalisation normalisation, int side, int dimension) {
    this.network = new EmbeddingNetwork(model, normalisation, side, dimension);
  }

  @Override
  public float[] embed(RgbImage image) {
    RgbImage square = Scaler.scale(image, network.side(), network.side());
    float[] sum = network.run(square);
    float[] mirrored = network.run(square.mirrored());
    for (int i = 0; i < sum.length; i++) {
      sum[i] += mirrored[i];
    }
    return UnitVectors.normalise(sum);
  }
}
