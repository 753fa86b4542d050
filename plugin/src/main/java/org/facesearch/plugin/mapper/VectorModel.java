package org.facesearch.plugin.mapper;

import java.util.Objects;

/**
 * What a mapping needs to know of a model.
 *
 * @param id the id of its bundle, never an alias
 * @param dimension of its vectors, at least 1
 */
public record VectorModel(String id, int dimension) {
  public VectorModel {
    Objects.requireNonNull(id, "id");
    if (dimension < 1) {
      throw new IllegalArgumentException("dimension of [" + id + "] must be positive");
    }
  }
}
