package org.facesearch.plugin.inference;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
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
  private final String faceModel;
  private final AnalyzeFaces faces;
  private final Optional<String> imageModel;
  private final AnalyzeImage images;
  private final SearchTasks searches;

  /**
   * For one node.
   *
   * @param faceModel id of what makes the vectors of faces, loaded or not
   * @param imageModel id of what makes the vectors of whole pictures, loaded or not; empty where
   *     this node makes none
   */
  public PictureVectors(
      PictureWork pictures,
      String faceModel,
      AnalyzeFaces faces,
      Optional<String> imageModel,
      AnalyzeImage images,
      SearchTasks searches) {
    this.pictures = pictures;
    this.faceModel = faceModel;
    this.faces = faces;
    this.imageModel = imageModel;
    this.images = images;
    this.searches = searches;
  }

  /** A search that is cancelled is answered at once, and what still waits for it is not begun. */
  @Override
  public void ofPicture(String image, Optional<String> model, ActionListener<VectorProbe> waiting) {
    RunningSearch search = searches.current();
    ActionListener<VectorProbe> listener = search.untilCancelled(waiting);
    CompletionStage<VectorProbe> vector;
    try {
      PictureWork.Work<VectorProbe> work = work(model.orElse(faceModel));
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

  private PictureWork.Work<VectorProbe> work(String model) {
    if (model.equals(faceModel)) {
      return this::largestFace;
    }
    if (imageModel.filter(model::equals).isPresent()) {
      return this::wholePicture;
    }
    String lack =
        "this node makes no vectors of model ["
            + model
            + "] of pictures, only of ["
            + faceModel
            + "]";
    if (imageModel.isEmpty()) {
      // Another node may.
      throw new FaceSearchException(
          Reason.UNAVAILABLE, lack + ": it is configured without a model for whole pictures");
    }
    throw FaceSearchException.invalid(lack + " and [" + imageModel.get() + "]");
  }

  private VectorProbe largestFace(byte[] picture, ImageLimits limits) {
    AnalyzeFaces.Largest largest = faces.largest(picture, limits);
    return new VectorProbe(largest.face().vector(), largest.model());
  }

  private VectorProbe wholePicture(byte[] picture, ImageLimits limits) {
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
