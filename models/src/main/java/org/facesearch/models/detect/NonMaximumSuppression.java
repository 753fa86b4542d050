package org.facesearch.models.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Keeps the most confident of the boxes that overlap more than a threshold of IoU. */
record NonMaximumSuppression(double threshold) {

  List<DetectedFace> apply(List<DetectedFace> candidates) {
    List<DetectedFace> sorted = new ArrayList<>(candidates);
    sorted.sort(Comparator.comparingDouble(DetectedFace::confidence).reversed());
    List<DetectedFace> kept = new ArrayList<>();
    for (DetectedFace candidate : sorted) {
      if (kept.stream().noneMatch(face -> face.box().iou(candidate.box()) > threshold)) {
        kept.add(candidate);
      }
    }
    return kept;
  }
}
