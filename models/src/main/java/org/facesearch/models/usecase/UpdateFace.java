package org.facesearch.models.usecase;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.facesearch.models.bundle.FaceModels;
import org.facesearch.models.gallery.BoundingBox;
import org.facesearch.models.gallery.FaceEntry;
import org.facesearch.models.gallery.FacePatch;
import org.facesearch.models.gallery.Galleries;
import org.facesearch.models.gallery.Gallery;
import org.facesearch.models.image.PictureSource;

/**
 * Changes a face of a group: what is given replaces, what is absent stays (v1 API, section 2.8).
 */
public final class UpdateFace {

  private final FaceGroups groups;
  private final ProbeFace probe;

  /** For groups of the loaded model. */
  public UpdateFace(Galleries galleries, Supplier<FaceModels> models, ProbeFace probe) {
    this.groups = new FaceGroups(galleries, models);
    this.probe = probe;
  }

  /**
   * What is to be changed.
   *
   * @param picture a new picture, whose face is embedded
   * @param box where the face is in the new picture, {@code null} to find the largest one
   * @param tag a new tag; an empty one means {@code default}
   */
  public record Request(
      String group,
      String id,
      Optional<PictureSource> picture,
      BoundingBox box,
      Optional<String> tag,
      Optional<FacePatch.Desc> desc) {}

  /** Updates a face; fails with {@code NOT_FOUND} if the id is unknown. */
  public CompletionStage<Void> run(Request request) {
    Gallery gallery = groups.open(request.group());
    Optional<String> tag = request.tag().map(EnrolFace::tag);
    CompletionStage<Optional<FaceEntry.Enrolled>> face =
        request
            .picture()
            .map(
                picture ->
                    probe
                        .find(picture, request.box(), false)
                        .thenApply(found -> Optional.of(found.face().enrolled())))
            .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
    return face.thenCompose(
        enrolled -> gallery.update(request.id(), new FacePatch(tag, request.desc(), enrolled)));
  }
}
