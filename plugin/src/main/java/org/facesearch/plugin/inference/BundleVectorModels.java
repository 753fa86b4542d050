package org.facesearch.plugin.inference;

import java.util.Map;
import java.util.Optional;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.bundle.BundleRegistry;
import org.facesearch.models.bundle.Manifest;
import org.facesearch.models.score.Calibration;
import org.facesearch.plugin.mapper.VectorModel;
import org.facesearch.plugin.mapper.VectorModels;

/** The embedders among the bundles, and aliases for those that are in use. */
public final class BundleVectorModels implements VectorModels {

  private final BundleRegistry registry;
  private final Map<String, Optional<String>> aliases;

  /**
   * @param aliases such as {@code face}, and the id of the bundle that each means; none where this
   *     node does without
   */
  public BundleVectorModels(BundleRegistry registry, Map<String, Optional<String>> aliases) {
    this.registry = registry;
    this.aliases = Map.copyOf(aliases);
  }

  @Override
  public VectorModel resolve(String name) {
    try {
      Manifest manifest = registry.find(id(name)).manifest();
      if (manifest.dimension() == null) {
        throw new IllegalArgumentException("model bundle " + manifest.id() + " makes no vectors");
      }
      return new VectorModel(manifest.id(), manifest.dimension());
    } catch (FaceSearchException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private String id(String name) {
    return aliases
        .getOrDefault(name, Optional.of(name))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "this node is configured without a model [" + name + "]"));
  }

  @Override
  public Optional<Calibration> calibration(String id) {
    try {
      return Optional.of(registry.find(id).manifest().calibration());
    } catch (FaceSearchException | IllegalArgumentException unknown) {
      return Optional.empty();
    }
  }
}
