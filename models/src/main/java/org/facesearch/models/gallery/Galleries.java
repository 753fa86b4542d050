package org.facesearch.models.gallery;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** The groups of one kind in a cluster. Group names have been checked by the caller. */
public interface Galleries {

  /**
   * Creates an empty group for vectors of a model.
   *
   * <p>Fails with {@code CONFLICT} if it exists.
   */
  CompletionStage<Void> create(String group, long capacity, String model, int dimension);

  /** The names of all groups, ascending. */
  CompletionStage<List<String>> list();

  /** Removes a group and all its entries. */
  CompletionStage<Void> remove(String group);

  /**
   * A group to work with.
   *
   * @throws org.facesearch.models.FaceSearchException {@code NOT_FOUND} if there is none of that
   *     name
   */
  Gallery open(String group);

  /**
   * Some groups, searched as one.
   *
   * @param groups distinct, not empty, all of one model
   * @throws org.facesearch.models.FaceSearchException {@code NOT_FOUND} if one of them is not there
   */
  GalleryUnion union(List<String> groups);
}
