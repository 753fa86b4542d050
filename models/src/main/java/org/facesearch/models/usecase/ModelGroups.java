package org.facesearch.models.usecase;

import java.util.List;
import java.util.concurrent.CompletionStage;
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
   * <p>Fails with {@code CONFLICT} naming both models if they differ, {@code UNAVAILABLE} if none
   * is loaded.
   */
  CompletionStage<Gallery> open(String group) {
    return galleries.open(GroupNames.check(group)).thenApply(this::ofLoadedModel);
  }

  private Gallery ofLoadedModel(Gallery gallery) {
    String loaded = model.get().id();
    if (!gallery.model().equals(loaded)) {
      throw FaceSearchException.otherModel(
          "group " + gallery.name() + " holds vectors", gallery.model(), loaded);
    }
    return gallery;
  }

  /** Several such groups, searched as one. */
  public CompletionStage<GalleryUnion> union(List<String> groups) {
    return Lanes.map(groups, 1, (position, group) -> open(group))
        .thenCompose(all -> galleries.union(groups));
  }

  /** What hits of a search score. */
  HitScores scores(double threshold) {
    return new HitScores(model.get().scale(), threshold);
  }
}
