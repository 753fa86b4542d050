package org.facesearch.plugin.inference;

import java.util.concurrent.CompletionStage;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.image.ImageLimits;
import org.facesearch.models.image.PictureSource;
import org.facesearch.models.usecase.AnalyzeFaces;
import org.facesearch.models.usecase.Causes;
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

  public PictureVectors(PictureWork pictures, AnalyzeFaces analysis) {
    this.pictures = pictures;
    this.analysis = analysis;
  }

  @Override
  public void ofPicture(String image, ActionListener<VectorProbe> listener) {
    CompletionStage<VectorProbe> vector;
    try {
      vector = pictures.on(PictureSource.uriOrBase64(image), this::embed);
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

  private VectorProbe embed(byte[] picture, ImageLimits limits) {
    AnalyzeFaces.Largest largest = analysis.largest(picture, limits);
    return new VectorProbe(largest.face().vector(), largest.model());
  }

  private static Exception answer(Throwable error) {
    Exception cause = Causes.exceptionOf(error);
    if (!(cause instanceof FaceSearchException failure)) {
      return cause;
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
