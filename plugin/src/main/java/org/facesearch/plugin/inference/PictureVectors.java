package org.facesearch.plugin.inference;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.bundle.Manifest;
import org.facesearch.models.image.ImageLimits;
import org.facesearch.models.image.PictureSource;
import org.facesearch.models.usecase.AnalyzeFaces;
import org.facesearch.models.usecase.AnalyzeImage;
import org.facesearch.models.usecase.Causes;
import org.facesearch.models.usecase.PictureWork;
import org.facesearch.plugin.query.ProbeVectors;
import org.facesearch.plugin.query.RunningSearch;
import org.facesearch.plugin.query.SearchTasks;
import org.facesearch.plugin.query.VectorProbe;
import org.opensearch.OpenSearchStatusException;
import org.opensearch.core.action.ActionListener;
import org.opensearch.core.rest.RestStatus;

/** Takes the pictures of queries the way the pictures of groups go. */
public final class PictureVectors implements ProbeVectors {
  private final PictureWork pictures;
  private final Embedders embedders;
  private final Analyses analyses;
  private final SearchTasks searches;

  /**
   * For one node.
   *
   * @param embedders the models that this node can make vectors with
   */
  public PictureVectors(
      PictureWork pictures, Embedders embedders, Analyses analyses, SearchTasks searches) {
    this.pictures = pictures;
    this.embedders = embedders;
    this.analyses = analyses;
    this.searches = searches;
  }

  /** A search that is cancelled is answered at once, and what still waits for it is not begun. */
  @Override
  public void ofPicture(String image, Optional<String> model, ActionListener<VectorProbe> waiting) {
    RunningSearch search = searches.current();
    ActionListener<VectorProbe> listener = search.untilCancelled(waiting);
    CompletionStage<VectorProbe> vector;
    try {
      PictureWork.Work<VectorProbe> work = work(model.or(() -> embedders.id("face")).orElseThrow());
      vector = pictures.on(PictureSource.uriOrBase64(image), search::requireWanted, work);
    } catch (FaceSearchException e) {
      listener.onFailure(answer(e));
      return;
    }
    vector.whenComplete(
        (probe, error) -> {
          if (error == null) {
            listener.onResponse(probe);
          } else {
            listener.onFailure(answer(error));
          }
        });
  }

  /** By the model of the vectors that are searched, be it in use on this node or beside it. */
  private PictureWork.Work<VectorProbe> work(String model) {
    Optional<String> wholePictures = embedders.id("image");
    Optional<Manifest> manifest = embedders.known(model);
    if (embedders.id("face").filter(model::equals).isPresent()
        || manifest.filter(Manifest::embedsFaces).isPresent()) {
      AnalyzeFaces faces = analyses.faces(model);
      return (picture, limits) -> largestFace(faces, picture, limits);
    }
    if (wholePictures.isPresent()
        && (wholePictures.get().equals(model)
            || manifest.filter(Manifest::embedsPictures).isPresent())) {
      AnalyzeImage images = analyses.pictures(model);
      return (picture, limits) -> wholePicture(images, picture, limits);
    }
    String lack =
        "this node makes no vectors of model ["
            + model
            + "] of pictures, only of ["
            + embedders.id("face").orElseThrow()
            + "]";
    if (wholePictures.isEmpty()) {
      // Another node may.
      throw new FaceSearchException(
          Reason.UNAVAILABLE, lack + ": it is configured without a model for whole pictures");
    }
    throw FaceSearchException.invalid(lack + " and [" + wholePictures.get() + "]");
  }

  private static VectorProbe largestFace(AnalyzeFaces faces, byte[] picture, ImageLimits limits) {
    AnalyzeFaces.Largest largest = faces.largest(picture, limits);
    return new VectorProbe(largest.face().vector(), largest.model());
  }

  private static VectorProbe wholePicture(AnalyzeImage images, byte[] picture, ImageLimits limits) {
    AnalyzeImage.Embedded whole = images.whole(picture, limits);
    return new VectorProbe(whole.vector(), whole.model());
  }

  private static Exception answer(Throwable error) {
    Exception cause = Causes.exceptionOf(error);
    if (!(cause instanceof FaceSearchException failure)) {
      return cause;
    }
    RestStatus status =
        switch (failure.reason()) {
          case INVALID, TOO_LARGE, NOT_FOUND -> RestStatus.BAD_REQUEST;
          case CONFLICT, CANCELLED -> RestStatus.CONFLICT;
          case BUSY -> RestStatus.TOO_MANY_REQUESTS;
          case UNAVAILABLE -> RestStatus.SERVICE_UNAVAILABLE;
        };
    return new OpenSearchStatusException(failure.getMessage(), status, failure);
  }
}
