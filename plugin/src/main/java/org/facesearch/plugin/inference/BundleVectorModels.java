package org.facesearch.plugin.inference;

import org.facesearch.models.FaceSearchException;
import org.facesearch.models.bundle.BundleRegistry;
import org.facesearch.models.bundle.Manifest;
import org.facesearch.plugin.mapper.VectorModel;
import org.facesearch.plugin.mapper.VectorModels;

/** The embedders among the bundles, and the alias {@code face} of the one that is in use. */
public final class BundleVectorModels implements VectorModels {

  private static final String FACE = "face";

  private final BundleRegistry registry;
  private final String faceEmbedder;

  public BundleVectorModels(BundleRegistry registry, String faceEmbedder) {
    this.registry = registry;
    this.faceEmbedder = faceEmbedder;
  }

  @Override
  public VectorModel resolve(String name) {
    try {
      Manifest manifest = registry.find(name.equals(FACE) ? faceEmbedder : name).manifest();
      if (manifest.dimension() == null) {
        throw new IllegalArgumentException("model bundle " + manifest.id() + " makes no vectors");
      }
      return new VectorModel(manifest.id(), manifest.dimension());
    } catch (FaceSearchException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
