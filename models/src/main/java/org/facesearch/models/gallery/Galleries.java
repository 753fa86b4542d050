package org.facesearch.models.gallery;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The groups of one kind in a cluster, as far as whoever calls may know of them: one that is hidden
 * from the caller is as absent as one that never was. Group names have been checked by the caller.
 */
public interface Galleries {

  /**
   * Creates an empty group for vectors of a model.
   *
   * <p>Fails with {@code CONFLICT} if it exists.
   */
  CompletionStage<Void> create(String group, long capacity, String model, int dimension);

  /** The names of all groups that the caller may know of, ascending. */
  CompletionStage<List<String>> list();

  /** Removes a group and all its entries. */
  CompletionStage<Void> remove(String group);

  /**
   * A group to work with.
   *
   * <p>Fails with {@code NOT_FOUND} if there is none of that name.
   */
  CompletionStage<Gallery> open(String group);

  /**
   * Some groups, searched as one.
   *
   * <p>Fails with {@code NOT_FOUND} if one of them is not there.
   *
   * @param groups distinct, not empty, all of one model
   */
  CompletionStage<GalleryUnion> union(List<String> groups);
}
