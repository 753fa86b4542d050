package org.facesearch.models.usecase.event;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.bundle.FaceModels;
import org.facesearch.models.event.Identity;
import org.facesearch.models.gallery.Galleries;
import org.facesearch.models.gallery.Match;
import org.facesearch.models.gallery.People;
import org.facesearch.models.gallery.Persons;
import org.facesearch.models.gallery.StoredEntry;
import org.facesearch.models.score.ScoreScale;
import org.facesearch.models.usecase.Causes;
import org.facesearch.models.usecase.GroupModel;
import org.facesearch.models.usecase.GroupModels;
import org.facesearch.models.usecase.HitScores;
import org.facesearch.models.usecase.ModelGroups;
import org.facesearch.models.usecase.StageTimes;

/**
 * Tells whose face it is: the person of the nearest entry of the identity gallery, an ordinary v1
 * face group, if it is near enough.
 */
public final class IdentifyFace {

  private final Galleries galleries;
  private final Supplier<FaceModels> models;
  private final People people;
  private final Supplier<Gallery> gallery;

  /**
   * For vectors of the loaded model.
   *
   * @param galleries the groups of faces
   * @param people those of the identity gallery
   * @param gallery asked anew for every face
   */
  public IdentifyFace(
      Galleries galleries, Supplier<FaceModels> models, People people, Supplier<Gallery> gallery) {
    this.galleries = galleries;
    this.models = models;
    this.people = people;
    this.gallery = gallery;
  }

  /**
   * Where the people are that are known.
   *
   * @param group need not be there: then everybody is a stranger
   * @param threshold least score of somebody known, 0 to 1 on the scale of PictureMatch
   */
  public record Gallery(String group, double threshold) {}

  /** Name of the group that people are looked up in now. */
  String group() {
    return gallery.get().group();
  }

  /**
   * Looks a face up; takes the time of the stage {@code identify}.
   *
   * <p>Fails with {@code CONFLICT} naming both models if the gallery's vectors are of another one.
   *
   * @param face its vector
   */
  public CompletionStage<Identified> of(float[] face, StageTimes times) {
    return times.until("identify", () -> nearest(face));
  }

  private CompletionStage<Identified> nearest(float[] face) {
    Gallery known = gallery.get();
    return matches(known.group(), face)
        .thenCompose(
            matches ->
                matches.isEmpty()
                    ? CompletableFuture.completedFuture(Identified.NOBODY)
                    : judge(matches.getFirst(), known.threshold()));
  }

  private CompletionStage<List<Match>> matches(String group, float[] face) {
    ModelGroups groups =
        new ModelGroups(galleries, GroupModels.only(() -> GroupModel.of(models.get())));
    return CompletableFuture.completedStage(List.of(group))
        .thenCompose(groups::union)
        .thenCompose(union -> union.entries().nearest(List.of(face), 1, -1))
        .thenApply(List::getFirst)
        .exceptionally(IdentifyFace::noneIfAbsent);
  }

  private static List<Match> noneIfAbsent(Throwable error) {
    if (Causes.of(error) instanceof FaceSearchException failure
        && failure.reason() == Reason.NOT_FOUND) {
      return List.of();
    }
    throw new CompletionException(Causes.of(error));
  }

  private CompletionStage<Identified> judge(Match nearest, double threshold) {
    ScoreScale scale = ScoreScale.pictureMatch(models.get().fmr());
    HitScores scores = new HitScores(scale, threshold);
    if (!scores.matches(nearest.cosine())) {
      return CompletableFuture.completedFuture(
          new Identified(Identity.STRANGER, scale.score(nearest.cosine())));
    }
    StoredEntry entry = nearest.entry();
    return people
        .entries(Persons.idOf(entry.id(), entry.desc()))
        .thenApply(
            faces ->
                new Identified(EntryIdentity.of(entry, faces), scores.score(nearest.cosine())));
  }
}
