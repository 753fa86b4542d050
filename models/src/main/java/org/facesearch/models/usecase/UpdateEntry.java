package org.facesearch.models.usecase;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.facesearch.models.gallery.BoundingBox;
import org.facesearch.models.gallery.EntryPatch;
import org.facesearch.models.gallery.Galleries;
import org.facesearch.models.gallery.Subject;
import org.facesearch.models.image.PictureSource;

/**
 * Changes an entry of a group: what is given replaces, what is absent stays (v1 API, sections 1.8
 * and 2.8).
 */
public final class UpdateEntry {

  private final ModelGroups groups;
  private final FindSubjects subjects;
  private final Predicate<String> keepsPhotos;

  /**
   * For groups whose vectors this node can make.
   *
   * @param keepsPhotos whether a group keeps photos of its faces
   */
  public UpdateEntry(
      Galleries galleries,
      GroupModels models,
      FindSubjects subjects,
      Predicate<String> keepsPhotos) {
    this.groups = new ModelGroups(galleries, models);
    this.subjects = subjects;
    this.keepsPhotos = keepsPhotos;
  }

  /**
   * What is to be changed.
   *
   * @param picture a new picture, which is embedded
   * @param box where the face is in the new picture, {@code null} to find the largest one
   * @param tag a new tag; an empty one means {@code default}
   */
  public record Request(
      String group,
      String id,
      Optional<PictureSource> picture,
      BoundingBox box,
      Optional<String> tag,
      Optional<EntryPatch.Desc> desc) {}

  /** Updates an entry; fails with {@code NOT_FOUND} if the id is unknown. */
  public CompletionStage<Void> run(Request request) {
    return groups.open(request.group()).thenCompose(opened -> update(opened, request));
  }

  private CompletionStage<Void> update(ModelGroups.Opened opened, Request request) {
    Optional<String> tag = request.tag().map(AddEntry::tag);
    FindSubjects.Wish wish = new FindSubjects.Wish(false, keepsPhotos.test(request.group()));
    CompletionStage<Optional<Subject>> subject =
        request
            .picture()
            .map(
                picture ->
                    subjects
                        .toStore(picture, request.box(), wish, opened.model().id())
                        .thenApply(found -> Optional.of(found.subject())))
            .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
    return subject.thenCompose(
        replaced ->
            opened.gallery().update(request.id(), new EntryPatch(tag, request.desc(), replaced)));
  }
}
