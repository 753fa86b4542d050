package org.facesearch.models.attribute;

import java.util.Map;
import org.facesearch.models.detect.Box;
import org.facesearch.models.image.RgbImage;

/** Estimates one attribute of a face. Implementations are thread-safe. */
@FunctionalInterface
public interface AttributeEstimator {

  /**
   * Looks at one face.
   *
   * @param face where it is in the picture, not aligned
   * @return the attribute's numbers by their names, in a fixed order
   */
  Map<String, Double> estimate(RgbImage image, Box face);
}
