package org.facesearch.models.usecase.event;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.attribute.Attribute;
import org.facesearch.models.attribute.FaceAttributes;
import org.facesearch.models.bundle.FaceModels;
import org.facesearch.models.detect.DetectedFace;
import org.facesearch.models.image.ImageLimits;
import org.facesearch.models.image.Picture;
import org.facesearch.models.image.PictureDecoder;
import org.facesearch.models.usecase.PictureWork;
import org.facesearch.models.usecase.ProbePicture;
import org.facesearch.models.usecase.StageTimes;

/** Tells a living face from a print or a screen that is held before a camera. */
public final class CheckLiveness {

  private final PictureWork pictures;
  private final PictureDecoder decoder;
  private final Supplier<FaceModels> models;
  private final FaceAttributes attributes;
  private final DoubleSupplier threshold;

  /**
   * For one node.
   *
   * @param threshold how sure it must be that a face is alive, 0 to 1; asked anew for every picture
   */
  public CheckLiveness(
      PictureWork pictures,
      PictureDecoder decoder,
      Supplier<FaceModels> models,
      FaceAttributes attributes,
      DoubleSupplier threshold) {
    this.pictures = pictures;
    this.decoder = decoder;
    this.models = models;
    this.attributes = attributes;
    this.threshold = threshold;
  }

  /**
   * Whether the largest face of a picture is alive; takes the time of the stage {@code liveness}. A
   * picture without a face is not: prints and screens show none to some cameras.
   *
   * @param stillWanted called before the picture's turn comes; what it throws is the failure
   * @throws FaceSearchException {@code INVALID} or {@code TOO_LARGE}, naming the place of the
   *     picture, if it cannot be used; {@code UNAVAILABLE} if there is no model for it
   */
  public CompletionStage<Boolean> of(ProbePicture picture, StageTimes times, Runnable stillWanted) {
    return picture.naming(
        pictures.on(
            picture.source(),
            stillWanted,
            (bytes, limits) -> times.of("liveness", () -> alive(bytes, limits))));
  }

  private boolean alive(byte[] file, ImageLimits limits) {
    try (Picture decoded = decoder.decode(file, limits)) {
      List<DetectedFace> faces = models.get().detector().detect(decoded.image());
      return !faces.isEmpty()
          && attributes
                  .of(decoded.image(), faces.getFirst().box(), Set.of(Attribute.LIVENESS))
                  .get(Attribute.LIVENESS)
                  .get("real")
              >= threshold.getAsDouble();
    }
  }
}
