package org.facesearch.models.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * YuNet (Wu, Peng and Yu, "YuNet: A Tiny Millisecond-level Face Detector", Machine Intelligence
 * Research 2023), without anchors.
 *
 * <p>Outputs, each for the strides 8, 16 and 32 in that order: class score, objectness, box (offset
 * of the centre from the cell in cells, logarithm of the sides in cells), five landmarks (offsets
 * in cells). A face's confidence is the geometric mean of the two scores.
 */
public final class YuNetDecoder implements FaceDecoder {

  private static final int[] STRIDES = {8, 16, 32};
  private static final int LANDMARKS = 5;

  @Override
  public void decode(
      float[][] outputs,
      int canvasWidth,
      int canvasHeight,
      double threshold,
      Consumer<DetectedFace> faces) {
    int levels = STRIDES.length;
    for (int level = 0; level < levels; level++) {
      int stride = STRIDES[level];
      int columns = canvasWidth / stride;
      int cells = columns * (canvasHeight / stride);
      for (int cell = 0; cell < cells; cell++) {
        double seen = Math.clamp(outputs[level][cell], 0.0, 1.0);
        double object = Math.clamp(outputs[levels + level][cell], 0.0, 1.0);
        double score = Math.sqrt(seen * object);
        if (score >= threshold) {
          face(
              cell % columns,
              cell / columns,
              stride,
              cell,
              outputs[2 * levels + level],
              outputs[3 * levels + level],
              score,
              faces);
        }
      }
    }
  }

  private static void face(
      int column,
      int row,
      int stride,
      int cell,
      float[] boxes,
      float[] points,
      double score,
      Consumer<DetectedFace> faces) {
    double centreX = (column + boxes[4 * cell]) * stride;
    double centreY = (row + boxes[4 * cell + 1]) * stride;
    double width = Math.exp(boxes[4 * cell + 2]) * stride;
    double height = Math.exp(boxes[4 * cell + 3]) * stride;
    List<Point> landmarks = new ArrayList<>(LANDMARKS);
    for (int k = 0; k < LANDMARKS; k++) {
      int point = 2 * (LANDMARKS * cell + k);
      landmarks.add(
          new Point((column + points[point]) * stride, (row + points[point + 1]) * stride));
    }
    if (width > 0 && height > 0 && Double.isFinite(width) && Double.isFinite(height)) {
      faces.accept(
          new DetectedFace(
              Box.around(centreX, centreY, width, height), Landmarks.of(landmarks), score));
    }
  }
}
