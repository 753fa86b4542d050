package org.facesearch.models.usecase;

import java.util.List;
import java.util.function.Supplier;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.gallery.Galleries;
import org.facesearch.models.gallery.Gallery;
import org.facesearch.models.gallery.GalleryUnion;

/** Opens groups for vectors of the loaded model, and none other. */
public final class ModelGroups {

  private final Galleries galleries;
  private final Supplier<GroupModel> model;

  public ModelGroups(Galleries galleries, Supplier<GroupModel> model) {
    this.galleries = galleries;
    this.model = model;
  }

  /**
   * A group whose vectors may be compared with the loaded model's.
   *
   * @throws FaceSearchException {@code CONFLICT} naming both models if they differ, {@code
   *     UNAVAILABLE} if none is loaded
   */
  Gallery open(String group) {
    Gallery gallery = galleries.open(GroupNames.check(group));
    String loaded = model.get().id();
    if (!gallery.model().equals(loaded)) {
      throw FaceSearchException.otherModel(
          "group " + group + " holds vectors", gallery.model(), loaded);
    }
    return gallery;
  }

  /** Several such groups, searched as one. */
  public GalleryUnion union(List<String> groups) {
    groups.forEach(this::open);
    return galleries.union(groups);
  }

  /** What hits of a search score. */
  HitScores scores(double threshold) {
    return new HitScores(model.get().scale(), threshold);
  }
}
