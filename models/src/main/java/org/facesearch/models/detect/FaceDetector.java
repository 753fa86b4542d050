package org.facesearch.models.detect;

import java.util.List;
import org.facesearch.models.image.RgbImage;

/** Finds the faces of a picture. Implementations are thread-safe. */
public interface FaceDetector {

  /** The faces in the picture's pixels, boxes inside the picture, largest box first. */
  List<DetectedFace> detect(RgbImage image);
}
