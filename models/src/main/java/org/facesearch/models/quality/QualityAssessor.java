package org.facesearch.models.quality;

import org.facesearch.models.detect.DetectedFace;
import org.facesearch.models.image.RgbImage;

/** Says whether a face is good enough to compare. Implementations are thread-safe. */
public interface QualityAssessor {

  /**
   * Assesses one face.
   *
   * @param face in pixels of the upright picture
   * @param aligned the face cut out and aligned
   */
  FaceQuality assess(DetectedFace face, RgbImage aligned);
}
