package org.facesearch.models.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * SCRFD (Guo et al., "Sample and Computation Redistribution for Efficient Face Detection", ICLR
 * 2022), in the variants with landmarks.
 *
 * <p>Outputs, each for the strides 8, 16 and 32 in that order: score, box (distances from the
 * cell's corner to the left, top, right and bottom, in cells), five landmarks (offsets in cells);
 * two places a cell, one after the other.
 */
public final class ScrfdDecoder implements FaceDecoder {

  private static final int[] STRIDES = {8, 16, 32};
  private static final int PLACES = 2;
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
      int places = PLACES * columns * (canvasHeight / stride);
      for (int place = 0; place < places; place++) {
        float score = outputs[level][place];
        if (score >= threshold) {
          int cell = place / PLACES;
          face(
              (cell % columns) * (double) stride,
              Math.floorDiv(cell, columns) * (double) stride,
              stride,
              place,
              outputs[levels + level],
              outputs[2 * levels + level],
              score,
              faces);
        }
      }
    }
  }

  private static void face(
      double x,
      double y,
      int stride,
      int place,
      float[] boxes,
      float[] points,
      float score,
      Consumer<DetectedFace> faces) {
    double left = x - boxes[4 * place] * stride;
    double top = y - boxes[4 * place + 1] * stride;
    double right = x + boxes[4 * place + 2] * stride;
    double bottom = y + boxes[4 * place + 3] * stride;
    List<Point> landmarks = new ArrayList<>(LANDMARKS);
    for (int k = 0; k < LANDMARKS; k++) {
      int point = 2 * (LANDMARKS * place + k);
      landmarks.add(new Point(x + points[point] * stride, y + points[point + 1] * stride));
    }
    if (right > left && bottom > top) {
      faces.accept(
          new DetectedFace(new Box(left, top, right, bottom), Landmarks.of(landmarks), score));
    }
  }
}
