package org.facesearch.models.detect;

import java.util.ArrayList;
import java.util.List;
import org.facesearch.models.embed.Normalisation;
import org.facesearch.models.image.RgbImage;
import org.facesearch.models.image.Scaler;
import org.facesearch.models.onnx.OnnxModel;

/**
 * A network that sees all faces of a picture at once. The picture is scaled as the settings say and
 * laid on the top left of a canvas whose sides are multiples of 32; what it does not cover is
 * black.
 */
public final class SingleShotDetector implements FaceDetector {

  private static final int CANVAS_STEP = 32;

  private final OnnxModel model;
  private final Normalisation normalisation;
  private final FaceDecoder decoder;
  private final DetectorSettings settings;
  private final NonMaximumSuppression suppression;

  public SingleShotDetector(
      OnnxModel model,
      Normalisation normalisation,
      FaceDecoder decoder,
      DetectorSettings settings) {
    this.model = model;
    this.normalisation = normalisation;
    this.decoder = decoder;
    this.settings = settings;
    this.suppression = new NonMaximumSuppression(settings.nmsThreshold());
  }

  @Override
  public List<DetectedFace> detect(RgbImage image) {
    double scale = settings.scaleFor(image.width(), image.height());
    int width = Math.max(1, (int) Math.round(image.width() * scale));
    int height = Math.max(1, (int) Math.round(image.height() * scale));
    RgbImage scaled = Scaler.scale(image, width, height);
    int canvasWidth = settings.fixed() ? settings.maxSide() : roundUp(width);
    int canvasHeight = settings.fixed() ? settings.maxSide() : roundUp(height);
    float[][] outputs =
        model.run(
            tensor -> normalisation.write(scaled, canvasWidth, canvasHeight, tensor),
            1,
            3,
            canvasHeight,
            canvasWidth);
    List<DetectedFace> candidates = new ArrayList<>();
    decoder.decode(outputs, canvasWidth, canvasHeight, settings.scoreThreshold(), candidates::add);
    return suppression.apply(candidates).stream()
        // A centre in the padding is not in the picture.
        .filter(face -> face.box().centre().x() < width && face.box().centre().y() < height)
        .map(face -> face.scaled(1 / scale))
        .map(face -> face.clippedTo(image.width(), image.height()))
        .sorted(DetectedFace.LARGEST_FIRST)
        .toList();
  }

  private static int roundUp(int side) {
    return (side + CANVAS_STEP - 1) / CANVAS_STEP * CANVAS_STEP;
  }
}
