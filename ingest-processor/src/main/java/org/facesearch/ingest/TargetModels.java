package org.facesearch.ingest;

import java.util.Optional;

/** Which models the fields are for that documents are on their way to. */
@FunctionalInterface
public interface TargetModels {

  /**
   * The id of the model whose vectors a field holds.
   *
   * @param index that a document is to be written to, or its alias
   * @param field path
   * @return empty where the index, or such a field in it, is not there
   */
  Optional<String> of(String index, String field);
}
