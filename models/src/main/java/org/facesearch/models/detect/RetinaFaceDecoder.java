package org.facesearch.models.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * RetinaFace with a MobileNet-0.25 backbone (Deng et al., "RetinaFace: Single-shot Multi-level Face
 * Localisation in the Wild", CVPR 2020).
 *
 * <p>Outputs for the strides 32, 16 and 8: class scores (2 × background, 2 × face), box deltas and
 * landmark deltas against two square anchors a cell.
 */
public final class RetinaFaceDecoder implements FaceDecoder {

  private static final int ANCHORS = 2;
  private static final int LANDMARKS = 5;

  /** Anchor sides in pixels by stride. */
  private record Level(int stride, double... anchors) {}

  private static final List<Level> LEVELS =
      List.of(new Level(32, 512, 256), new Level(16, 128, 64), new Level(8, 32, 16));

  @Override
  public void decode(
      float[][] outputs,
      int canvasWidth,
      int canvasHeight,
      double threshold,
      Consumer<DetectedFace> faces) {
    for (int i = 0; i < LEVELS.size(); i++) {
      Level level = LEVELS.get(i);
      int columns = canvasWidth / level.stride;
      int cells = columns * (canvasHeight / level.stride);
      for (int anchor = 0; anchor < ANCHORS; anchor++) {
        for (int cell = 0; cell < cells; cell++) {
          float score = outputs[3 * i][(ANCHORS + anchor) * cells + cell];
          if (score >= threshold) {
            double x = 8.0 + (cell % columns) * level.stride;
            double y = 8.0 + (cell / columns) * level.stride;
            Anchor at = new Anchor(x, y, level.anchors[anchor], anchor, cell, cells);
            face(at, outputs[3 * i + 1], outputs[3 * i + 2], score, faces);
          }
        }
      }
    }
  }

  /** A place that deltas are told from. */
  private record Anchor(double x, double y, double side, int number, int cell, int cells) {}

  private static void face(
      Anchor at, float[] boxes, float[] points, float score, Consumer<DetectedFace> faces) {
    int box = 4 * at.number * at.cells + at.cell;
    double centreX = at.x + at.side * boxes[box];
    double centreY = at.y + at.side * boxes[box + at.cells];
    double width = at.side * Math.exp(boxes[box + 2 * at.cells]);
    double height = at.side * Math.exp(boxes[box + 3 * at.cells]);
    double unit = at.side * 0.18181818 + 1;
    List<Point> landmarks = new ArrayList<>(LANDMARKS);
    for (int k = 0; k < LANDMARKS; k++) {
      int point = (at.number * LANDMARKS + k) * 2 * at.cells + at.cell;
      landmarks.add(new Point(at.x + unit * points[point], at.y + unit * points[point + at.cells]));
    }
    if (width > 0 && height > 0 && Double.isFinite(width) && Double.isFinite(height)) {
      faces.accept(
          new DetectedFace(
              Box.around(centreX, centreY, width, height), Landmarks.of(landmarks), score));
    }
  }
}
