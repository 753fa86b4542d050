package org.facesearch.plugin.mapper;

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
}
