package org.facesearch.models.detect;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.facesearch.models.image.RgbImage;
import org.facesearch.models.image.Scaler;
import org.facesearch.models.onnx.OnnxModel;

/**
 * RetinaFace with a MobileNet-0.25 backbone (Deng et al., "RetinaFace: Single-shot Multi-level Face
 * Localisation in the Wild", CVPR 2020).
 *
 * <p>Input: RGB 0–255, no mean, the picture at the top left of a canvas whose sides are multiples
 * of 32. Outputs for the strides 32, 16 and 8: class scores (2 × background, 2 × face), box deltas
 * and landmark deltas against two square anchors a cell.
 */
public final class RetinaFaceDetector implements FaceDetector {

  private static final int CANVAS_STEP = 32;
  private static final int ANCHORS = 2;
  private static final int LANDMARKS = 5;

  /** Anchor sides in pixels by stride. */
  private record Level(int stride, double... anchors) {}

  private static final List<Level> LEVELS =
      List.of(new Level(32, 512, 256), new Level(16, 128, 64), new Level(8, 32, 16));

  private final OnnxModel model;
  private final DetectorSettings settings;
  private final NonMaximumSuppression suppression;

  public RetinaFaceDetector(OnnxModel model, DetectorSettings settings) {
    this.model = model;
    this.settings = settings;
    this.suppression = new NonMaximumSuppression(settings.nmsThreshold());
  }

  @Override
  public List<DetectedFace> detect(RgbImage image) {
    double scale = settings.scaleFor(image.width(), image.height());
    int width = Math.max(1, (int) Math.round(image.width() * scale));
    int height = Math.max(1, (int) Math.round(image.height() * scale));
    RgbImage scaled = Scaler.scale(image, width, height);
    int canvasWidth = roundUp(width);
    int canvasHeight = roundUp(height);
    float[][] outputs =
        model.run(
            tensor -> write(scaled, canvasWidth, canvasHeight, tensor),
            1,
            3,
            canvasHeight,
            canvasWidth);

    List<DetectedFace> candidates = new ArrayList<>();
    for (int i = 0; i < LEVELS.size(); i++) {
      decode(
          LEVELS.get(i),
          outputs[3 * i],
          outputs[3 * i + 1],
          outputs[3 * i + 2],
          canvasWidth,
          canvasHeight,
          candidates);
    }
    return suppression.apply(candidates).stream()
        // A centre in the padding is not in the picture.
        .filter(face -> face.box().centre().x() < width && face.box().centre().y() < height)
        .map(face -> face.scaled(1 / scale))
        .map(
            face ->
                new DetectedFace(
                    face.box().clippedTo(image.width(), image.height()),
                    face.landmarks(),
                    face.confidence()))
        .sorted(Comparator.comparingDouble((DetectedFace face) -> face.box().area()).reversed())
        .toList();
  }

  private static int roundUp(int side) {
    return (side + CANVAS_STEP - 1) / CANVAS_STEP * CANVAS_STEP;
  }

  /** Row by row and channel by channel; what the picture does not cover is black. */
  private static void write(RgbImage image, int width, int height, FloatBuffer tensor) {
    float[] row = new float[width];
    byte[] data = image.data();
    for (int channel = 0; channel < 3; channel++) {
      for (int y = 0; y < height; y++) {
        if (y < image.height()) {
          int from = y * image.width() * 3 + channel;
          for (int x = 0; x < image.width(); x++, from += 3) {
            row[x] = data[from] & 0xff;
          }
        } else if (y == image.height()) {
          Arrays.fill(row, 0);
        }
        tensor.put((channel * height + y) * width, row);
      }
    }
  }

  private void decode(
      Level level,
      float[] scores,
      float[] boxes,
      float[] points,
      int canvasWidth,
      int canvasHeight,
      List<DetectedFace> candidates) {
    int columns = canvasWidth / level.stride;
    int rows = canvasHeight / level.stride;
    int cells = columns * rows;
    for (int anchor = 0; anchor < ANCHORS; anchor++) {
      double side = level.anchors[anchor];
      for (int cell = 0; cell < cells; cell++) {
        float score = scores[(ANCHORS + anchor) * cells + cell];
        if (score < settings.scoreThreshold()) {
          continue;
        }
        double x = 8.0 + (cell % columns) * level.stride;
        double y = 8.0 + (cell / columns) * level.stride;
        int box = 4 * anchor * cells + cell;
        double centreX = x + side * boxes[box];
        double centreY = y + side * boxes[box + cells];
        double width = side * Math.exp(boxes[box + 2 * cells]);
        double height = side * Math.exp(boxes[box + 3 * cells]);
        double unit = side * 0.18181818 + 1;
        List<Point> landmarks = new ArrayList<>(LANDMARKS);
        for (int k = 0; k < LANDMARKS; k++) {
          int point = (anchor * LANDMARKS + k) * 2 * cells + cell;
          landmarks.add(new Point(x + unit * points[point], y + unit * points[point + cells]));
        }
        if (width > 0 && height > 0 && Double.isFinite(width) && Double.isFinite(height)) {
          candidates.add(
              new DetectedFace(
                  new Box(
                      centreX - width / 2,
                      centreY - height / 2,
                      centreX + width / 2,
                      centreY + height / 2),
                  Landmarks.of(landmarks),
                  score));
        }
      }
    }
  }
}
