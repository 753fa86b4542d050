package org.facesearch.plugin.inference;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.bundle.FaceModels;
import org.facesearch.models.image.ImageLimits;
import org.facesearch.models.image.PictureSource;
import org.facesearch.models.usecase.AnalyzeFaces;
import org.facesearch.models.usecase.PictureWork;
import org.facesearch.plugin.query.ProbeVectors;
import org.facesearch.plugin.query.VectorProbe;
import org.opensearch.OpenSearchStatusException;
import org.opensearch.core.action.ActionListener;
import org.opensearch.core.rest.RestStatus;

/** Takes the pictures of queries the way the pictures of groups go. */
public final class PictureVectors implements ProbeVectors {
  private final PictureWork pictures;
  private final AnalyzeFaces analysis;
  private final Supplier<FaceModels> models;

  /**
   * For one node.
   *
   * @param models those that the analysis uses
   */
  public PictureVectors(PictureWork pictures, AnalyzeFaces analysis, Supplier<FaceModels> models) {
    this.pictures = pictures;
    this.analysis = analysis;
    this.models = models;
  }

  @Override
  public void ofPicture(String image, ActionListener<VectorProbe> listener) {
    CompletionStage<VectorProbe> vector;
    try {
      vector = pictures.on(source(image), this::embed);
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

  /** Base64 has no colon, and a URI always has one. */
  private static PictureSource source(String image) {
    return image.indexOf(':') < 0 ? PictureSource.base64(image) : PictureSource.parse(image);
  }

  private VectorProbe embed(byte[] picture, ImageLimits limits) {
    return new VectorProbe(analysis.largest(picture, limits).face().vector(), models.get().id());
  }

  private static Exception answer(Throwable error) {
    Throwable cause = error;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (!(cause instanceof FaceSearchException failure)) {
      return cause instanceof Exception exception ? exception : new IllegalStateException(cause);
    }
    RestStatus status =
        switch (failure.reason()) {
          case INVALID, TOO_LARGE, NOT_FOUND -> RestStatus.BAD_REQUEST;
          case CONFLICT -> RestStatus.CONFLICT;
          case BUSY -> RestStatus.TOO_MANY_REQUESTS;
          case UNAVAILABLE -> RestStatus.SERVICE_UNAVAILABLE;
        };
    return new OpenSearchStatusException(failure.getMessage(), status, failure);
  }
}
