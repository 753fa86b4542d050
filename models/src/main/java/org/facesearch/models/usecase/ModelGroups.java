package org.facesearch.models.usecase;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.gallery.Galleries;
import org.facesearch.models.gallery.Gallery;
import org.facesearch.models.gallery.GalleryUnion;

/** Opens groups whose vectors this node can make, and none other. */
public final class ModelGroups {

  private final Galleries galleries;
  private final GroupModels models;

  public ModelGroups(Galleries galleries, GroupModels models) {
    this.galleries = galleries;
    this.models = models;
  }

  /** A group, and the model that makes its vectors. */
  record Opened(Gallery gallery, GroupModel model) {

    /** What hits of a search in it score. */
    HitScores scores(double threshold) {
      return new HitScores(model.scale(), threshold);
    }

    /**
     * Refuses another group whose vectors are of another model.
     *
     * @throws FaceSearchException {@code CONFLICT} naming both
     */
    Opened with(Opened other) {
      if (!model.id().equals(other.model.id())) {
        throw new FaceSearchException(
            Reason.CONFLICT,
            "group "
                + gallery.name()
                + " holds vectors of model "
                + model.id()
                + ", group "
                + other.gallery.name()
                + " of model "
                + other.model.id());
      }
      return this;
    }
  }

  /** Groups that are searched as one, and the model that makes the vectors of all. */
  public record Union(GalleryUnion entries, GroupModel model) {

    /** What hits score. */
    HitScores scores(double threshold) {
      return new HitScores(model.scale(), threshold);
    }
  }

  /**
   * A group whose vectors a model of this node makes.
   *
   * <p>Fails with {@code CONFLICT} naming the models if none does, {@code UNAVAILABLE} if it cannot
   * be used.
   */
  CompletionStage<Opened> open(String group) {
    return galleries.open(GroupNames.check(group)).thenApply(this::withModel);
  }

  private Opened withModel(Gallery gallery) {
    return new Opened(
        gallery,
        models
            .find(gallery.model())
            .orElseThrow(
                () ->
                    FaceSearchException.otherModel(
                        "group " + gallery.name() + " holds vectors",
                        gallery.model(),
                        models.current().id())));
  }

  /** Several groups of one model, searched as one; fails with {@code CONFLICT} for two models. */
  public CompletionStage<Union> union(List<String> groups) {
    return Lanes.map(groups, 1, (position, group) -> open(group))
        .thenCompose(
            all -> {
              Opened first = all.getFirst();
              all.forEach(first::with);
              return galleries
                  .union(groups)
                  .thenApply(entries -> new Union(entries, first.model()));
            });
  }
}
