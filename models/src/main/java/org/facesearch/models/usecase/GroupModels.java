package org.facesearch.models.usecase;

import java.util.Optional;
import java.util.function.Supplier;
import org.facesearch.models.FaceSearchException;

/**
 * What makes the vectors of groups of one kind: one model for groups that are made now, and the
 * other models of this node for groups that have vectors of those, as they do after a change of
 * models. Vectors of two models never meet.
 */
public interface GroupModels {

  /**
   * The model of new groups.
   *
   * @throws FaceSearchException {@code UNAVAILABLE} if it cannot be loaded
   */
  GroupModel current();

  /**
   * The model of an id; empty if this node has none such for groups of this kind.
   *
   * @throws FaceSearchException {@code UNAVAILABLE} if it cannot be used
   */
  Optional<GroupModel> find(String id);

  /** One model and no other. */
  static GroupModels only(Supplier<GroupModel> model) {
    return new GroupModels() {
      @Override
      public GroupModel current() {
        return model.get();
      }

      @Override
      public Optional<GroupModel> find(String id) {
        return Optional.of(model.get()).filter(only -> only.id().equals(id));
      }
    };
  }
}
