package org.facesearch.plugin.mapper;

import java.util.Optional;
import org.facesearch.models.score.Calibration;

/**
 * The models this node knows. Asked whenever a mapping is parsed, so also on the thread that
 * applies the cluster state: an answer must not wait for a model to load.
 */
@FunctionalInterface
public interface VectorModels {
  /**
   * Finds a model by either of its names.
   *
   * @param name an alias such as {@code face}, or the id of a bundle
   * @return the model; resolving its id gives it again
   * @throws IllegalArgumentException if no such model is known, with a text for the user
   */
  VectorModel resolve(String name);

  /**
   * What the cosines of a model mean, for explanations.
   *
   * @param id of a bundle
   * @return empty where this node has no such bundle or nothing was measured
   */
  default Optional<Calibration> calibration(String id) {
    return Optional.empty();
  }
}
