package org.facesearch.models.bundle;

import static org.facesearch.models.bundle.Manifest.check;

import org.facesearch.models.FaceSearchException;
import org.facesearch.models.embed.ImageEmbedder;
import org.facesearch.models.embed.PooledFeaturesEmbedder;
import org.facesearch.models.image.RgbImage;
import org.facesearch.models.onnx.OnnxEngine;
import org.facesearch.models.onnx.OnnxGraph;

/** Loads an embedder of whole pictures from its bundle, and tries it once. */
public final class ImageModelLoader {

  private final BundleRegistry registry;
  private final OnnxEngine engine;

  public ImageModelLoader(BundleRegistry registry, OnnxEngine engine) {
    this.registry = registry;
    this.engine = engine;
  }

  /**
   * Loads the bundle of this id.
   *
   * @throws FaceSearchException {@code UNAVAILABLE} if the bundle is missing, damaged, or of an
   *     architecture that is not known
   */
  public ImageModel load(String id) {
    ModelBundle bundle = registry.find(id);
    return bundle.load(
        Manifest.IMAGE_EMBEDDER,
        manifest -> {
          check("pooled-features".equals(manifest.architecture()), "architecture");
          check(manifest.features() != null, "features");
          int dimension = manifest.checkedDimension();
          int side = manifest.input().size();
          ImageEmbedder embedder =
              new PooledFeaturesEmbedder(
                  engine.load(
                      manifest.id(), OnnxGraph.averageOf(bundle.network(), manifest.features())),
                  manifest.input().normalisation(),
                  side,
                  dimension);
          embedder.embed(RgbImage.grey(side));
          return new ImageModel(manifest.id(), dimension, embedder, manifest.calibration().fmr());
        });
  }
}
