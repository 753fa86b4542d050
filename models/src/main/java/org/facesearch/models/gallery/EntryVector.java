package org.facesearch.models.gallery;

import java.util.Objects;

/**
 * An entry of a group with what it is compared by.
 *
 * @param vector of length 1
 */
public record EntryVector(StoredEntry entry, float[] vector) {
  public EntryVector {
    Objects.requireNonNull(entry, "entry");
    Objects.requireNonNull(vector, "vector");
  }
}
